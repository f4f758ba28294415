// Where the notebook and its `@module` cells lie, and which of its files have legacy decorators. Told by the environment and a
// private folder, so that worker threads and the thread of Node 20's loader know, too.
import fs from "node:fs";
import path from "node:path";
import { foldersVariable, type NotebookFolders } from "../../rpc/messages.js";

const folders: NotebookFolders = process.env[foldersVariable]
  ? (JSON.parse(process.env[foldersVariable]) as NotebookFolders)
  : { notebook: process.cwd(), modules: "" };

export const notebookDir = folders.notebook;

/** The file of a `@module NAME` cell, whether or not it is there. */
export function fileOfModule(name: string, jsx: boolean): string {
  return path.join(folders.modules, `${name}.${jsx ? "tsx" : "ts"}`);
}

/**
 * Keeps the text of a `@module NAME` cell where the loader finds it as `./NAME`.
 *
 * @throws Error if it cannot be written there.
 */
export function writeModuleCell(name: string, code: string, jsx: boolean): void {
  keep(
    () => {
      fs.rmSync(fileOfModule(name, !jsx), { force: true });
      fs.writeFileSync(fileOfModule(name, jsx), code, { mode: 0o600 });
    },
    (reason) =>
      reason === "ENAMETOOLONG"
        ? `Cannot keep module cell: its name must be a short file name, current value has ${String(name.length)} characters`
        : `Cannot keep module cell ${name}: ${needsFolder(reason)}`,
  );
}

const legacyList = path.join(folders.modules, "legacyDecorators.json");
let listed = "[]";

/**
 * Notes which files have legacy decorators, as the check found: the loader compiles them so.
 *
 * @throws Error if it cannot be written.
 */
export function noteLegacyFiles(files: readonly string[]): void {
  const list = JSON.stringify(files.map((file) => path.normalize(file)));
  if (list === listed) return;
  keep(
    () => {
      // Worker threads and child processes of the cells read it at any time: they find the old list or the new one.
      const unfinished = `${legacyList}.${String(process.pid)}`;
      fs.writeFileSync(unfinished, list, { mode: 0o600 });
      fs.renameSync(unfinished, legacyList);
    },
    (reason) => `Cannot load ${files.join(", ")}: ${needsFolder(reason)}`,
  );
  listed = list;
}

/** Whether the check found legacy decorators in a file. It knows a module cell as a file beside the notebook. */
export function hasLegacyDecorators(file: string): boolean {
  if (folders.modules === "" || !fs.existsSync(legacyList)) return false;
  const known = isModuleCell(file) ? path.join(notebookDir, path.basename(file)) : file;
  return (JSON.parse(fs.readFileSync(legacyList, "utf8")) as string[]).includes(known);
}

function keep(write: () => void, describe: (reason: string) => string): void {
  try {
    fs.mkdirSync(folders.modules, { recursive: true, mode: 0o700 });
    write();
  } catch (error) {
    throw new Error(describe(String((error as NodeJS.ErrnoException).code)));
  }
}

function needsFolder(reason: string): string {
  return `${path.dirname(folders.modules)} must be a folder that can be written (${reason}); set TMPDIR to one, and restart the kernel`;
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
