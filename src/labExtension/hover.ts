// The type and the documentation of the name under the mouse.
import type { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { contextOf } from "./cellEditors.js";

/** ms that the mouse rests before the kernel is asked. */
const hoverTime = 300;

export function hoverHelp(rendermime: IRenderMimeRegistry): Extension {
  return hoverTooltip(
    async (view, offset) => {
      const context = contextOf(view.state);
      if (!context?.notebook.preferences.hover) return null;
      const found = await context.notebook.ask("hover", { cell: context.cell, offset });
      if (!found || found.to > view.state.doc.length) return null;
      const dom = document.createElement("div");
      dom.className = "gradus-hover";
      const renderer = rendermime.createRenderer("text/markdown");
      await renderer.renderModel(rendermime.createModel({ data: { "text/markdown": found.markdown } }));
      dom.append(renderer.node);
      return { pos: found.from, end: found.to, above: true, create: () => ({ dom }) };
    },
    { hoverTime },
  );
}
