// What `kernel.json` says of a kernel, https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs.
import { fileURLToPath } from "node:url";
import { workerEntry } from "../workerEntry.js";

/** The fields of `kernel.json`. */
export interface KernelSpec {
  argv: string[];
  display_name: string;
  language: string;
  /** How a running cell is stopped: by the signal SIGINT or by a message on the control channel. */
  interrupt_mode: "signal" | "message";
  env: Record<string, string>;
}

export type KernelLanguage = "typescript" | "javascript";

/** The names under which notebooks ask for our kernel: that of `gradus install`, and tslab's, whose notebooks run unchanged. */
export const ownKernels: Readonly<Record<string, KernelLanguage>> = {
  __proto__: null as never, // a kernel may be called "constructor"
  gradus: "typescript",
  tslab: "typescript",
  jslab: "javascript",
};

/** The file that starts our kernel: always built, since Jupyter starts plain JavaScript. */
export const ownKernelFile = fileURLToPath(workerEntry(import.meta.url, "../kernel/front/main.js"));

/** How our kernel is started, installed or not. */
export function ownKernelSpec(language: KernelLanguage): KernelSpec {
  return {
    argv: [process.execPath, ownKernelFile, "{connection_file}", `--language=${language}`],
    display_name: language === "typescript" ? "TypeScript" : "JavaScript",
    language,
    interrupt_mode: "message",
    env: {},
  };
}

/** Environment variable of a kernel: with "false", its cells may not install packages by `%npm install`. */
export const allowInstallVariable = "GRADUS_ALLOW_INSTALL";
