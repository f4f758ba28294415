// gradus site
import fs from "node:fs";
import path from "node:path";
import { findNotebooks, commonFolder, runCommand, type Notebook } from "../notebook/internal.js";
import { checkInteger, complaint } from "../validation.js";
import { copyContents } from "./contents.js";
import { buildJupyterLite } from "./jupyterLite.js";
import { pagesWorker, pagesWorkerFile, workerOf } from "./pagesWorker.js";
import { drawPreviews } from "./previews.js";
import { serveFolder } from "./server.js";

export interface SiteCommandOptions {
  out: string;
  run: boolean;
  python: string;
  jobs?: string;
  url?: string;
  serve?: boolean;
  port?: string;
}

/** JupyterLite's place in the site: a folder of its own, so that no notebook's page can lie on one of its files. */
const live = "live";

/**
 * Builds the site: a page for each notebook, JupyterLite with the notebooks and the files beside them, pictures for previews.
 *
 * @returns Exit code: 0 built, 1 a notebook failed, 128 + signal when interrupted. With `serve`, when the server ends.
 * @throws Error for wrong options, or if something that builds it is missing.
 */
export async function siteCommand(paths: readonly string[], options: SiteCommandOptions): Promise<number> {
  const { out, python, url } = options;
  const port = options.port === undefined ? 0 : Number(options.port);
  checkInteger("serve the site", "--port", port, { min: 0, max: 65535 });
  const base = url === undefined ? undefined : addressOf(url);
  const files = findNotebooks(paths);
  if (files.length === 0)
    throw new RangeError(
      complaint({ action: "build a site", name: "path", wanted: "a folder with notebooks", got: paths }),
    );
  const folder = commonFolder(files);
  const pictures = base ? await drawPreviews(folder, files, out) : new Map<string, string>();
  // First what takes seconds and may be missing, then what takes minutes.
  buildJupyterLite(path.join(out, live), python, (target) => copyContents(folder, files, target));
  const code = await runCommand(paths, {
    ...{ out, asTheyAre: !options.run },
    ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
    extras: {
      live: liveAddress,
      worker: workerOf,
      preview: (name) => {
        if (!base) return undefined;
        const picture = pictures.get(name);
        return {
          url: new URL(`${encodeURI(name)}.html`, base).href,
          ...(picture !== undefined && { picture: new URL(picture, base).href }),
        };
      },
    },
  });
  fs.writeFileSync(path.join(out, ".nojekyll"), ""); // GitHub Pages would leave out files that begin with "_"
  fs.writeFileSync(path.join(out, pagesWorkerFile), pagesWorker);
  console.log(`Site: ${path.resolve(out)}`);
  if (options.serve) await serveFolder(out, port);
  return code;
}

/** Only a page with code has something to run. */
function liveAddress(name: string, notebook: Notebook): string | undefined {
  const hasCode = notebook.cells.some((cell) => cell.cell_type === "code");
  return hasCode ? `${live}/notebooks/index.html?path=${encodeURIComponent(`${name}.ipynb`)}` : undefined;
}

/** With a slash at its end, so that what lies below is found from it. */
function addressOf(url: string): URL {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new RangeError(
      complaint({ action: "build a site", name: "--url", wanted: "an address, as https://example.org/lessons", got: url }),
    );
  return new URL(url.replace(/\/*$/, "/"));
}
