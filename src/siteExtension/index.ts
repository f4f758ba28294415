// What the site adds to JupyterLite, in its page: the kernels, a lesson's way back to its beginning, links that carry cells.
// Bundled by scripts/buildSiteExtension.mjs.
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { INotebookTracker } from "@jupyterlab/notebook";
import { IKernelClient, IKernelSpecs } from "@jupyterlite/services";
import { keepScripts } from "./keepScripts.js";
import { interruptFor, registerKernels } from "./kernels.js";
import { sendAtOnce } from "./promptSockets.js";
import { addReset } from "./reset.js";
import { settings } from "./settings.js";
import { addShare, openShared } from "./share.js";

const kernels: JupyterFrontEndPlugin = {
  id: "gradus-site:kernels",
  description: "The kernels tslab and jslab, which run in the page",
  autoStart: true,
  requires: [IKernelSpecs],
  optional: [IKernelClient],
  activate(app: JupyterFrontEnd, specs: IKernelSpecs, client: IKernelClient | null) {
    const running = registerKernels(specs, app.serviceManager.contents);
    if (client) interruptFor(client, running);
    sendAtOnce(app);
  },
};

const lessons: JupyterFrontEndPlugin = {
  id: "gradus-site:lessons",
  description: "A lesson as it was, and links to notebooks that a learner has changed",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [],
  activate(app: JupyterFrontEnd, tracker: INotebookTracker) {
    addReset(app, tracker);
    addShare(app, tracker);
    void openShared(app);
    keepScripts(app);
  },
};

export default [settings, kernels, lessons];
