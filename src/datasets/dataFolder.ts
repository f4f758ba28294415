// Where data sets lie that the package does not hold: a folder, in a page an address.
import { DataFileError } from "./files.js";

/** The folder or address that the environment variable `GRADUS_DATA` names. */
export function dataFolder(): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.["GRADUS_DATA"]?.replace(/\/$/, "");
}

/**
 * The address of a data set in a page.
 *
 * @param name - Its place below {@link dataFolder}.
 * @throws DataFileError if nobody has said where data lies.
 */
export function dataAddress(name: string): string {
  const folder = dataFolder();
  if (folder !== undefined) return `${folder}/${name}`;
  const fix = 'name the address above it: globalThis.process = { env: { GRADUS_DATA: "/data" } }';
  throw new DataFileError(name, `this is a browser, which does not know where data sets lie; ${fix}`);
}
