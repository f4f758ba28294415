// `gradus install`, `gradus uninstall`, `gradus kernel` and `gradus lsp`.
import type { Command } from "commander";

interface PlaceOptions {
  user?: boolean;
  sysPrefix?: boolean;
  prefix?: string;
  python?: string;
  name: string;
}

interface InstallCommandOptions extends PlaceOptions {
  language: string;
  replace?: boolean;
  labExtension: boolean;
}

/** Exit code for a wrong command line or an environment that lacks something. */
const USAGE = 2;

/** Adds the kernel's commands to the `gradus` program. */
export function addKernelCommands(program: Command): void {
  withPlace(program.command("install"))
    .description("register the kernel in a Jupyter that you already have")
    .option("--language <language>", "typescript or javascript", "typescript")
    .option("--replace", "replace a kernel of the same name that another program installed")
    .option("--no-lab-extension", "without the JupyterLab extension that shows types while you type")
    .action(async (options: InstallCommandOptions) => {
      const { installKernel } = await import("./install.js");
      const { language } = options;
      if (language !== "typescript" && language !== "javascript") {
        return fail(
          `Cannot install kernel: --language must be typescript or javascript, current value is ${language}`,
          USAGE,
        );
      }
      await attempt(async () => {
        const place = await placeOf(options);
        const displayName = `${language === "typescript" ? "TypeScript" : "JavaScript"} (Gradus)`;
        const done = installKernel({
          directory: place.directory,
          name: options.name,
          language,
          displayName,
          replace: options.replace === true,
        });
        console.log(
          `${done.updated ? "Updated" : "Installed"} kernel ${done.name} (${displayName}) in ${done.directory}`,
        );
        if (options.labExtension) {
          const { installLabExtension } = await import("./labExtension.js");
          console.log(`JupyterLab's extension is in ${installLabExtension(place.directory)}`);
        }
        console.log(`It starts ${process.execPath} with ${new URL(".", import.meta.url).pathname}`);
        if (/[\\/]_npx[\\/]/.test(import.meta.url)) {
          console.log(
            "That folder is npx's cache, which npm may empty: `npm install gradus` somewhere to stay, and run this again.",
          );
        }
        console.log(
          `Undo: gradus uninstall ${place.flags}${options.name === "gradus" ? "" : ` --name ${options.name}`}`,
        );
      });
    });

  withPlace(program.command("uninstall"))
    .description("remove a kernel that `gradus install` registered")
    .action(async (options: PlaceOptions) => {
      const { uninstallKernel } = await import("./install.js");
      await attempt(async () => {
        const place = await placeOf(options);
        const removed = uninstallKernel({ directory: place.directory, name: options.name });
        if (removed === undefined) return fail(`Kernel ${options.name} is not installed in ${place.says}`, 1);
        console.log(`Removed kernel ${options.name}: ${removed}`);
        const { uninstallLabExtension } = await import("./labExtension.js");
        const extension = uninstallLabExtension(place.directory);
        if (extension !== undefined) console.log(`Removed JupyterLab's extension: ${extension}`);
      });
    });

  program
    .command("kernel")
    .description("run the kernel; Jupyter calls this with its connection file")
    .argument("<connection-file>", "the JSON file that Jupyter writes")
    .option("--language <language>", "typescript or javascript", "typescript")
    .action(async (connectionFile: string, { language }: { language: string }) => {
      process.argv.splice(2, process.argv.length, connectionFile, `--language=${language}`);
      await import("./front/main.js");
    });

  program
    .command("lsp")
    .description("run the language server: types in the cells of notebooks, for editors that speak LSP")
    .option("--stdio", "speak over stdin and stdout; there is no other way, so that it may be left out")
    .action(async () => {
      const { serve } = await import("./languageServer/server.js");
      serve(process.stdin, process.stdout);
    });
}

function withPlace(command: Command): Command {
  return command
    .option("--user", "for this user (the default)")
    .option("--sys-prefix", "into the active Python environment")
    .option("--prefix <dir>", "into an environment, under <dir>/share/jupyter")
    .option(
      "--python <python>",
      "the Python whose environment --sys-prefix means; alone it implies --sys-prefix",
    )
    .option("--name <name>", "the kernel's name", "gradus");
}

interface Place {
  /** The folder of its kernelspecs. */
  directory: string;
  /** The options that lead to the same place again. */
  flags: string;
  says: string;
}

async function placeOf({ user, sysPrefix, prefix, python }: PlaceOptions): Promise<Place> {
  const inPython = sysPrefix === true || python !== undefined;
  if (Number(user === true) + Number(inPython) + Number(prefix !== undefined) > 1) {
    throw new UsageError(
      "Cannot install kernel: give one of --user, --sys-prefix (or --python) and --prefix",
    );
  }
  const { kernelsUnder, userKernels } = await import("../jupyter/kernelFolders.js");
  const environment = inPython ? await pythonPrefix(python) : prefix;
  return environment === undefined
    ? { directory: userKernels(), flags: "--user", says: userKernels() }
    : { directory: kernelsUnder(environment), flags: `--prefix ${environment}`, says: environment };
}

/** Its `sys.prefix`, and whether that is an environment of its own: one of venv's, or the one that conda has activated. */
const askPython = `import os, sys
print(sys.prefix)
print(sys.prefix != sys.base_prefix or sys.prefix == os.environ.get("CONDA_PREFIX"))`;

/**
 * The environment of a Python.
 *
 * @param named - The Python that was named. Without one it is that of the active environment, and never the machine's own.
 */
async function pythonPrefix(named: string | undefined): Promise<string> {
  const python = named ?? (process.platform === "win32" ? "python" : "python3");
  const { spawnSync } = await import("node:child_process");
  const { status, stdout } = spawnSync(python, ["-c", askPython], { encoding: "utf8" });
  if (status !== 0) {
    throw new UsageError(
      `Cannot find the Python environment: ${python} does not run; name it with --python, or use --user or --prefix`,
    );
  }
  const [prefix = "", isActive] = stdout.split(/\r?\n/);
  if (named === undefined && isActive !== "True") {
    throw new UsageError(
      `Cannot find the Python environment: none is active, ${python} is the machine's own (${prefix}); activate one, name its Python with --python, or type --user`,
    );
  }
  return prefix;
}

class UsageError extends Error {}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    fail(message, error instanceof UsageError || code === "EACCES" ? USAGE : 1);
  }
}

function fail(message: string, code: number): void {
  console.error(message);
  process.exitCode = code;
}
