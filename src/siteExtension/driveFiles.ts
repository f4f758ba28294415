// The files beside a notebook, on JupyterLite's drive: cells read and write them as on a computer.
import type { ContentsChange, ContentsManager, DriveModel } from "@jupyterlab/services";
import type { FileChanges, PageFiles } from "../browser/index.js";
import type { Changes } from "./allTabs.js";

/**
 * Files of a notebook's folder and of all below it; of the folders beside it those that hold no notebooks, as `../data`.
 *
 * @param folder - The notebook's, from the drive's root; empty there.
 */
export function driveFiles(contents: ContentsManager, folder: string): DriveFiles {
  /** Paths on the drive that are being written here: their changes are no news. */
  const own = new Set<string>();
  return {
    async load() {
      const found: Record<string, Uint8Array> = {};
      await readFolder(contents, folder, "", found);
      if (folder !== "") await readBeside(contents, folder, found);
      return found;
    },
    async save(path, content) {
      const place = joined(folder, path);
      own.add(place);
      try {
        if (!content) return await contents.delete(place);
        await makeFolders(contents, place);
        await contents.save(place, { type: "file", format: "base64", content: toBase64(content) });
      } finally {
        own.delete(place);
      }
    },
    follow(changes, tell) {
      const changed = (_: ContentsManager, change: ContentsChange): void => {
        const [before, now] = [change.oldValue?.path, change.newValue?.path];
        const gone = before === undefined || own.has(before) ? undefined : pathFrom(folder, before);
        if (gone !== undefined && before !== now) tell({ [gone]: undefined });
        const path = now === undefined || own.has(now) ? undefined : pathFrom(folder, now);
        if (path === undefined || change.type === "delete" || path.endsWith(".ipynb")) return;
        void contents.get(now!, { content: true }).then(
          (model) => model.type === "file" && tell({ [path]: bytesOf(model) }),
          () => undefined, // gone again
        );
      };
      changes.connect(changed);
      return () => void changes.disconnect(changed);
    },
  };
}

interface DriveFiles extends PageFiles {
  /**
   * Tells what others change: uploads, what the file browser renames and removes, files that are edited.
   *
   * @returns Stops telling.
   */
  follow: (changes: Changes, tell: (files: FileChanges) => void) => () => void;
}

/** A drive's path as cells write it; undefined for what lies neither in the folder nor in one beside it. */
function pathFrom(folder: string, place: string): string | undefined {
  if (folder === "") return place;
  if (place.startsWith(`${folder}/`)) return place.slice(folder.length + 1);
  const above = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/") + 1) : "";
  return place.startsWith(above) ? `../${place.slice(above.length)}` : undefined;
}

type Found = Record<string, Uint8Array>;

/** @param prefix - The folder's path as cells write it, with a slash at its end. */
async function readFolder(
  contents: ContentsManager,
  folder: string,
  prefix: string,
  found: Found,
): Promise<void> {
  await Promise.all(
    (await entriesOf(contents, folder)).map(async ({ name, path, type }) => {
      if (type === "directory") await readFolder(contents, path, `${prefix}${name}/`, found);
      else if (type === "file") found[prefix + name] = bytesOf(await contents.get(path, { content: true }));
    }),
  );
}

async function readBeside(contents: ContentsManager, folder: string, found: Found): Promise<void> {
  const above = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) : "";
  await Promise.all(
    (await entriesOf(contents, above)).map(async ({ name, path, type }) => {
      if (type !== "directory" || path === folder) return;
      const isData = (await entriesOf(contents, path)).every((entry) => entry.type === "file");
      if (isData) await readFolder(contents, path, `../${name}/`, found);
    }),
  );
}

async function entriesOf(contents: ContentsManager, folder: string): Promise<readonly DriveModel[]> {
  const { content } = await contents.get(folder, { content: true });
  return content as readonly DriveModel[];
}

/** JupyterLite reads what looks like text or JSON as such. */
function bytesOf({ format, content }: DriveModel): Uint8Array {
  if (format === "base64") return Uint8Array.from(atob(String(content)), (byte) => byte.charCodeAt(0));
  return new TextEncoder().encode(
    typeof content === "string" ? content : JSON.stringify(content, undefined, 1),
  );
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

async function makeFolders(contents: ContentsManager, place: string): Promise<void> {
  for (let end = place.indexOf("/"); end > 0; end = place.indexOf("/", end + 1)) {
    const folder = place.slice(0, end);
    const isThere = await contents.get(folder, { content: false }).then(
      () => true,
      () => false,
    );
    if (!isThere) await contents.save(folder, { type: "directory", format: "json" });
  }
}

function joined(folder: string, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}
