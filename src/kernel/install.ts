// Makes our kernel known to Jupyter, and unknown again.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { capability } from "zeromq";
import { protocolVersion } from "../jupyter/messages.js";
import { ownKernelSpec, type KernelLanguage } from "../jupyter/kernelSpec.js";

/** Where a kernelspec lies: the folder that holds all kernelspecs of an environment, and the name of this one in it. */
export interface KernelPlace {
  /** See {@link kernelsUnder} and {@link userKernels}. */
  directory: string;
  name: string;
}

export interface InstallOptions extends KernelPlace {
  /** Defaults to `"typescript"`. */
  language?: KernelLanguage;
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
 * import { kernelsUnder } from "../src/jupyter/kernelFolders.js";
 * import { installKernel } from "../src/kernel/install.js";
 *
 * const prefix = fs.mkdtempSync(path.join(os.tmpdir(), "prefix-"));
 * const { directory } = installKernel({ directory: kernelsUnder(prefix), name: "tslab" });
 * expect(directory).toBe(path.join(prefix, "share", "jupyter", "kernels", "tslab"));
 * fs.rmSync(prefix, { recursive: true });
 * ```
 */
export function installKernel({
  directory,
  name,
  language = "typescript",
  displayName,
  env,
  replace = false,
}: InstallOptions): InstalledKernel {
  checkName(name);
  const target = path.join(directory, name);
  const owner = ownerOf(target);
  if (owner === "other" && !replace) {
    throw new Error(
      `Cannot install kernel ${name}: ${target} belongs to another kernel; choose another --name, or --replace it`,
    );
  }
  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(target, { recursive: true });
  for (const file of ["logo-svg.svg", "logo-32x32.png", "logo-64x64.png"]) {
    fs.copyFileSync(new URL(`./front/logo/${language}/${file}`, import.meta.url), path.join(target, file));
  }
  const own = ownKernelSpec(language);
  const spec = {
    ...own,
    display_name: displayName ?? own.display_name,
    ...(env ? { env } : {}),
    kernel_protocol_version: protocolVersion,
    metadata: {
      debugger: true,
      supported_encryption: capability.curve ? ["curve"] : [],
      gradus: { version: version() },
    },
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
export function uninstallKernel({ directory, name }: KernelPlace): string | undefined {
  checkName(name);
  const target = path.join(directory, name);
  const owner = ownerOf(target);
  if (owner === "nobody") return undefined;
  if (owner === "other")
    throw new Error(`Cannot uninstall kernel ${name}: ${target} belongs to another kernel`);
  fs.rmSync(target, { recursive: true });
  return target;
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

function version(): string {
  const file = fileURLToPath(new URL("../../package.json", import.meta.url));
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
}
