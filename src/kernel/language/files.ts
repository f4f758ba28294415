// The file system that the checker sees: the disk, or whatever was given before the first notebook is opened.
import ts from "typescript";

export let files: ts.System = ts.sys;

/** Says where files are looked for and read. */
export function setFiles(given: ts.System): void {
  files = given;
}

/** A path without symbolic links. */
export function realPath(path: string): string {
  return files.realpath?.(path) ?? path;
}
