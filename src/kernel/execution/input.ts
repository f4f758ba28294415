// Asking the user for text: prompt, confirm and promptSync wait on the spot, as in a browser.
import { currentCell } from "./cellContext.js";
import { platform } from "./platform.js";
import { offerGlobal } from "./scope.js";

interface Asked {
  resolve(text: string): void;
  reject(error: Error): void;
}

const asked = new Map<number, Asked>();
let lastRequest = 0;

/** Asks for a line of text; rejects where the front end cannot ask. */
export function askUser(prompt: string, password = false): Promise<string> {
  const { cell, allowStdin } = currentCell();
  if (!allowStdin) return Promise.reject(noInput());
  const request = ++lastRequest;
  return new Promise((resolve, reject) => {
    asked.set(request, { resolve, reject });
    platform.send({ type: "input", cell, request, prompt, password });
  });
}

/** The front's answer to {@link askUser}. */
export function receiveInput(request: number, text: string | undefined, error: string | undefined): void {
  const waiting = asked.get(request);
  asked.delete(request);
  if (text === undefined) waiting?.reject(new Error(error));
  else waiting?.resolve(text);
}

/** Asks and waits, keeping the thread: the watchdog thread hears the answer. */
function promptSync(prompt: unknown = "", { password = false }: { password?: boolean } = {}): string {
  const { cell, allowStdin } = currentCell();
  if (!allowStdin) throw noInput();
  const request = ++lastRequest;
  return platform.waitForInput(request, () => {
    platform.send({ type: "input", cell, request, prompt: String(prompt), password });
  });
}

function noInput(): Error {
  return new Error("Cannot ask for input: this front end does not support it");
}

/** Puts prompt, confirm and promptSync into the session. */
export function offerInput(): void {
  offerGlobal("promptSync", promptSync);
  offerGlobal("prompt", (question?: string, preset?: string) => {
    const text = promptSync(question);
    return text === "" && preset !== undefined ? preset : text;
  });
  offerGlobal("confirm", (question: unknown = "") =>
    /^\s*(y|yes|ㅛ|예|네|응)\s*$/i.test(promptSync(`${String(question)} [y/N] `)),
  );
}
