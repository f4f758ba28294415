// The declarations of a module at an address: those that its server announces, and all that they refer to.
import ts from "typescript";

/** What was found. What cannot be had is in neither map: it is `any` to who imports it. */
export interface DeclarationGraph {
  /** Files by the addresses that lead to them. */
  places: Map<string, string>;
  /** Texts by their files. A file's name is an address too, from which its own references start. */
  texts: Map<string, string>;
}

/** How much may be read; whatever is read uses it up. */
export interface Allowance {
  files: number;
  characters: number;
}

/** The allowance is used up. */
export class TooManyDeclarations extends Error {}

/**
 * Reads declarations over the network.
 *
 * @param signal - Ends it with an error.
 * @throws When a server cannot be reached, and {@link TooManyDeclarations}. A server that says no is no error.
 */
export async function readDeclarations(
  address: string,
  allowance: Allowance,
  signal: AbortSignal,
): Promise<DeclarationGraph> {
  const graph: DeclarationGraph = { places: new Map(), texts: new Map() };
  const asked = new Set<string>();

  const follow = async (place: string, candidates: readonly string[]): Promise<void> => {
    if (asked.has(place)) return;
    asked.add(place);
    const response = await firstDeclaration(candidates, signal);
    if (!response) return;
    const file = typeScript.test(response.url) ? response.url : `${response.url}#.d.ts`;
    graph.places.set(place, file);
    if (graph.texts.has(file)) return;
    const text = withoutLibraries(await response.text());
    allowance.files--;
    allowance.characters -= text.length;
    if (allowance.files < 0 || allowance.characters < 0)
      throw new TooManyDeclarations(
        `Cannot read the types of '${address}': one notebook reads no more of them`,
      );
    graph.texts.set(file, text);
    await Promise.all(references(text, file).map((reference) => follow(reference, besides(reference))));
  };
  await follow(address, [address]);
  return graph;
}

/** The address that a specifier stands for in a file; undefined for names of packages and for what is no address. */
export function addressOf(specifier: string, from?: string): string | undefined {
  const isPlace = /^(https?:\/\/|\.{0,2}\/)/.test(specifier);
  return isPlace && URL.canParse(specifier, from) ? new URL(specifier, from).href : undefined;
}

const typeScript = /\.[cm]?ts$/;
const script = /\.([cm]?)js(?=[?#]|$)/;
const pathEnd = /(?=[?#]|$)/;

function isTypeScript(address: string): boolean {
  return typeScript.test(new URL(address).pathname);
}

/** Where the types may be of what a declaration refers to: as TypeScript looks for them, and with what is announced. */
function besides(address: string): string[] {
  if (isTypeScript(address)) return [address];
  if (script.test(address)) return [address.replace(script, ".d.$1ts"), address];
  return [address, address.replace(pathEnd, ".d.ts"), address.replace(pathEnd, "/index.d.ts")];
}

async function firstDeclaration(
  candidates: readonly string[],
  signal: AbortSignal,
): Promise<Response | undefined> {
  for (const candidate of candidates) {
    const response = await fetch(candidate, { signal });
    if (response.ok && isTypeScript(candidate)) return response;
    const announced = response.ok ? response.headers.get("X-TypeScript-Types") : null;
    void response.body?.cancel(); // a script, or why there is none
    if (announced === null || !URL.canParse(announced, response.url)) continue;
    const types = await fetch(new URL(announced, response.url), { signal });
    if (types.ok) return types;
  }
  return undefined;
}

function references(text: string, file: string): string[] {
  const { importedFiles, referencedFiles } = ts.preProcessFile(text);
  const specifiers = [
    ...importedFiles.map(({ fileName }) => addressOf(fileName, file)),
    ...referencedFiles.map(({ fileName }) => new URL(fileName, file).href),
  ];
  return specifiers.filter((one) => one !== undefined);
}

/** Cells run without a page's globals: declarations that ask for them must not make them known to all cells. */
function withoutLibraries(text: string): string {
  return text.replace(/^\/\/\/\s*<reference\s+lib=.*$/gm, "");
}
