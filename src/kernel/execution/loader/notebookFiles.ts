// Where the notebook and its `@module` cells lie. Told by the environment, so that worker threads know, too.
import fs from "node:fs";
import path from "node:path";
import { foldersVariable, type NotebookFolders } from "../../rpc/messages.js";

const folders: NotebookFolders = process.env[foldersVariable]
  ? (JSON.parse(process.env[foldersVariable]) as NotebookFolders)
  : { notebook: process.cwd(), modules: "" };

export const notebookDir = folders.notebook;

/** Keeps the text of a `@module NAME` cell where the loader finds it as `./NAME`. */
export function writeModuleCell(name: string, code: string, jsx: boolean): void {
  fs.mkdirSync(folders.modules, { recursive: true, mode: 0o700 });
  for (const extension of [".ts", ".tsx"]) {
    fs.rmSync(path.join(folders.modules, name + extension), { force: true });
  }
  fs.writeFileSync(path.join(folders.modules, `${name}.${jsx ? "tsx" : "ts"}`), code, { mode: 0o600 });
}

/** The file of the module cell that a path in the notebook's folder means, if there is one. */
export function moduleCellFile(file: string): string | undefined {
  if (folders.modules === "" || path.dirname(file) !== notebookDir) return undefined;
  const base = path.join(folders.modules, path.basename(file).replace(/\.[jt]sx?$/, ""));
  return [".ts", ".tsx"].map((extension) => base + extension).find((name) => fs.existsSync(name));
}

/** Whether a file is a module cell's: its imports begin at the notebook. */
export function isModuleCell(file: string): boolean {
  return folders.modules !== "" && path.dirname(file) === folders.modules;
}
