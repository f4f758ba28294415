// Both packages as somebody gets them: packed, installed into an empty folder by a user with an empty home directory.
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-packages-"));
const home = path.join(folder, "home");
const { npm_execpath: npm, ...rest } = process.env;
const env = Object.fromEntries(
  Object.entries({ ...rest, HOME: home, USERPROFILE: home }).filter(
    ([name]) => !/^(npm_|XDG_|JUPYTER)/i.test(name),
  ),
);

/** Runs a program; the text is all that it printed, and an exit code other than 0 is part of it. */
async function run(program: string, args: string[], cwd: string): Promise<string> {
  const shell = process.platform === "win32" && program === "npm";
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { cwd, env, shell, maxBuffer: 1e8 });
    return stdout + stderr;
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return `${stdout}${stderr}\nexit code ${String(code)}`;
  }
}

const node = (args: string[], cwd: string) => run(process.execPath, args, cwd);
const runNpm = (args: string[], cwd: string) => (npm ? node([npm, ...args], cwd) : run("npm", args, cwd));

function write(file: string, content: string | object): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

function filesUnder(dir: string): string[] {
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const megabytes = (dir: string): number =>
  filesUnder(dir).reduce((sum, file) => sum + fs.statSync(file).size, 0) / 1e6;

interface Manifest {
  version: string;
  bin: { gradus: string };
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
}
const readManifest = (dir: string) =>
  JSON.parse(fs.readFileSync(path.join(dir, "package.json"), "utf8")) as Manifest;

const cells = (...sources: string[]): object => ({
  cells: sources.map((source, i) => ({
    ...{ cell_type: "code", execution_count: null, id: `c${String(i)}`, outputs: [], source },
    // a cell that is said to fail
    metadata: source.startsWith("// fails") ? { tags: ["raises-exception"] } : {},
  })),
  metadata: { kernelspec: { name: "gradus", display_name: "TypeScript", language: "typescript" } },
  ...{ nbformat: 4, nbformat_minor: 5 },
});

/** What the cells of an executed notebook printed, and the first line of what they complained of. */
function printed(file: string): string[] {
  const { cells: done } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    cells: { outputs: { text?: string | string[]; evalue?: string }[] }[];
  };
  return done.map(({ outputs }) =>
    outputs.map(({ text, evalue }) => [text ?? evalue ?? ""].flat().join("").split("\n")[0]!).join(" | "),
  );
}

