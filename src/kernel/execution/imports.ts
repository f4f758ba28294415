// Imports of cells.
import fs from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { workerEntry } from "../../workerEntry.js";
import { foreignSpecifier, isWanted, readNpmSpecifier, type NpmSpecifier } from "../npmSpecifier.js";
import { type InlineForm, inlineForms } from "../ownPackage.js";
import { requiredFile } from "./loader/hooks.js";
import { installImport } from "./loader/installHooks.js";
import { prepareTfjs } from "./tfjs.js";
import * as tslab from "./tslabModule.js";

const notFound = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"];

let asked = 0;

const usersModules = new WeakSet<object>();

/** Namespaces of the packages that cells have imported. */
export const packageModules = new Set<object>();

/** Whether a namespace is that of a file of the user's own, imported by its path. */
export function isUsersModule(namespace: object): boolean {
  return usersModules.has(namespace);
}

/**
 * Imports a module for a cell.
 *
 * @param notebookUrl - Where relative specifiers begin.
 * @throws Error that says what to type when a package is not installed.
 */
export async function importForCell(specifier: string, notebookUrl: string): Promise<object> {
  if (specifier === "tslab") return tslab;
  const foreign = foreignSpecifier(specifier);
  if (foreign !== undefined) throw Object.assign(new Error(foreign), { code: "ERR_MODULE_NOT_FOUND" });
  if (isBuiltin(specifier) || /^(node|data):/.test(specifier)) return (await import(specifier)) as object;
  const npm = readNpmSpecifier(specifier);
  if (npm) return importNpm(npm, specifier, notebookUrl);
  const form = inlineForms[specifier];
  return form ? importForm(form, specifier, notebookUrl) : importPackage(specifier, notebookUrl);
}

/** A package that a notebook written for Deno names, from where Node finds it. */
async function importNpm(npm: NpmSpecifier, asked: string, notebookUrl: string): Promise<object> {
  const { packageName, range } = npm;
  const version = installedVersion(packageName, notebookUrl);
  if (version !== undefined && (range === undefined || isWanted(version, range)))
    return importForCell(npm.specifier, notebookUrl);
  const install = `type \`%npm install ${packageName}${range === undefined ? "" : `@${range}`}\` in a cell`;
  const found =
    version === undefined
      ? `package '${packageName}' is not installed; ${install}`
      : `${packageName} must be of version ${range!}, current value is ${version}; ${install}, or leave the version out`;
  throw Object.assign(new Error(`Cannot import ${asked}: ${found}`), { code: "ERR_MODULE_NOT_FOUND" });
}

/** The version in the nearest node_modules that holds a package. */
function installedVersion(packageName: string, notebookUrl: string): string | undefined {
  for (const folder of createRequire(notebookUrl).resolve.paths(packageName) ?? []) {
    try {
      const file = path.join(folder, packageName, "package.json");
      return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

async function importForm(form: InlineForm, packageName: string, notebookUrl: string): Promise<object> {
  let missing: unknown;
  for (const specifier of [form.specifier, packageName]) {
    try {
      return await importPackage(specifier, notebookUrl);
    } catch (error) {
      if (!notFound.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      missing = error;
    }
  }
  const own = workerEntry(import.meta.url, `../../${form.place}.js`);
  if (!fs.existsSync(own)) throw missing; // gradus-kernel has no library
  return (await import(own.href)) as object;
}

async function importPackage(specifier: string, notebookUrl: string): Promise<object> {
  installImport();
  try {
    // The loader hooks take this apart: a cell asks, so edited files are looked for; resolution starts at the notebook.
    const namespace = (await import(`cell:${String(++asked)}:${notebookUrl}::${specifier}`)) as object;
    if (/^[./]|^file:/.test(specifier)) usersModules.add(namespace);
    else packageModules.add(namespace);
    return mendImported(namespace);
  } catch (error) {
    throw explainMissing(error, specifier);
  }
}

/** Begins to load a cell's packages. Modules of the user's own wait until the types have been checked. */
export function preload(specifiers: readonly string[], notebookUrl: string): void {
  const notebook = fileURLToPath(notebookUrl);
  for (const specifier of specifiers) {
    if (/^[./]|^\w+:/.test(specifier) || isBuiltin(specifier)) continue;
    if (requiredFile(specifier, notebook) !== undefined) continue; // by the tsconfig's paths
    importForCell(specifier, notebookUrl).catch(() => undefined);
  }
}

/** Teaches well-known libraries how to behave in a notebook. */
export function mendImported<T>(namespace: T): T {
  if (typeof namespace === "object" && namespace !== null) prepareTfjs(namespace);
  return namespace;
}

function explainMissing(error: unknown, specifier: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") return error;
  const name = /^Cannot find (?:package|module) '([^'./][^']*)'/.exec(message)?.[1];
  if (name === undefined || /^[A-Za-z]:|^file:/.test(name)) return error;
  const packageName = name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
  const asked = specifier === name ? "" : ` (imported by ${specifier})`;
  return Object.assign(
    new Error(
      `Cannot find package '${packageName}'${asked}: it is not installed; type \`npm install ${packageName}\` in a terminal, in the notebook's folder`,
    ),
    { code },
  );
}
