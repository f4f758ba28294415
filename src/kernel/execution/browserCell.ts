// `/** @browser */` cells: their JavaScript goes to the front end, which runs it when the notebook is trusted.
import { errorContent } from "./errors.js";
import { send } from "./channel.js";
import { toJavaScript } from "./oxc.js";

/** Compiles a cell and shows it as JavaScript. */
export function showBrowserCell(cell: number, code: string): void {
  try {
    const script = `(async () => {\n${toJavaScript(code, "In[browser]", { cell: true }).code}})();`;
    send({ type: "display", cell, data: { "application/javascript": script }, metadata: {}, update: false });
    send({ type: "done", cell, status: "ok" });
  } catch (error) {
    send({ type: "done", cell, status: "error", error: errorContent(error) });
  }
}
