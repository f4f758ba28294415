// The map of the house: the imports there are, lint's table of arrows and CONTRIBUTING's say the same.
import fs from "node:fs";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import { expect, it } from "vitest";
import { arrows } from "../scripts/lib/rooms.mjs";

const root = path.resolve(import.meta.dirname, "..");

/** "engine → array" for every room that imports another, types included. */
async function arrowsDrawn(): Promise<string[]> {
  const { output } = await cruise(["src"], {
    baseDir: root,
    tsPreCompilationDeps: true,
    exclude: "/assembly/",
  });
  if (typeof output === "string") throw new Error(`dependency-cruiser answered ${output}`);
  const roomOf = (file: string): string | undefined => /^src\/(\w+)\//.exec(file)?.[1];
  const found = output.modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => [roomOf(source), roomOf(resolved)] as const),
  );
  return unique(
    found.filter(([from, to]) => from && to && from !== to).map(([from, to]) => `${from} → ${to}`),
  );
}

/** The rows of CONTRIBUTING's map that describe a room. */
function arrowsOnTheMap(): string[] {
  const map = fs.readFileSync(path.join(root, "CONTRIBUTING.md"), "utf8");
  const rows = map.matchAll(/^\| `src\/(\w+)\/` \|.*\| ([\w, ]+) \|$/gm);
  return unique([...rows].flatMap(([, from, to]) => to!.split(", ").map((room) => `${from} → ${room}`)));
}

const unique = (lines: string[]): string[] => [...new Set(lines)].sort();

it("every arrow that lint permits is used, and no other", async () => {
  const permitted = Object.entries(arrows).flatMap(([from, to]) => to.map((room) => `${from} → ${room}`));
  expect(await arrowsDrawn()).toEqual(unique(permitted));
});

it("CONTRIBUTING's map is lint's table", () => {
  const table = Object.entries<string[]>(arrows).flatMap(([from, to]) =>
    (to.length > 0 ? to : ["nothing"]).map((room) => `${from} → ${room}`),
  );
  expect(arrowsOnTheMap()).toEqual(unique(table));
});

it("every folder of src is a room of the table", () => {
  const folders = fs.readdirSync(path.join(root, "src"), { withFileTypes: true });
  expect(
    folders
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(arrows).sort());
});

it("every file that CONTRIBUTING names is there", () => {
  const text = fs.readFileSync(path.join(root, "CONTRIBUTING.md"), "utf8");
  const named = [...text.matchAll(/`((?:src|test|scripts|docs|notebooks|\.github)\/[\w./-]+)`/g)].map(
    ([, name]) => name!,
  );
  expect(named.length).toBeGreaterThan(40);
  // `10-some-title` and `lesson10` are the example's own.
  const missing = named.filter((name) => !/10/.test(name) && !fs.existsSync(path.join(root, name)));
  expect(missing).toEqual([]);
});

it("what Python's fixture scripts import stands in test/fixtures/requirements.txt", () => {
  const read = (file: string): string => fs.readFileSync(path.join(root, file), "utf8");
  const names: Record<string, string> = {
    cv2: "opencv-python-headless",
    sklearn: "scikit-learn",
    tensorflow: "tensorflow-cpu",
  };
  const standard = "decimal gzip io json math os pathlib random re struct sys warnings zlib".split(" ");
  const stated = [...read("test/fixtures/requirements.txt").matchAll(/^([\w-]+)==/gm)].map(
    ([, name]) => name!,
  );
  const scripts = fs
    .readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((file) => /fixtures[\\/][^\\/]*\.py$/.test(file));
  expect(scripts.length).toBeGreaterThan(10);
  const isBeside = (file: string, name: string): boolean =>
    fs.existsSync(path.join(root, "test", path.dirname(file), `${name}.py`));
  const imported = scripts.flatMap((file) =>
    [...read(`test/${file}`).matchAll(/^(?:import|from) (\w+)/gm)]
      .map(([, name]) => name!)
      .filter((name) => !isBeside(file, name)),
  );
  const needed = [...new Set(imported)].filter((name) => !standard.includes(name));
  expect(needed.map((name) => names[name] ?? name).filter((name) => !stated.includes(name))).toEqual([]);
});
