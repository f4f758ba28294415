// What a file system's refusal says to the person whose disk it is.

/** By Node's error codes, https://nodejs.org/api/errors.html#common-system-errors. */
const reasons: Record<string, string> = {
  ENOSPC: "the disk is full; make room, then do it again",
  EDQUOT: "your share of the disk is full; make room, then do it again",
  EROFS: "this disk can only be read; name a place on another one",
  EACCES: "you may not write there; name another place, or ask for the right to write",
  EPERM: "you may not write there; name another place, or ask for the right to write",
  ENOENT: "its folder is not there; make the folder first",
  ENOTDIR: "a part of its path is a file, not a folder; name another place",
  EISDIR: "there is a folder of that name; name a file",
  ENAMETOOLONG: "its name is too long; shorten it",
};

/**
 * The error for a file that could not be written, with the system's own as its `cause`; what is no refusal of the file
 * system comes back as it is.
 *
 * @param action - What was being done, as in "save the model".
 */
export function writeError(action: string, file: string, cause: unknown): unknown {
  const reason = reasons[(cause as NodeJS.ErrnoException | undefined)?.code ?? ""];
  if (reason === undefined) return cause;
  return new Error(`Cannot ${action}: ${file} cannot be written, ${reason}`, { cause });
}
