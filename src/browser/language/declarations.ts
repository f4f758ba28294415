// The declarations that came with the page. Imported before the checker: they arrive while its script is evaluated.

import { fetchNow } from "../fetchNow.js";

/** Texts by their paths; null for those that lie beside it, each by itself. */
export const declarations = load();

/** The text of a file that is null above: the checker, which asks in the middle of its work, waits for it. */
export function readLate(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return fetchNow(new URL(`./${name}`, import.meta.url).href, "the page's types");
}

async function load(): Promise<Record<string, string | null>> {
  const response = await fetch(new URL("./types.json.gz", import.meta.url));
  const text = new Response(response.body!.pipeThrough(new DecompressionStream("gzip")));
  return (await text.json()) as Record<string, string | null>;
}
