// One file, written so that a crash at any moment leaves a whole one: the old or the new.
import { writeError } from "../../fileErrors.js";
import { nodeFiles } from "./nodeFiles.js";
import { isAbandoned, newId, remove, savedBy } from "./saver.js";

/**
 * Puts a file in the place of another in one atomic step, after all of it is on the disk. Drafts that dead savers left of
 * it go.
 *
 * @throws Error that names the file and the reason where it cannot be written; the old file stays, and no draft.
 */
export async function replaceWhole(action: string, file: string, content: Uint8Array): Promise<void> {
  const draft = `${file}.${newId()}.draft`;
  try {
    await writeWhole(draft, content);
    await replaceFile(draft, file);
  } catch (error) {
    await remove(draft);
    throw writeError(action, file, error);
  }
  await tidyDrafts(action, file);
}

async function tidyDrafts(action: string, file: string): Promise<void> {
  const { fs, path } = nodeFiles(action);
  const [folder, start] = [path.dirname(file), `${path.basename(file)}.`];
  const draft = new RegExp(`^${savedBy}\\.draft$`);
  for (const name of await fs.readdir(folder)) {
    const [, machine, pid] = (name.startsWith(start) && draft.exec(name.slice(start.length))) || [];
    const place = path.join(folder, name);
    if (machine !== undefined && (await isAbandoned(place, machine, Number(pid)))) await remove(place);
  }
}

/** Writes a file and waits until it is on the disk. */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const handle = await nodeFiles("save the model").fs.open(file, "w");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** One atomic step. Windows refuses it while somebody reads the old file, for a moment. */
export async function replaceFile(from: string, to: string): Promise<void> {
  const { fs } = nodeFiles("save the model");
  for (let tries = 1; ; tries++) {
    try {
      return await fs.rename(from, to);
    } catch (error) {
      const isBusy = ["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (process.platform !== "win32" || !isBusy || tries === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * tries));
    }
  }
}
