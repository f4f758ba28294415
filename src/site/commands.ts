// `gradus site`: notebooks as a folder of pages that any web server can send, and in which they run.
import type { Command } from "commander";
import type { SiteCommandOptions } from "./siteCommand.js";

const USAGE = 2;

/** Adds the command to the command line. */
export function addSiteCommands(program: Command): void {
  program
    .command("site")
    .argument("[paths...]", "notebooks, or folders of them", ["notebooks"])
    .description("build a web site on which notebooks run with nothing to install")
    .option("--out <dir>", "the folder to write to", "site")
    .option("--no-run", "leave the notebooks as they are: pages show the outputs that they hold")
    .option("--jobs <n>", "notebooks that run at the same time (default: one a core)")
    .option("--url <address>", "where the site will lie, for previews of its pages in messages and posts")
    .option("--python <command>", "the Python that has jupyterlite-core", "python3")
    .option("--serve", "show the site on this machine when it is built")
    .option("--port <n>", "port for --serve (default: a free one)")
    .addHelpText(
      "after",
      "\nPython is needed to build the site, never to use it: python3 -m pip install jupyterlite-core==0.8.6" +
        "\njupyter-server ipywidgets anywidget" +
        "\n\nExit codes: 0 built, 1 a notebook failed (the site is there), 2 wrong usage or a missing part of the machine.",
    )
    .action(async (paths: string[], options: SiteCommandOptions) => {
      const { siteCommand } = await import("./siteCommand.js");
      process.exitCode = await siteCommand(paths, options).catch((error: unknown) => {
        console.error((error as Error).message);
        return USAGE;
      });
    });
}
