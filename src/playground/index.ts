// A small network to play with, and the sweep over its two most important knobs.
export { playground, Playground, type PlaygroundOptions } from "./playground.js";
export { type PlaygroundSettings } from "./settings.js";
export { type Snapshot } from "./snapshot.js";
export { playgroundSweep, Sweep, type SweepCell, type SweepOptions } from "./sweep.js";
