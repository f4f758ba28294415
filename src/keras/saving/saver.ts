// Who saves: names for files that no two savers share, and whether the saver behind such a name is still at work.
import { needNode } from "../../nodeModule.js";
import { nodeFiles } from "./nodeFiles.js";

const action = "save the model";

/** The part of a file's name that says who wrote it: machine, process, saver, number. */
export const savedBy = /([0-9a-z]+)-(\d+)-([0-9a-f]{8})-\d+/.source;

/** Savers that have not touched their files for so long are gone, wherever they ran. In ms. */
const patience = 3_600_000;

/** This copy of the module, in this thread. */
export const saver = Math.floor(Math.random() * 4294967296)
  .toString(16)
  .padStart(8, "0");
let count = 0;

/** A new id, as {@link savedBy} describes it. */
export function newId(): string {
  return `${machineTag()}-${String(process.pid)}-${saver}-${String(count++)}`;
}

/** Whether nobody is going to finish this file: its saver is dead, or has not touched it for an hour. */
export async function isAbandoned(file: string, machine: string | undefined, pid: number): Promise<boolean> {
  if (machine === machineTag() && !isRunning(pid)) return true;
  const found = await nodeFiles(action)
    .fs.stat(file)
    .catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > patience;
}

/** Removes a file; one that is in use (Windows) or another user's stays. */
export async function remove(file: string): Promise<void> {
  await nodeFiles(action)
    .fs.rm(file, { force: true })
    .catch(() => undefined);
}

/** Tells machines that share a folder apart. */
function machineTag(): string {
  const { hostname } = needNode("node:os", action, "keep it in the page");
  let tag = 0;
  for (const char of hostname()) tag = (Math.imul(tag, 31) + char.codePointAt(0)!) >>> 0;
  return tag.toString(36);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
