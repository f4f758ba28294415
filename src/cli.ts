#!/usr/bin/env node
// The command line of the package `gradus`: what `gradus-kernel` has, and the workers of a search.
import { kernelRooms, runCommandLine } from "./commandLine.js";
import { addWorkerCommands } from "./modelSelection/commands.js";

await runCommandLine([...kernelRooms, addWorkerCommands]);
