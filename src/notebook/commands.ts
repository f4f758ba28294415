// `gradus run`, `gradus check` and `gradus strip`.
import { Command, type ParseOptionsResult } from "commander";
import type { CheckCommandOptions } from "./check/checkCommand.js";
import { NotebookFileError } from "./errors.js";
import type { RunCommandOptions } from "./runCommand.js";

const FAILED = 1;
const USAGE = 2;

/** Adds the commands for notebooks to the `gradus` program. */
export function addNotebookCommands(program: Command): void {
  const run = new RunCommand("run");
  program.addCommand(run);
  run
    .argument("[paths...]", "notebooks, or folders of them", ["notebooks"])
    .description("run notebooks without a front end; every claim must hold")
    .option("--out <dir>", "write executed copies and an HTML site there")
    .option("--allow-install", "let cells install packages by %npm install")
    .option("--trust-html", "let HTML in the notebooks run scripts in whoever opens the site")
    .option("--junit <file>", "write the results as JUnit XML")
    .option("--timeout <seconds>", "limit for one notebook (one cell: the tag timeout:SECONDS)")
    .option("--kernel <name>", "run on this kernel, not on the one each notebook names")
    .option("--jobs <n>", "notebooks at the same time (default: one a core)")
    .option(
      "-p, --parameter <name value>",
      "set a variable of the cell tagged parameters; may be repeated",
      append,
    )
    .option("--params <file>", "set several, from a JSON object")
    .option("--update", "write the outputs back into the notebooks that passed")
    .action(async (paths: string[], options: RunCommandOptions) => {
      const { runCommand } = await import("./runCommand.js");
      process.exitCode = await guard(() => runCommand(paths, options));
    });

  program
    .command("check")
    .argument("[paths...]", "notebooks, or folders of them", ["notebooks"])
    .description("check that lessons are well-formed and that translations agree")
    .option("--only <rules>", "apply just these rules, as in predictions,links")
    .action(async (paths: string[], options: CheckCommandOptions) => {
      const { checkCommand } = await import("./check/checkCommand.js");
      process.exitCode = await guard(() => checkCommand(paths, options));
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

/**
 * A command whose option `-p` takes two words, as papermill's does; commander's options take one. A value may begin with a
 * minus, but it is not another of the options: then it was forgotten.
 */
class RunCommand extends Command {
  override parseOptions(args: string[]): ParseOptionsResult {
    const joined: string[] = [];
    for (let i = 0; i < args.length; i++) {
      const word = args[i]!;
      joined.push(word);
      const name = word === "-p" || word === "--parameter" ? args[++i] : undefined;
      if (name === undefined) continue;
      const value = args[i + 1];
      if (value === undefined || this.#isOption(value)) joined.push(name);
      else joined.push(`${name} ${args[++i]!}`);
    }
    return super.parseOptions(joined);
  }

  #isOption(word: string): boolean {
    const [name = ""] = word.split("=");
    return (
      name === "--" ||
      this.createHelp()
        .visibleOptions(this)
        .some(({ short, long }) => name === short || name === long)
    );
  }
}

const append = (word: string, before: string[] = []): string[] => [...before, word];

/** Runs a command; what it throws is the user's or the machine's fault and is said in one line. */
async function guard(command: () => number | Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    console.error((error as Error).message);
    return error instanceof NotebookFileError ? FAILED : USAGE;
  }
}
