// “Reset this lesson”: JupyterLite keeps a changed notebook in the browser, in front of the one that the site has.
import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Dialog, showDialog } from "@jupyterlab/apputils";
import type { INotebookTracker } from "@jupyterlab/notebook";
import { wordsFor } from "./words.js";

export function addReset(app: JupyterFrontEnd, tracker: INotebookTracker): void {
  const path = (): string | undefined => tracker.currentWidget?.context.path;
  app.commands.addCommand("gradus-site:reset", {
    label: () => wordsFor(path()).reset,
    caption: () => wordsFor(path()).resetCaption,
    isEnabled: () => tracker.currentWidget !== null,
    async execute() {
      const panel = tracker.currentWidget;
      if (!panel) return;
      const say = wordsFor(panel.context.path);
      const { button } = await showDialog({
        title: say.reset,
        body: say.resetBody,
        buttons: [Dialog.cancelButton({ label: say.cancel }), Dialog.warnButton({ label: say.confirm })],
      });
      if (!button.accept) return;
      // Only the browser's copy: what the site has stays, and is what is read next.
      await app.serviceManager.contents.delete(panel.context.path);
      await panel.context.revert();
    },
  });
}