beforeAll(async () => {
  fs.mkdirSync(home);
  const said = await node([path.join(root, "scripts", "pack.mjs"), path.join(folder, "tarballs")], folder);
  expect(said).not.toContain("exit code");
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

describe.each([
  { name: "gradus-kernel", limit: 90 },
  { name: "gradus", limit: 350 },
])("$name", ({ name, limit }) => {
  const place = path.join(folder, name);
  const own = path.join(place, "node_modules", name);
  const gradus = (...args: string[]) => node([path.join(own, readManifest(own).bin.gradus), ...args], place);

  beforeAll(async () => {
    write(path.join(place, "package.json"), { private: true });
    const { version } = readManifest(root);
    const tarball = path.join(folder, "tarballs", `${name}-${version}.tgz`);
    const said = await runNpm(["install", "--no-audit", "--no-fund", tarball], place);
    expect(said).not.toMatch(/exit code|EBADENGINE/);
  });

  it(`takes at most ${String(limit)} MB`, () => {
    expect(megabytes(path.join(place, "node_modules"))).toBeLessThan(limit);
  });

  it("holds every file that its files import, and depends on every package whose name its code says", () => {
    const code = filesUnder(path.join(own, "dist")).filter((file) => /\.c?js$/.test(file));
    expect(code.length).toBeGreaterThan(100);
    const { dependencies, peerDependencies } = readManifest(own);
    const known = { ...dependencies, ...peerDependencies };
    const unknown = Object.keys(readManifest(root).dependencies).filter((one) => !(one in known));
    for (const file of code) {
      const text = fs.readFileSync(file, "utf8");
      for (const [, specifier] of text.matchAll(/\b(?:from|import)\s*\(?"(\.[^"\n]+\.js)"/g))
        expect(fs.existsSync(path.resolve(path.dirname(file), specifier!)), `${file}: ${specifier!}`).toBe(
          true,
        );
      for (const [, specifier] of text.matchAll(/(?:\bfrom |\bimport |\()["'`]([^"'`\n]+)["'`]/g))
        expect(unknown, `${file}: ${specifier!}`).not.toContain(/^(@[^/]+\/)?[^/]+/.exec(specifier!)?.[0]);
    }
  });

  it("runs notebooks of ES module, CommonJS and TypeScript projects", async () => {
    const projects = [
      { project: "esm", type: "module" },
      { project: "cjs", type: "commonjs" },
      { project: "node16", type: "module", options: { module: "node16", moduleResolution: "node16" } },
      { project: "bundler", type: "module", options: { module: "esnext", moduleResolution: "bundler" } },
    ];
    for (const { project, type, options } of projects) {
      const dir = path.join(place, project);
      write(path.join(dir, "package.json"), { type });
      if (options) write(path.join(dir, "tsconfig.json"), { compilerOptions: { ...options, strict: true } });
      write(path.join(dir, "twice.ts"), "export const twice = (n: number): number => 2 * n;\n");
      write(
        path.join(dir, "a.ipynb"),
        cells(
          'import { twice } from "./twice";\nconsole.log(twice(21))',
          '// fails\ntwice("21")',
          "const log = (a: object, key: string, d: PropertyDescriptor) => console.log(key);\nclass A { @log add() {} }",
          '// fails\n\nthrow new Error("at line 3")',
        ),
      );
    }
    const said = await gradus("run", ...projects.map(({ project }) => project), "--out", "done");
    expect(said).toContain("4 notebooks passed, 0 failed");
    for (const { project } of projects) {
      expect(printed(path.join(place, "done", project, "a.ipynb"))).toEqual([
        "42",
        expect.stringContaining("'string' is not assignable to parameter of type 'number'"),
        "add",
        "at line 3",
      ]);
    }
  });

  it("draws formulas in its pages", async () => {
    const notebook = cells("1 + 1") as { cells: object[] };
    notebook.cells.push({ cell_type: "markdown", id: "m", metadata: {}, source: "Then $x^2$." });
    write(path.join(place, "formula.ipynb"), notebook);
    expect(await gradus("run", "formula.ipynb", "--out", "pages")).toContain("1 notebook passed");
    const page = fs.readFileSync(path.join(place, "pages", "formula.html"), "utf8");
    expect(page).toContain('class="katex"');
    expect(page).toContain("data:font/woff2");
  });

  it("registers its kernel and JupyterLab's extension, and takes them away again", async () => {
    expect(await gradus("install", "--prefix", "jupyter")).toMatch(
      /Installed kernel gradus .*\n.*extension is in /,
    );
    expect(await gradus("uninstall", "--prefix", "jupyter")).toMatch(
      /Removed kernel gradus.*\nRemoved .*extension/,
    );
  });
});

it("a notebook that wants the library under gradus-kernel is told what to type", async () => {
  const place = path.join(folder, "gradus-kernel");
  write(
    path.join(place, "library.ipynb"),
    cells('// fails\nimport { Sequential } from "gradus";', '// fails\nimport { plot } from "nodeplotlib";'),
  );
  const cli = path.join(place, "node_modules", "gradus-kernel", "dist", "kernelCli.js");
  await node([cli, "run", "library.ipynb", "--out", "done"], place);
  expect(printed(path.join(place, "done", "library.ipynb"))).toEqual([
    expect.stringMatching(/^Cannot find package 'gradus': it is not installed; type `npm install gradus`/),
    expect.stringMatching(/^Cannot find package 'nodeplotlib': it is not installed/),
  ]);
});

describe("the library in a project of its own", () => {
  const place = path.join(folder, "gradus");
  const tsc = (version: string) => path.join(place, "node_modules", `typescript-${version}`, "bin", "tsc");

  it.each([
    { format: "an ES module", file: "a.mjs", start: 'import { Sequential, layers, tf } from "gradus";' },
    { format: "CommonJS", file: "a.cjs", start: 'const { Sequential, layers, tf } = require("gradus");' },
  ])("trains what the engine does not cover, from $format", async ({ file, start }) => {
    write(
      path.join(place, file),
      `${start}
      (async () => {
        const model = new Sequential([layers.lstm({ units: 3, inputShape: [4, 2] }), layers.dense({ units: 1 })]);
        model.compile({ loss: "mse", optimizer: "adam" });
        const { history } = await model.fit(tf.ones([8, 4, 2]), tf.zeros([8, 1]), { epochs: 2, verbose: 0 });
        const same = await model.toTfjs();
        const gap = tf.sub(same.predict(tf.ones([1, 4, 2])), (await model.predict(tf.ones([1, 4, 2]))).toArray());
        console.log(history.loss[1] < history.loss[0], tf.getBackend(), gap.abs().max().dataSync()[0] < 1e-6);
      })();\n`,
    );
    expect(await node([file], place)).toMatch(/^true wasm true$/m);
  });

  it("has types that compile without skipLibCheck, under TypeScript 5.4 and the newest", async () => {
    write(
      path.join(place, "main.mts"),
      `import { Sequential, layers, tf, GridSearchCV, plotHistory, np, mnist } from "gradus";
      const model = new Sequential([layers.dense({ units: 2, inputShape: [2], activation: "sigmoid" })]);
      const loss = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.mean(tf.square(tf.sub(yTrue, yPred)));
      model.compile({ loss, optimizer: "adam" });
      const { history } = await model.fit([[0, 0]], [[0, 1]], { epochs: 1, verbose: 0 });
      export const last: number | undefined = history["loss"]?.[0];
      export const shape: number[] = tf.zeros([2]).add(1).shape;
      export const theirs: tf.LayersModel = await model.toTfjs();
      export const all = [GridSearchCV, plotHistory, np, mnist];
      // @ts-expect-error -- units is a number
      layers.dense({ units: "two" });\n`,
    );
    const versions = ["typescript-old@npm:typescript@5.4", "typescript-new@npm:typescript@latest"];
    await runNpm(["install", "--no-save", "--no-audit", "--no-fund", ...versions, "@types/node@20"], place);
    for (const version of ["old", "new"]) {
      for (const [module, resolution, lib] of [
        ["node16", "node16", "es2022"],
        ["esnext", "bundler", "es2022,dom"],
      ] as const) {
        const options = [
          "--strict",
          "--exactOptionalPropertyTypes",
          "--skipLibCheck",
          "false",
          "--types",
          "node",
        ];
        options.push("--noEmit", "--target", "es2022", "--lib", lib);
        options.push("--module", module, "--moduleResolution", resolution);
        expect(await node([tsc(version), ...options, "main.mts"], place), `${version} ${resolution}`).toBe(
          "",
        );
      }
    }
  });

  it("takes TensorFlow.js from its package where that is installed, and is one with it", async () => {
    await runNpm(["install", "--no-save", "--no-audit", "--no-fund", "@tensorflow/tfjs@4.22.0"], place);
    write(
      path.join(place, "both.mjs"),
      `import { tf } from "gradus";
      console.log(tf.getBackend(), tf.zeros([1]).shape);
      const theirs = await import("@tensorflow/tfjs");
      console.log(theirs.Tensor === tf.Tensor, theirs.add(tf.ones([1]), 1).dataSync()[0]);\n`,
    );
    expect(await node(["both.mjs"], place)).toBe("cpu [ 1 ]\ntrue 2\n");
  });
});
