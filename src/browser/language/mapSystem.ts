// The file system that TypeScript sees in a page: a map from paths to texts.
import type ts from "typescript";

const [beginning, later] = [new Date(0), new Date(1)];

/**
 * A `ts.System` over files in memory. Those that are added later have addresses instead of places in folders.
 *
 * @param files - Texts by their paths; null for one that `readLate` knows.
 * @param empty - A folder without files: imports between cells are looked for in theirs.
 * @param changed - Those whose text is no longer what it was at first.
 */
export function mapSystem(
  files: ReadonlyMap<string, string | null>,
  empty: string,
  readLate: (file: string) => string,
  changed: ReadonlySet<string> = new Set(),
): ts.System {
  const folders = new Set(["/", empty]);
  for (const file of files.keys()) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1))
      folders.add(file.slice(0, end));
  }
  const withoutSlash = (dir: string): string => (dir.length > 1 ? dir.replace(/\/$/, "") : dir);
  const nothing = (): void => undefined;
  return {
    args: [],
    newLine: "\n",
    useCaseSensitiveFileNames: true,
    write: nothing,
    writeFile: nothing,
    createDirectory: nothing,
    exit: nothing,
    getCurrentDirectory: () => "/",
    getExecutingFilePath: () => "/",
    resolvePath: (path) => path,
    fileExists: (file) => files.has(file),
    readFile(file) {
      const text = files.get(file);
      return text === null ? readLate(file) : text;
    },
    getModifiedTime: (file) => (files.has(file) ? (changed.has(file) ? later : beginning) : undefined),
    directoryExists: (dir) => folders.has(withoutSlash(dir)),
    getDirectories(dir) {
      const start = withoutSlash(dir).replace(/\/?$/, "/");
      const below = [...folders].filter((folder) => folder.startsWith(start) && folder !== start);
      return [...new Set(below.map((folder) => folder.slice(start.length).split("/")[0]!))];
    },
    readDirectory: () => [],
  };
}
