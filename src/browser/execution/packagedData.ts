// Data sets of npm packages, which lie packed with the page: a cell that looks for a package finds its files below one folder.

/** Where cells see them. */
const folder = "/node_modules/";

const fetched = new Map<string, Promise<Uint8Array>>();

/** `createRequire` of node:module as far as cells look for a package's files. */
export const nodeModules = {
  createRequire: () =>
    Object.assign(
      (name: string) => {
        throw new Error(`Cannot require ${name}: this notebook runs in a browser; use \`import\``);
      },
      { resolve: (name: string) => `${folder}${name}` },
    ),
};

export function isPackaged(file: string): boolean {
  return file.startsWith(folder);
}

/** Such a file, unpacked; it is fetched once. */
export function packagedContent(file: string): Promise<Uint8Array> {
  const name = file.slice(folder.length);
  let content = fetched.get(name);
  if (!content) {
    content = fetchPacked(`${String(process.env.GRADUS_DATA).replace(/\/?$/, "/")}${name}.gz`);
    fetched.set(name, content);
    content.catch(() => fetched.delete(name));
  }
  return content;
}

async function fetchPacked(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok)
    throw new Error(
      `Cannot read ${address}: its server answers ${String(response.status)}; other packages live in Node.js`,
    );
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Some servers unpack on the way what ends in .gz.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
