// `gradus run`, `gradus check` and `gradus strip`.
import type { Command } from "commander";
import { NotebookFileError } from "./errors.js";
import type { RunCommandOptions, SharedService } from "./runCommand.js";

const FAILED = 1;
const USAGE = 2;

/**
 * Adds the commands for notebooks to the `gradus` program.
 *
 * @param share - Starts what the kernels of a run share.
 */
export function addNotebookCommands(program: Command, share?: () => Promise<SharedService>): void {
  program
    .command("run")
    .argument("[paths...]", "notebooks, or folders of them", ["notebooks"])
    .description("run notebooks without a front end; every claim must hold")
    .option("--out <dir>", "write executed copies and an HTML site there")
    .option("--trust-html", "let HTML in the notebooks run scripts in whoever opens the site")
    .option("--junit <file>", "write the results as JUnit XML")
    .option("--timeout <seconds>", "limit for one notebook (one cell: the tag timeout:SECONDS)")
    .option("--kernel <name>", "run on this kernel, not on the one each notebook names")
    .option("--jobs <n>", "notebooks at the same time (default: one a core)")
    .option("--update", "write the outputs back into the notebooks that passed")
    .action(async (paths: string[], options: RunCommandOptions) => {
      const { runCommand } = await import("./runCommand.js");
      process.exitCode = await guard(() => runCommand(paths, options, share));
    });

  program
    .command("check")
    .argument("[paths...]", "notebooks, or folders of them", ["notebooks"])
    .description("check that lessons are well-formed and that translations agree")
    .action(async (paths: string[]) => {
      const { checkCommand } = await import("./check/checkCommand.js");
      process.exitCode = await guard(() => checkCommand(paths));
    });

  program
    .command("strip")
    .argument("[paths...]", "notebooks, or folders of them", ["notebooks"])
    .description("remove outputs and write notebooks in their canonical form")
    .option("--check", "change nothing; fail when a notebook is not in that form")
    .action(async (paths: string[], { check = false }: { check?: boolean }) => {
      const { stripCommand } = await import("./stripCommand.js");
      process.exitCode = await guard(() => stripCommand(paths, check));
    });
}

/** Runs a command; what it throws is the user's or the machine's fault and is said in one line. */
async function guard(command: () => number | Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    console.error((error as Error).message);
    return error instanceof NotebookFileError ? FAILED : USAGE;
  }
}
