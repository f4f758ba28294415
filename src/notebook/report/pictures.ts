// Pictures that lie beside a notebook, `![words](pictures/01.svg)`: a page that loads nothing has them inside it.
import fs from "node:fs";
import path from "node:path";
import { createMarkdown, flatTokens } from "../markdown.js";
import type { Notebook } from "../nbformat.js";

const types: Readonly<Record<string, string>> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
};

/** A picture file: what the notebook calls it, and its content. */
export interface LocalPicture {
  /** Relative to the notebook's folder, as the text has it. */
  name: string;
  mime: string;
  content: Buffer;
}

/** The pictures of a notebook's text that are files of its disk, by the address that the text gives them. */
export function localPictures({ cells }: Notebook, folder: string): Map<string, LocalPicture> {
  const markdown = createMarkdown();
  const pictures = new Map<string, LocalPicture>();
  for (const { cell_type, source } of cells) {
    if (cell_type !== "markdown") continue;
    for (const token of flatTokens(markdown, source)) {
      const address = token.type === "image" ? String(token.attrGet("src") ?? "") : "";
      const picture = pictures.has(address) ? undefined : readPicture(address, folder);
      if (picture) pictures.set(address, picture);
    }
  }
  return pictures;
}

/** Undefined for an address elsewhere, a file that is no picture, and one that cannot be read. */
function readPicture(address: string, folder: string): LocalPicture | undefined {
  const mime = types[path.extname(address).toLowerCase()];
  if (mime === undefined || /^([a-z]+:|\/)/i.test(address)) return undefined;
  try {
    const name = decodeURI(address);
    return { name, mime, content: fs.readFileSync(path.join(folder, name)) };
  } catch {
    return undefined;
  }
}

/** The picture as an address that holds it. */
export function dataUrl({ mime, content }: LocalPicture): string {
  return `data:${mime};base64,${content.toString("base64")}`;
}
