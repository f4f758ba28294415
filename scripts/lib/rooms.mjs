// The rooms of src/ and the arrows between them, from the top of the house down: lint refuses every other import, and a
// test (test/house.test.ts) compares this table with the imports there are and with the map in CONTRIBUTING.md.

/**
 * room → rooms it may import from. Files that lie directly in src/ are open to all; only index.ts and the
 * command lines (cli.ts, kernelCli.ts, commandLine.ts) are closed.
 */
export const arrows = {
  wrappers: ["keras", "modelSelection", "metrics", "preprocessing", "table", "array"],
  estimators: ["modelSelection", "metrics", "preprocessing", "table", "random", "array"],
  modelSelection: ["metrics", "display", "table", "random", "array"],
  teaching: ["playground", "widgets", "plotting", "display", "random", "array"],
  playground: ["widgets", "plotting", "engine", "display", "random"],
  keras: ["formulas", "preprocessing", "datasets", "engine", "plotting", "display", "random", "array"],
  engine: ["formulas"],
  formulas: [],
  widgets: ["plotting", "display"],
  plotting: ["display", "array"],
  datasets: ["table", "random", "array"],
  preprocessing: ["table", "array"],
  table: ["array"],
  metrics: ["array"],
  random: ["array"],
  native: [],
  array: [],
  browser: ["kernel", "jupyter"],
  labExtension: ["kernel"],
  siteExtension: ["browser"],
  site: ["notebook"],
  kernel: ["jupyter", "display"],
  notebook: ["jupyter"],
  jupyter: [],
  display: [],
};

/**
 * The doors of a room: other rooms enter it through these files only.
 *
 * - `index`: what is public.
 * - `internal`: what other rooms use and nobody outside.
 * - `host`: the contract between a notebook and the library (display).
 * - `commands`: what the room adds to `npx gradus`.
 * - `front`, `language`, `execution`: the parts of the kernel, for who runs them elsewhere. A door for each, as each runs alone.
 */
export const doors = ["index", "internal", "host", "commands", "front", "language", "execution"];

/** Rooms of a few files that need no door: each may be imported by itself. */
export const open = ["jupyter"];
