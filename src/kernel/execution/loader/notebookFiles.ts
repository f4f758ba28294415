// Where the notebook and its `@module` cells lie. Told by the environment, so that worker threads know, too.
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
  try {
    fs.mkdirSync(folders.modules, { recursive: true, mode: 0o700 });
    fs.rmSync(fileOfModule(name, !jsx), { force: true });
    fs.writeFileSync(fileOfModule(name, jsx), code, { mode: 0o600 });
  } catch (error) {
    const { code: reason } = error as NodeJS.ErrnoException;
    throw new Error(
      reason === "ENAMETOOLONG"
        ? `Cannot keep module cell: its name must be a short file name, current value has ${String(name.length)} characters`
        : `Cannot keep module cell ${name}: ${path.dirname(folders.modules)} must be a folder that can be written (${String(reason)}); set TMPDIR to one, and restart the kernel`,
    );
  }
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
