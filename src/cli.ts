#!/usr/bin/env node
// The command line of the package `gradus`: what `gradus-kernel` has, the workers of a search, and TensorFlow's library.
import { kernelRooms, runCommandLine } from "./commandLine.js";
import { addKerasCommands } from "./keras/commands.js";
import { addWorkerCommands } from "./modelSelection/commands.js";
import { addSiteCommands } from "./site/commands.js";

await runCommandLine([...kernelRooms, addWorkerCommands, addKerasCommands, addSiteCommands]);
