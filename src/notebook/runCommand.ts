// gradus run
import os from "node:os";
import { allowInstallVariable } from "../jupyter/kernelSpec.js";
import { checkInteger, complaint } from "../validation.js";
import { KernelStartError } from "./errors.js";
import { toJUnit } from "./junit.js";
import { killAllKernels } from "./kernelProcess.js";
import { findNotebooks, writeNotebook, writeWhole } from "./notebookFiles.js";
import type { SiteExtras } from "./report/site.js";
import { readResult, runNotebooks, type NotebookResult } from "./run.js";
import { annotate, describeResult, summary } from "./terminal.js";

export interface RunCommandOptions {
  out?: string;
  junit?: string;
  timeout?: string;
  kernel?: string;
  jobs?: string;
  update?: boolean;
  trustHtml?: boolean;
  /** Names and values, as in `"epochs 3"`. */
  parameter?: string[];
  params?: string;
  /** Whether cells may install packages by `%npm install`. */
  allowInstall?: boolean;
  /** Write the pages of notebooks as they are, without running them. */
  asTheyAre?: boolean;
  /** What the pages have beside the notebooks themselves: the site's room says it. */
  extras?: SiteExtras;
}

/**
 * Runs notebooks and prints a line for each as it finishes.
 *
 * @returns Exit code: 0 all held, 1 a notebook failed or cannot be read, 2 the only fault is a kernel that is missing or
 *   does not start, 128 + signal when interrupted.
 * @throws RangeError for wrong options.
 */
export async function runCommand(paths: readonly string[], options: RunCommandOptions): Promise<number> {
  const files = findNotebooks(paths);
  if (files.length === 0) {
    throw new RangeError(
      complaint({ action: "run", name: "path", wanted: "a folder with notebooks", got: paths }),
    );
  }
  const jobs = options.jobs === undefined ? os.availableParallelism() : Number(options.jobs);
  checkInteger("run notebooks", "--jobs", jobs, { min: 1 });
  const timeout = options.timeout === undefined ? undefined : Number(options.timeout);
  if (timeout !== undefined && !(timeout > 0)) {
    throw new RangeError(
      complaint({ action: "run notebooks", name: "--timeout", wanted: "seconds > 0", got: options.timeout }),
    );
  }
  const parameters = await parametersOf(options);

  const width = Math.max(...files.map((file) => file.length));
  const started = performance.now();
  const interruption = listenToSignals();
  const site = options.out === undefined ? undefined : await openSite(options.out, files, options);
  const onResult = (result: NotebookResult) => {
    console.log(describeResult(result, width));
    if (process.env["GITHUB_ACTIONS"] === "true" && result.error) console.log(annotate(result));
    if (options.update && result.notebook && !result.error) writeNotebook(result.file, result.notebook);
    site?.write(result);
  };
  try {
    if (options.asTheyAre) {
      const read = files.map(readResult);
      for (const result of read) site?.write(result);
      return exitCode(read);
    }
    const results = await runNotebooks(files, {
      jobs,
      timeout,
      kernel: options.kernel,
      parameters,
      env: { [allowInstallVariable]: String(options.allowInstall === true) },
      signal: interruption.signal,
      onResult,
    });
    console.log(summary(results, (performance.now() - started) / 1000));
    if (options.junit !== undefined) writeWhole(options.junit, toJUnit(results));
    if (site) console.log(`Report: ${site.writeIndex(results)}`);
    return exitCode(results);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    console.error("Interrupted; all kernels have ended");
    return 128 + (interruption.signal.reason as { number: number }).number;
  } finally {
    interruption.stop();
  }
}

function exitCode(results: readonly NotebookResult[]): number {
  const errors = results.flatMap(({ error }) => error ?? []);
  if (errors.length === 0) return 0;
  return errors.every((error) => error instanceof KernelStartError) ? 2 : 1;
}

async function parametersOf({ parameter = [], params, update }: RunCommandOptions) {
  if (parameter.length === 0 && params === undefined) return undefined;
  if (update) {
    throw new RangeError(
      "Cannot run notebooks: --update and parameters do not go together; use --out to keep what came of them",
    );
  }
  const { readParameters } = await import("./parameters.js");
  return readParameters(parameter, params);
}

/** The report's room is entered only when there is one to write. */
async function openSite(
  out: string,
  files: readonly string[],
  { trustHtml = false, extras }: RunCommandOptions,
) {
  const { Site } = await import("./report/site.js");
  return new Site(out, files, { trustHtml, extras });
}

/** Ctrl-C and its relatives end the run in order; whatever else ends this process takes the kernels with it. */
function listenToSignals(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const listeners = signals.map((name) => {
    const listener = () => controller.abort({ number: os.constants.signals[name] });
    process.on(name, listener);
    return { name, listener };
  });
  process.on("exit", killAllKernels);
  return {
    signal: controller.signal,
    stop() {
      for (const { name, listener } of listeners) process.off(name, listener);
      process.off("exit", killAllKernels);
    },
  };
}
