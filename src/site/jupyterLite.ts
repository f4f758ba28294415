// JupyterLite with our kernels in it, built by its own command: https://jupyterlite.readthedocs.io/en/stable/howto/configure/config_files.html
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { siteIcon } from "../notebook/internal.js";
import { workerEntry } from "../workerEntry.js";
import { scriptsWorker, scriptsWorkerFile } from "./scriptsWorker.js";
import { wrapWorker } from "./serviceWorker.js";

/** Pages of JupyterLite that the site has: one notebook, the files, JupyterLab as a whole, one text file. */
const apps = ["notebooks", "tree", "lab", "edit"];

/** Extensions of the environment that widgets need, below its folder of extensions. */
const widgets = ["@jupyter-widgets/jupyterlab-manager", "anywidget"];

const pageOptions = {
  appName: "Gradus",
  defaultKernelName: "tslab",
  enableServiceWorkerCache: "true", // keeps modules that cells import by their addresses; serviceWorker.ts keeps the site's own files
  exposeAppInBrowser: true,
  disabledExtensions: ["@jupyterlab/apputils-extension:settings"], // siteExtension/settings.ts takes its place
};

/**
 * What the page of one notebook goes without: progress of uploads, which the list of files has. JupyterLab's cache of settings makes
 * it wait half a second for its own, and all of the page with it.
 */
const leftOutOfNotebooks = ["@jupyterlab/filebrowser-extension:notify-upload"];

/** What the Python must have, and the packages that they come in. */
const modules = "anywidget, ipywidgets, jupyter_server, jupyterlite_core";
const packages = "jupyterlite-core==0.8.6 jupyter-server ipywidgets anywidget";

/**
 * JupyterLab's settings: all cells in the document, so that the browser's search finds them, but those off the screen not laid
 * out, which took two seconds of a lesson's first ten; and no news.
 */
const settings = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  "@jupyterlab/notebook-extension:tracker": { windowingMode: "contentVisibility" },
};

/**
 * Builds JupyterLite.
 *
 * @param target - The folder to make; one that is there is replaced.
 * @param python - The Python that has JupyterLite and the widgets.
 * @param fill - Puts the notebooks, and the files beside them, into a folder.
 * @throws Error that says what is missing, or what JupyterLite said.
 */
export function buildJupyterLite(target: string, python: string, fill: (folder: string) => void): void {
  const installed = path.join(prefixOf(python), "share", "jupyter", "labextensions");
  const [own, types] = ["siteExtension", "labExtension"].map(builtFolder) as [string, string];
  const extensions = [own, types, ...widgets.map((name) => path.join(installed, name))];
  const work = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-site-"));
  try {
    const contents = path.join(work, "contents");
    fs.mkdirSync(contents);
    fill(contents);
    const write = (name: string, value: object) =>
      fs.writeFileSync(path.join(work, name), JSON.stringify(value));
    const configure = (folder: string, options: object) =>
      write(path.join(folder, "jupyter-lite.json"), {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": options,
      });
    configure(".", pageOptions);
    fs.mkdirSync(path.join(work, "notebooks"));
    configure("notebooks", { disabledExtensions: leftOutOfNotebooks });
    write("overrides.json", settings);
    write("config.json", {
      LiteBuildConfig: {
        ...{ apps, contents: [contents], federated_extensions: extensions },
        ...{ ignore_sys_prefix: true, no_sourcemaps: true, output_dir: path.resolve(target) },
        cache_dir: path.join(work, "cache"),
      },
    });
    fs.rmSync(target, { recursive: true, force: true });
    call(python, ["-m", "jupyterlite_core", "build", "--config", "config.json"], work);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  finish(target);
}

/** Where a page of the site finds the kernel's part for pages; no file of this package. */
const kernelForPages = "../extensions/gradus-site/static/kernel/index.js";

/** The page of a notebook is going to ask for a kernel when all of JupyterLab is there: its workers load meanwhile. */
const startKernelEarly = `<script type="module" async>
      import { startWorkers } from "${kernelForPages}";
      startWorkers();
    </script>`;

/** Our part of its service worker, one more, our icon, and the kernel's early start. */
function finish(target: string): void {
  const edit = (name: string, change: (text: string) => string) => {
    const file = path.join(target, name);
    fs.writeFileSync(file, change(fs.readFileSync(file, "utf8")));
  };
  edit("service-worker.js", wrapWorker);
  fs.writeFileSync(path.join(target, scriptsWorkerFile), scriptsWorker);
  fs.writeFileSync(path.join(target, "icon.svg"), siteIcon);
  const addToHead = (app: string, line: string) =>
    edit(`${app}/index.html`, (html) => html.replace("<head>", `<head>\n    ${line}`));
  for (const app of apps) addToHead(app, '<link rel="icon" type="image/svg+xml" href="../icon.svg">');
  addToHead("notebooks", startKernelEarly);
}

function builtFolder(name: string): string {
  const folder = path.dirname(fileURLToPath(workerEntry(import.meta.url, `../${name}/package.json`)));
  if (!fs.existsSync(folder))
    throw new Error(`Cannot build a site: ${folder} must hold its parts; run \`npm run site\``);
  return folder;
}

const prefixOf = (python: string): string =>
  call(python, ["-c", `import sys, ${modules}; print(sys.prefix)`], ".").trim();

function call(python: string, args: string[], cwd: string): string {
  const command = /[\\/]/.test(python) ? path.resolve(python) : python; // seen from here, not from `cwd`
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return stdout;
  const said = error?.message ?? stderr.trim().split("\n").slice(-5).join("\n");
  throw new Error(
    `Cannot build a site: ${python} must have JupyterLite, current value is: ${said}\n` +
      `Type ${python} -m pip install ${packages}, or name another Python with --python`,
  );
}
