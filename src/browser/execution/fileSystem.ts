// node:fs and node:fs/promises for cells: what most of them use, on the notebook's files.
import { dirname } from "node:path";
import { loadBuffer } from "./buffer.js";
import { allBelow, change, contentOf, isFolder, makeFolder, namesIn, placeOf, removeFolder } from "./disk.js";
import { isPackaged, packagedContent } from "./packagedData.js";

type Encoding = string | { encoding?: string | null } | null | undefined;

const reasons = {
  ENOENT: "no such file or directory",
  EISDIR: "illegal operation on a directory",
  ENOTDIR: "not a directory",
  EEXIST: "file already exists",
};

function failure(code: keyof typeof reasons, syscall: string, path: unknown): Error {
  const message = `${code}: ${reasons[code]}, ${syscall} '${String(path)}'`;
  return Object.assign(new Error(message), { code, syscall, path: String(path) });
}

function bytesOf(path: unknown, syscall = "open"): Uint8Array {
  const place = placeOf(path);
  const content = contentOf(place);
  if (!content) throw failure(isFolder(place) ? "EISDIR" : "ENOENT", syscall, path);
  return content;
}

function decoded(bytes: Uint8Array, options: Encoding): Uint8Array | string {
  const encoding = typeof options === "string" ? options : options?.encoding;
  if (encoding && /^utf-?8$/i.test(encoding)) return new TextDecoder().decode(bytes);
  const buffer = loadBuffer().Buffer.from(bytes);
  return encoding ? buffer.toString(encoding as BufferEncoding) : buffer;
}

function write(path: unknown, data: unknown): void {
  const place = placeOf(path);
  if (isFolder(place)) throw failure("EISDIR", "open", path);
  if (!isFolder(dirname(place))) throw failure("ENOENT", "open", path);
  change(place, encoded(data));
}

function encoded(data: unknown): Uint8Array {
  if (typeof data === "string") return new TextEncoder().encode(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  throw new TypeError("Cannot write the file: data must be a string or a typed array");
}

function statOf(path: unknown, { throwIfNoEntry = true } = {}): object | undefined {
  const place = placeOf(path);
  const size = contentOf(place)?.length;
  if (size === undefined && !isFolder(place)) {
    if (!throwIfNoEntry) return undefined;
    throw failure("ENOENT", "stat", path);
  }
  return { size: size ?? 0, isFile: () => size !== undefined, isDirectory: () => size === undefined };
}

/** By Node's names, without their Sync. */
const calls = {
  readFile: (path: unknown, options?: Encoding) => decoded(bytesOf(path), options),
  writeFile: (path: unknown, data: unknown) => write(path, data),
  appendFile(path: unknown, data: unknown) {
    const before = contentOf(placeOf(path)) ?? new Uint8Array();
    const after = encoded(data);
    const whole = new Uint8Array(before.length + after.length);
    whole.set(before);
    whole.set(after, before.length);
    write(path, whole);
  },
  copyFile: (from: unknown, to: unknown) => write(to, bytesOf(from, "copyfile")),
  rename(from: unknown, to: unknown) {
    write(to, bytesOf(from, "rename"));
    if (placeOf(from) !== placeOf(to)) change(placeOf(from), undefined);
  },
  stat: statOf,
  realpath(path: unknown) {
    statOf(path);
    return placeOf(path);
  },
  access: (path: unknown) => void statOf(path),
  readdir(path: unknown) {
    const place = placeOf(path);
    if (!isFolder(place)) throw failure(contentOf(place) ? "ENOTDIR" : "ENOENT", "scandir", path);
    return namesIn(place);
  },
  mkdir(path: unknown, { recursive = false }: { recursive?: boolean } = {}) {
    const place = placeOf(path);
    if (contentOf(place) || (isFolder(place) && !recursive)) throw failure("EEXIST", "mkdir", path);
    if (!recursive && !isFolder(dirname(place))) throw failure("ENOENT", "mkdir", path);
    for (let folder = place; !isFolder(folder) && folder !== "/"; folder = dirname(folder))
      makeFolder(folder);
  },
  mkdtemp(prefix: unknown) {
    const folder = placeOf(prefix) + crypto.randomUUID().slice(0, 6);
    calls.mkdir(folder, { recursive: true });
    return folder;
  },
  rm(path: unknown, { recursive = false, force = false }: { recursive?: boolean; force?: boolean } = {}) {
    const place = placeOf(path);
    if (isFolder(place)) {
      if (!recursive) throw failure("EISDIR", "rm", path);
      for (const each of allBelow(place)) {
        if (contentOf(each)) change(each, undefined);
        else removeFolder(each);
      }
    } else if (contentOf(place)) change(place, undefined);
    else if (!force) throw failure("ENOENT", "rm", path);
  },
  unlink(path: unknown) {
    bytesOf(path, "unlink");
    change(placeOf(path), undefined);
  },
};

type Call = (...values: never[]) => unknown;

function entries(): [string, Call][] {
  return Object.entries(calls);
}

/** `import … from "node:fs/promises"`. Files of data sets that lie with the page are read here only: they have to be fetched. */
export const promises = complete("fs/promises", {
  ...Object.fromEntries(
    entries().map(([name, call]) => [name, async (...values: never[]) => Promise.resolve(call(...values))]),
  ),
  async readFile(path: unknown, options?: Encoding) {
    return decoded(await fetchedOrKept(path), options);
  },
  async open(path: unknown, flags = "r") {
    if (flags === "w") {
      write(path, "");
      return {
        writeFile: async (data: unknown) => Promise.resolve(write(path, data)),
        sync: () => Promise.resolve(),
        close: () => Promise.resolve(),
      };
    }
    if (flags !== "r") throw new RangeError('Cannot open the file: flags must be "r" or "w" in a browser');
    const bytes = await fetchedOrKept(path);
    return {
      stat: () => Promise.resolve({ size: bytes.length }),
      read(buffer: Uint8Array, offset = 0, length = buffer.length - offset, position = 0) {
        const part = bytes.subarray(position, position + length);
        buffer.set(part, offset);
        return Promise.resolve({ bytesRead: part.length, buffer });
      },
      close: () => Promise.resolve(),
    };
  },
});

/** `import … from "node:fs"`. */
export const fs = complete("fs", {
  ...Object.fromEntries(entries().map(([name, call]) => [`${name}Sync`, call])),
  existsSync: (path: unknown) => contentOf(placeOf(path)) !== undefined || isFolder(placeOf(path)),
  promises,
});

async function fetchedOrKept(path: unknown): Promise<Uint8Array> {
  const place = placeOf(path);
  return isPackaged(place) ? packagedContent(place) : bytesOf(path);
}

/** A module's names; any other of Node's says that it is not there. */
function complete(module: string, names: Record<string, unknown>): object {
  const missing = (name: string) => () => {
    throw new Error(
      `Cannot call ${name} of node:${module}: it lives in Node.js, and this notebook runs in a browser`,
    );
  };
  const whole: object = new Proxy(names, {
    has: (_, name) => typeof name === "string",
    get: (_, name) => {
      if (typeof name !== "string" || name === "then") return undefined;
      return name === "default" ? whole : (names[name] ?? missing(name));
    },
  });
  return whole;
}
