// What `npx gradus` is in either package: a program of commands. Each room adds its own; what they need is loaded when they run.
import { Command, CommanderError } from "commander";
import { addKernelCommands } from "./kernel/commands.js";
import { addNotebookCommands } from "./notebook/commands.js";

const usageError = 2;
/** As a shell counts a program that was ended by SIGPIPE. */
const brokenPipe = 141;

/** Adds a room's commands to the program. */
export type AddCommands = (program: Command) => void;

/** The rooms that both packages hold. */
export const kernelRooms: readonly AddCommands[] = [addKernelCommands, addNotebookCommands];

/** Runs the command that the process's arguments name, and sets its exit code. */
export async function runCommandLine(rooms: readonly AddCommands[]): Promise<void> {
  // `gradus run | head`: a reader that has seen enough. What waits for `exit` still ends its kernels.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(brokenPipe);
  });

  const program = new Command("gradus")
    .description("A TypeScript kernel for Jupyter, and lessons that run on it")
    .showHelpAfterError("(add --help for what it accepts)")
    .addHelpText(
      "after",
      "\nExit codes: 0 all went well, 1 something ran and failed, 2 wrong usage or a missing part of the machine.",
    )
    .exitOverride();
  for (const addCommands of rooms) addCommands(program);
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);

  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : usageError;
  }
}
