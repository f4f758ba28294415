// What goes wrong with a file, said so that it names the file and how to go on.
import { nodeFiles } from "./nodeFiles.js";

/** What was being done with a file, as in "load the model". */
export type FileAction = "load the model" | "load the weights";

/** An error about a file that cannot be right, and what helps. */
export function damaged(file: string, what: string, action: FileAction = "load the model"): Error {
  return new Error(
    `Cannot ${action} from ${file}: ${what}; the ${action === "load the model" ? "model" : "file"} is damaged or not whole: save it anew, or take a copy`,
  );
}

/** A file's bytes. @throws Error that says why there are none. */
export async function readBytes(file: string, action: FileAction): Promise<Uint8Array> {
  const { fs } = nodeFiles(action);
  try {
    return await fs.readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? "there is no such file" : `it cannot be read (${String(code)})`;
    throw new Error(`Cannot ${action} from ${file}: ${what}`, { cause });
  }
}

/** Runs work on a part of a file; whatever goes wrong names the file. */
export function naming<T>(
  file: string,
  part: string,
  work: () => T,
  action: FileAction = "load the model",
): T {
  try {
    return work();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const told = /^Cannot [^:]*: ([^]*)/.exec(message)?.[1];
    if (told === undefined)
      throw Object.assign(damaged(file, `${part} cannot be read (${message})`, action), { cause });
    const Type = cause instanceof TypeError ? TypeError : Error;
    throw new Type(`Cannot ${action} from ${file}: ${told}`, { cause });
  }
}
