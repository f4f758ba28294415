// `gradus tfjs-node`: TensorFlow's own library for the models that leave the engine.
import type { Command } from "commander";

/** Adds the command to the command line. */
export function addKerasCommands(program: Command): void {
  program
    .command("tfjs-node")
    .description("build TensorFlow's own library for models that the engine does not cover")
    .argument("[version]", "of TensorFlow, 2.12.1 to 2.21.0", "2.14.1")
    .addHelpText(
      "after",
      "\nWhat the engine does not cover (recurrent layers, your own call() or loss) then runs on TensorFlow itself instead of" +
        "\nTensorFlow.js's WebAssembly, whose convolutions take ten times as long; small models without them gain nothing." +
        "\nNeeds Linux, Node's headers, a C++ compiler, make, and Python 3 with pip, which fetches TensorFlow's wheel unless that" +
        "\nPython has TensorFlow; GRADUS_PYTHON names another Python than .venv's or python3." +
        "\n\nExit codes: 0 built, 1 a step failed, 2 wrong usage or a missing part of the machine.",
    )
    .action(async (version: string) => {
      const { tfjsNodeCommand } = await import("./tfjsNodeCommand.js");
      process.exitCode = tfjsNodeCommand(version);
    });
}
