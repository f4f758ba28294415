// `@module` cells: each is a module of the browser's own, at an address that is made when somebody imports it.
import { parseSync, type Program } from "oxc-parser";
import { toJavaScript } from "../../kernel/execution.js";
import { isAddress } from "../missingModules.js";

type Import = (specifier: string) => Promise<object>;

const cells = new Map<string, { code: string; jsx: boolean }>();
const addresses = new Map<string, string>();
const namespaces = new WeakSet<object>();

/** What modules find their imports by: a Blob's module can name only addresses. */
const given: Record<string, object> = {};
const givenName = "__gradusModules";
Object.defineProperty(globalThis, givenName, { value: given });

/**
 * Keeps a cell's code.
 *
 * @throws SourceSyntaxError if it does not parse.
 */
export function addModule(name: string, code: string, jsx: boolean): void {
  toJavaScript(code, name, { tsx: jsx });
  cells.set(name, { code, jsx });
  addresses.clear(); // those that import it are made anew, too
}

/** Whether a namespace is that of such a cell. */
export function isModuleCell(namespace: object): boolean {
  return namespaces.has(namespace);
}

/**
 * Imports a module cell.
 *
 * @param importOther - Imports what is none.
 * @returns undefined if there is no such cell.
 */
export async function importModuleCell(specifier: string, importOther: Import): Promise<object | undefined> {
  const name = nameOf(specifier);
  if (name === undefined) return undefined;
  const namespace = (await import(await addressOf(name, importOther, []))) as object;
  namespaces.add(namespace);
  return namespace;
}

/** The name of the module cell that a specifier means. */
function nameOf(specifier: string): string | undefined {
  const name = /^\.\/([\w-]+)(\.[jt]sx?)?$/.exec(specifier)?.[1];
  return name !== undefined && cells.has(name) ? name : undefined;
}

async function addressOf(name: string, importOther: Import, importers: string[]): Promise<string> {
  const known = addresses.get(name);
  if (known !== undefined) return known;
  if (importers.includes(name))
    throw new Error(
      `Cannot import './${name}': in a browser module cells cannot import each other in a circle`,
    );
  const { code, jsx } = cells.get(name)!;
  const js = toJavaScript(code, name, { tsx: jsx }).code;
  const { program } = parseSync("module.mjs", js);
  let [text, end] = ["", 0];
  for (const source of sourcesOf(program)) {
    const inner = nameOf(source.value);
    const address = inner
      ? await addressOf(inner, importOther, [...importers, name])
      : await otherAddress(source.value, importOther);
    text += js.slice(end, source.start) + JSON.stringify(address);
    ({ end } = source);
  }
  const address = blobOf(`${text}${js.slice(end)}\n//# sourceURL=${name}.ts`);
  addresses.set(name, address);
  return address;
}

/** The strings behind `from`. */
function sourcesOf({ body }: Program): { value: string; start: number; end: number }[] {
  return body.flatMap((node) => ("source" in node && node.source ? [node.source] : []));
}

/** A module that hands on what has been imported already. */
async function otherAddress(specifier: string, importOther: Import): Promise<string> {
  if (isAddress(specifier)) return specifier;
  const namespace = (given[specifier] = await importOther(specifier));
  const names = Object.keys(namespace).filter((name) => name !== "default");
  return blobOf(
    `const module = globalThis.${givenName}[${JSON.stringify(specifier)}];\n` +
      `export default module.default;\nexport const { ${names.join(", ")} } = module;\n`,
  );
}

function blobOf(code: string): string {
  return URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
}
