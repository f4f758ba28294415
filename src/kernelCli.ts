#!/usr/bin/env node
// The command line of the package `gradus-kernel`: it has no room that computes (scripts/lib/packages.mjs).
import { kernelRooms, runCommandLine } from "./commandLine.js";

await runCommandLine(kernelRooms);
