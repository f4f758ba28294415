// The pictures of a folder and the class of each: which files there are, in which order, and which of them validate. As Keras's
// `index_directory`: with the same seed the same files land in the same half.
import { DataFileError } from "../../datasets/index.js";
import { RandomState } from "../../random/index.js";
import { needNode } from "../../nodeModule.js";
import { complaint } from "../../validation.js";

/** What the messages say is being done. */
export const action = "read a folder of pictures";

export interface ImageFolder {
  files: readonly string[];
  /** The class of each file, by its place in `classNames`; none where none was asked for. */
  labels: readonly number[] | undefined;
  classNames: readonly string[] | undefined;
}

export interface IndexOptions {
  labels: "inferred" | null | readonly number[];
  classNames: readonly string[] | undefined;
  /** Mixes the files; undefined leaves them in the order of their paths. */
  seed: number | undefined;
  followLinks: boolean;
}

/** Endings of the files that count, as Keras has them. */
const endings = /\.(bmp|gif|jpe?g|png)$/i;

/** Finds all pictures, however deep they lie below the folders of their classes. */
export function indexFolder(directory: string, options: IndexOptions): ImageFolder {
  const { path } = node();
  if (!isFolder(directory)) throw new DataFileError(directory, "there is no such folder");
  const { labels, seed, followLinks } = options;
  const classes = labels === "inferred" ? classFolders(directory, options.classNames) : [""];
  const found = classes.map((name) => picturesIn(path.join(directory, name), followLinks));
  const files = found.flat();
  const inferred = found.flatMap((of, label) => of.map(() => label));
  const folder = labelled(files, labels === "inferred" ? inferred : labels, classes);
  if (seed === undefined) return folder;
  const mixed = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    new RandomState(seed).shuffle(copy);
    return copy;
  };
  return { ...folder, files: mixed(folder.files), labels: folder.labels && mixed(folder.labels) };
}

/** The part of a folder's files that trains, or the part behind it that validates. */
export function partOf(
  folder: ImageFolder,
  part: "training" | "validation",
  validationSplit: number,
): ImageFolder {
  const { files, labels, classNames } = folder;
  const first = files.length - Math.trunc(validationSplit * files.length);
  const cut = <T>(list: readonly T[]) => (part === "training" ? list.slice(0, first) : list.slice(first));
  return { files: cut(files), labels: labels && cut(labels), classNames };
}

function labelled(
  files: readonly string[],
  labels: readonly number[] | null,
  classes: readonly string[],
): ImageFolder {
  if (labels === null) return { files, labels: undefined, classNames: undefined };
  if (labels.length !== files.length) {
    const wanted = `one for each of the ${String(files.length)} pictures, in the order of their paths`;
    throw new RangeError(complaint({ action, name: "number of labels", wanted, got: labels.length }));
  }
  const isInferred = classes[0] !== "";
  const classNames = isInferred ? classes : [...new Set(labels)].sort((a, b) => a - b).map(String);
  return { files, labels, classNames };
}

/** Names of the folders in a folder; those that were asked for, in their order, must be among them. */
function classFolders(directory: string, wanted: readonly string[] | undefined): readonly string[] {
  const { fs, path } = node();
  const found = fs
    .readdirSync(directory)
    .filter((name) => !name.startsWith(".") && isFolder(path.join(directory, name)))
    .sort(byCode);
  const missing = wanted?.find((name) => !found.includes(name));
  if (missing !== undefined)
    throw new RangeError(
      complaint({
        action,
        name: "classNames",
        wanted: `folders in it (${found.join(", ")})`,
        got: missing,
      }),
    );
  const classes = wanted ?? found;
  if (classes.length > 0) return classes;
  const fix = "put the pictures of each class into a folder of its own, or pass { labels: null }";
  throw new RangeError(complaint({ action, name: directory, wanted: "a folder of folders", got: [], fix }));
}

function picturesIn(top: string, followLinks: boolean): string[] {
  const { fs, path } = node();
  const folders: { folder: string; names: string[] }[] = [];
  const walk = (folder: string, above: readonly string[]): void => {
    const place = fs.realpathSync(folder);
    if (above.includes(place)) return; // a link back to where it lies
    const names: string[] = [];
    folders.push({ folder, names });
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      const isLink = entry.isSymbolicLink();
      const leads = isLink ? isFolder(file) : entry.isDirectory();
      if (!leads) names.push(entry.name);
      else if (!isLink || followLinks) walk(file, [...above, place]);
    }
  };
  walk(top, []);
  folders.sort((a, b) => byCode(a.folder, b.folder));
  return folders.flatMap(({ folder, names }) =>
    names
      .filter((name) => endings.test(name))
      .sort(byCode)
      .map((name) => path.join(folder, name)),
  );
}

/** Whether there is a folder, or a link to one. */
function isFolder(place: string): boolean {
  return node().fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Python's order of texts. */
function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function node() {
  const instead = "fetch the pictures one by one";
  return { fs: needNode("node:fs", action, instead), path: needNode("node:path", action, instead) };
}
