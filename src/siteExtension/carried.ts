// A notebook's cells in the fragment of an address: JSON, deflated, in base64url. A fragment never reaches a server.

/** What a link carries: no outputs, so that a reader sees nothing that the cells do not say. */
export interface Carried {
  /** The notebook's name, without its folders. */
  name: string;
  kernel: string;
  /** `c` for code or `m` for Markdown, and the text. */
  cells: ["c" | "m", string][];
}

const kinds = { code: "c", markdown: "m" } as const;

interface Notebook {
  metadata: { kernelspec?: { name?: string } };
  cells: { cell_type: string; source: string | string[] }[];
}

/** Takes from a notebook what a link carries; raw cells are left out. */
export function carriedOf(path: string, notebook: unknown): Carried {
  const { metadata, cells } = notebook as Notebook;
  return {
    name: path.replace(/^.*\//, ""),
    kernel: metadata.kernelspec?.name ?? "tslab",
    cells: cells.flatMap(({ cell_type, source }): Carried["cells"] =>
      cell_type === "code" || cell_type === "markdown"
        ? [[kinds[cell_type], Array.isArray(source) ? source.join("") : source]]
        : [],
    ),
  };
}

/** A notebook of format 4.5 that nobody has run. */
export function notebookOf({ kernel, cells }: Carried): object {
  const language = kernel === "jslab" ? "javascript" : "typescript";
  return {
    ...{ nbformat: 4, nbformat_minor: 5 },
    metadata: {
      kernelspec: {
        name: kernel === "jslab" ? "jslab" : "tslab",
        display_name: language === "javascript" ? "JavaScript" : "TypeScript",
        language,
      },
    },
    cells: cells.map(([kind, source], i) => ({
      ...{ id: `cell-${String(i)}`, metadata: {}, source },
      ...(kind === "c"
        ? { cell_type: "code", execution_count: null, outputs: [] }
        : { cell_type: "markdown" }),
    })),
  };
}

/** The text of a fragment, without `#`. */
export async function pack(carried: Carried): Promise<string> {
  const bytes = await through(new Blob([JSON.stringify(carried)]), new CompressionStream("deflate-raw"));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @throws Error if the text is no link of ours, or damaged. */
export async function unpack(text: string): Promise<Carried> {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const json = new TextDecoder().decode(
      await through(new Blob([bytes]), new DecompressionStream("deflate-raw")),
    );
    return checked(JSON.parse(json));
  } catch (error) {
    throw new Error("Cannot open the shared notebook: its link must be whole; copy all of it", {
      cause: error,
    });
  }
}

async function through(blob: Blob, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer());
}

function checked(value: unknown): Carried {
  const { name, kernel, cells } = value as Carried;
  const isSound =
    /^[^/\\]+\.ipynb$/.test(name) &&
    typeof kernel === "string" &&
    cells.every(([kind, source]) => (kind === "c" || kind === "m") && typeof source === "string");
  if (!isSound) throw new TypeError("not a notebook");
  return { name, kernel, cells };
}
