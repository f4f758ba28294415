// Kernelspecs: the folders by which Jupyter finds a kernel, https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export type KernelLanguage = "typescript" | "javascript";

export interface InstallOptions {
  /** An environment's root, as Python's `sys.prefix`: the kernel goes to `<prefix>/share/jupyter/kernels/<name>`. */
  prefix?: string;
  /** The folder that holds the kernelspecs; instead of `prefix`. */
  directory?: string;
  /** Defaults to `"typescript"`. */
  language?: KernelLanguage;
  /** Defaults to `"tslab"` for TypeScript and `"jslab"` for JavaScript. */
  name?: string;
  /** What the launcher shows. Defaults to "TypeScript" or "JavaScript". */
  displayName?: string;
  /** Added to the environment of the kernel's processes. Defaults to nothing. */
  env?: Record<string, string>;
  /** Whether a kernelspec of that name which another program wrote may be replaced. Defaults to false. */
  replace?: boolean;
}

export interface InstalledKernel {
  name: string;
  /** The kernelspec's folder. */
  directory: string;
  /** Whether a kernelspec of ours was there before. */
  updated: boolean;
}

const names = { typescript: "tslab", javascript: "jslab" };
const displayNames = { typescript: "TypeScript", javascript: "JavaScript" };

/**
 * Writes a kernelspec, with logos. Running it again updates what is there.
 *
 * @throws Error if a kernelspec of that name is there which is not ours, unless `replace` is set.
 *
 * @example
 * ```ts
 * import fs from "node:fs";
 * import os from "node:os";
 * import path from "node:path";
 * import { expect } from "vitest";
 * import { installKernel } from "../src/kernel/install.js";
 *
 * const prefix = fs.mkdtempSync(path.join(os.tmpdir(), "prefix-"));
 * const { directory } = await installKernel({ prefix });
 * expect(directory).toBe(path.join(prefix, "share", "jupyter", "kernels", "tslab"));
 * fs.rmSync(prefix, { recursive: true });
 * ```
 */
export function installKernel({
  prefix,
  directory,
  language = "typescript",
  name = names[language],
  displayName = displayNames[language],
  env,
  replace = false,
}: InstallOptions): InstalledKernel {
  checkName(name);
  const target = path.join(directory ?? kernelsUnder(prefix), name);
  const owner = ownerOf(target);
  if (owner === "other" && !replace) {
    throw new Error(
      `Cannot install kernel ${name}: ${target} belongs to another kernel; choose another --name, or --replace it`,
    );
  }
  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(target, { recursive: true });
  const logos = language === "typescript" ? "typescript" : "javascript";
  for (const file of ["logo-svg.svg", "logo-32x32.png", "logo-64x64.png"]) {
    fs.copyFileSync(path.join(built("front/logo"), logos, file), path.join(target, file));
  }
  const spec = {
    argv: [process.execPath, built("front/main.js"), "{connection_file}", `--language=${language}`],
    display_name: displayName,
    language,
    interrupt_mode: "message",
    ...(env ? { env } : {}),
    metadata: { debugger: false, gradus: { version: version() } },
  };
  // Last, so that a folder left half-written has no kernel.json and Jupyter does not see it.
  fs.writeFileSync(path.join(target, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
  return { name, directory: target, updated: owner === "ours" };
}

/**
 * Removes a kernelspec that {@link installKernel} wrote.
 *
 * @returns The folder that was removed, or undefined if there was none.
 * @throws Error if the kernelspec is not ours.
 */
export function uninstallKernel({
  prefix,
  directory,
  name = "gradus",
}: Pick<InstallOptions, "prefix" | "directory" | "name">): string | undefined {
  checkName(name);
  const target = path.join(directory ?? kernelsUnder(prefix), name);
  const owner = ownerOf(target);
  if (owner === "nobody") return undefined;
  if (owner === "other")
    throw new Error(`Cannot uninstall kernel ${name}: ${target} belongs to another kernel`);
  fs.rmSync(target, { recursive: true });
  return target;
}

/** The kernelspecs of the user's own Jupyter, as `jupyter --paths` lists them. */
export function userKernels(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(userData(env), "kernels");
}

function userData(env: NodeJS.ProcessEnv): string {
  if (env["JUPYTER_DATA_DIR"]) return env["JUPYTER_DATA_DIR"];
  const home = os.homedir();
  if (process.platform === "darwin") return path.join(home, "Library", "Jupyter");
  if (process.platform === "win32") return path.join(env["APPDATA"] ?? home, "jupyter");
  return path.join(env["XDG_DATA_HOME"] ?? path.join(home, ".local", "share"), "jupyter");
}

function kernelsUnder(prefix: string | undefined): string {
  if (prefix === undefined) throw new TypeError("Cannot install kernel: prefix or directory must be given");
  return path.join(path.resolve(prefix), "share", "jupyter", "kernels");
}

/** Jupyter's own rule for kernel names; it also keeps the name from leaving the folder. */
function checkName(name: string): void {
  if (/^[a-z0-9._-]+$/i.test(name) && !/^\.+$/.test(name)) return;
  throw new RangeError(
    `Cannot name a kernel ${JSON.stringify(name)}: name must be of letters, digits, ".", "_" and "-"`,
  );
}

function ownerOf(target: string): "ours" | "other" | "nobody" {
  if (!fs.existsSync(target)) return "nobody";
  const file = path.join(target, "kernel.json");
  if (!fs.existsSync(file))
    return fs.readdirSync(target).every((name) => name.startsWith("logo-")) ? "ours" : "other";
  try {
    const spec = JSON.parse(fs.readFileSync(file, "utf8")) as { metadata?: { gradus?: unknown } };
    return spec.metadata?.gradus === undefined ? "other" : "ours";
  } catch {
    return "other";
  }
}

/** A file of the built kernel: Jupyter starts plain JavaScript, also when this module itself runs from src. */
function built(name: string): string {
  const here = fileURLToPath(new URL(name, import.meta.url));
  return here.replace(/([\\/])src([\\/]kernel[\\/])(?!.*[\\/]src[\\/]kernel[\\/])/, "$1dist$2");
}

function version(): string {
  const file = fileURLToPath(new URL("../../package.json", import.meta.url));
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
}
