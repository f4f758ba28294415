// The kernel in a page, in Chromium, asked as a front end asks: https://jupyter-client.readthedocs.io/en/stable/messaging.html.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildBrowserKernel, standIns } from "../../scripts/lib/browserKernel.mjs";
import { loadModel } from "../../src/index.js";
import { launchBrowser } from "../lab/harness/chromium.js";
import type { PageKernel } from "../../src/browser/index.js";
import { scoresOf, weightsOf } from "./fits.js";
import { KernelPage } from "./kernelPage.js";
import { ModuleServer } from "./moduleServer.js";

declare const window: { kernel: PageKernel; said: object[]; files: Record<string, Uint8Array> };

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-kernel-"));
let browser: Browser | undefined;
let kernel: KernelPage;
let used: string[];

beforeAll(async () => {
  used = await buildBrowserKernel(folder);
  browser = await launchBrowser().catch(() => undefined);
  if (browser) kernel = await KernelPage.open(browser, folder);
}, 240_000);

afterAll(async () => {
  await kernel?.close();
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A cell that makes `fits.ts` a module, as Node has it. */
const fitsCell = `/** @module fits */\n${fs.readFileSync(new URL("fits.ts", import.meta.url), "utf8")}`;

it("asks for no module of Node's but those that something stands for, and for all of them", () => {
  // Any other would have been an error of the build.
  expect(used).toEqual(Object.keys(standIns).sort());
});

it("has TypeScript as a script of its own, in no function but TypeScript's", () => {
  const scripts = fs.readdirSync(folder).filter((name) => /^(checking-.*|languageWorker)\.js$/.test(name));
  const sizeOf = (name: string) => fs.statSync(path.join(folder, name)).size;
  const [checking, worker] = scripts.sort();
  expect([sizeOf(checking!) > 3e6, sizeOf(worker!) < 1000], scripts.join()).toEqual([true, true]);
  const before = fs.readFileSync(path.join(folder, checking!), "utf8").split('"use strict"')[0]!;
  expect(before.split("{").length - before.split("}").length).toBe(1);
});

describe("the kernel in a page", { timeout: 240_000 }, () => {
  beforeEach(({ skip }) => {
    if (!browser) skip();
  });

  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it("says what it is", async () => {
    const { language_info, banner, debugger: debug } = await kernel.ask("kernel_info_request", {});
    expect(language_info).toMatchObject({ name: "typescript", file_extension: ".ts" });
    expect([banner, debug]).toEqual(["Gradus: TypeScript on this browser", false]);
  });

  it("checks types across cells and prints values", async () => {
    expect(
      (await kernel.run("const age: number = 3;\ninterface Cat { name: string }\n({ age })")).value,
    ).toBe("{ age: 3 }");
    const { reply } = await kernel.run("const cat: Cat = { name: age };");
    expect(reply).toMatchObject({ status: "error", ename: "TS2322" });
    expect((await kernel.run("age + 1")).value).toBe("4");
  });

  it("has the library, with its types", async () => {
    const { value } = await kernel.run(
      'import { array } from "gradus";\nconst m = array([[1, 2], [3, 4]]);\nm.shape',
    );
    expect(value).toBe("[ 2, 2 ]");
    expect((await kernel.run("m.shap")).reply).toMatchObject({ ename: "TS2551" });
  });

  it("has the types of tensors where a cell touches one, though they come later than the others", async () => {
    const layer = 'import { layers, tf } from "gradus";\nlayers.lambda({ function: (x) => x.square() });';
    expect((await kernel.run(layer)).reply).toMatchObject({ status: "ok" });
    expect((await kernel.run(layer.replace("square", "squar"))).reply).toMatchObject({ ename: "TS2551" });
    expect((await kernel.run("tf.tensr([1])")).reply).toMatchObject({ ename: "TS2551" });
    expect((await kernel.run("tf.tensor([1, 2]).shape")).value).toBe("[ 2 ]");
  });

  it("keeps the order of what is written and shown", async () => {
    const { messages, stdout, stderr } = await kernel.run(
      'import * as tslab from "tslab";\nconsole.log("a", { b: 1 });\nconsole.error("c");\n' +
        'tslab.display.html("<b>d</b>");\nconsole.log("e");\n"f"',
    );
    expect([stdout, stderr]).toEqual(["a { b: 1 }\ne\n", "c\n"]);
    const types = messages.filter(({ channel }) => channel === "iopub").map(({ header }) => header.msg_type);
    expect(types).toEqual(
      "status execute_input stream stream display_data stream execute_result status".split(" "),
    );
  });

  it("writes a hundred thousand lines", async () => {
    const { stdout } = await kernel.run("for (let i = 0; i < 100_000; i++) console.log(i);");
    const lines = stdout.trimEnd().split("\n");
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([100_000, "0", "99999"]);
  });

  it("shows where an error was thrown, and whatever was thrown", async () => {
    const { reply } = await kernel.run(
      "function f(n: number) {\n  throw new RangeError(`no ${n}`);\n}\n\nf(3);",
    );
    expect(reply).toMatchObject({ ename: "RangeError", evalue: "no 3" });
    const traceback = (reply["traceback"] as string[]).join("\n").replace(/\x1b\[\d+m/g, "");
    expect(traceback).toMatch(/> 2 │ {3}throw new RangeError/);
    expect(traceback).toMatch(/at f \(In\[\d+\]:2:9\)\n\s+at In\[\d+\]:5:1$/);
    expect((await kernel.run('throw "words";')).reply).toMatchObject({ ename: "Thrown", evalue: "words" });
    expect((await kernel.run("const = 3;")).reply).toMatchObject({ status: "error" });
  });

  it("aborts what waits behind an error", async () => {
    const ids = [];
    for (const code of ["await new Promise((r) => setTimeout(r, 200)); throw new Error('x');", "1", "2"])
      ids.push(await kernel.send("execute_request", { code }));
    const replies = [];
    for (const id of ids) replies.push((await kernel.outcome(id)).reply["status"]);
    expect(replies).toEqual(["error", "aborted", "aborted"]);
  });

  it("fails a cell whose promise nobody handles", async () => {
    const { reply } = await kernel.run(
      "void Promise.reject(new Error('nobody'));\nawait new Promise((r) => setTimeout(r, 100));",
    );
    expect(reply).toMatchObject({ status: "error", evalue: "nobody" });
  });

  it("completes, inspects, and knows what is complete and what was run", async () => {
    await kernel.run("const words = ['a', 'b'];");
    const { matches } = await kernel.ask("complete_request", { code: "words.joi", cursor_pos: 9 });
    expect(matches).toContain("join");
    const { data } = await kernel.ask("inspect_request", { code: "words", cursor_pos: 3 });
    expect((data as Record<string, string>)["text/plain"]).toContain("const words: string[]");
    const status = async (code: string) => (await kernel.ask("is_complete_request", { code }))["status"];
    expect([await status("if (1) {"), await status("1")]).toEqual(["incomplete", "complete"]);
    const { history } = await kernel.ask("history_request", { hist_access_type: "tail", n: 1 });
    expect((history as unknown[][])[0]![2]).toBe("const words = ['a', 'b'];");
  });

  it("brings late output to the cell that caused it", async () => {
    const { id } = await kernel.run(`
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
setTimeout(() => console.log("timer"), 300);
void pause(350).then(() => console.log("then"));
void (async () => { await pause(400); console.log("await"); })();
async function later(text: string) { await pause(450); console.log(text); }
0`);
    const called = await kernel.run('void later("of the caller");\n0');
    await kernel.run("1");
    await pause(1500);
    const late = (messages: { header: { msg_type: string }; content: Record<string, unknown> }[]) =>
      messages
        .filter(({ header }) => header.msg_type === "stream")
        .map(({ content }) => String(content["text"]))
        .join("");
    expect(late(await kernel.saidUnder(id))).toBe("timer\nthen\nawait\n");
    expect(late(await kernel.saidUnder(called.id))).toBe("of the caller\n");
  });

  it("replaces and clears what it has shown", async () => {
    const { messages } = await kernel.run(
      'const shown = tslab.newDisplay();\nshown.text("1");\nshown.text("2");\nshown.clear();',
    );
    const types = messages.map(({ header }) => header.msg_type).filter((type) => /display|clear/.test(type));
    expect(types).toEqual(["display_data", "update_display_data", "clear_output"]);
  });

  it("shows figures and widgets as the page draws them", async () => {
    const shown = async (code: string) => {
      const { messages, reply } = await kernel.run(code);
      expect(reply["status"], String(reply["evalue"])).toBe("ok");
      const { data } = messages.findLast(({ content }) => content["data"] && !content["comm_id"])!.content;
      return data as Record<string, unknown>;
    };
    await kernel.run('import { plotHistory, plt, widgets } from "gradus";');
    const curve = await shown("plotHistory({ loss: [1, 0.5] })");
    expect(Object.keys(curve)).toEqual(["application/vnd.vegalite.v5+json", "text/plain"]);
    const slider = await shown("widgets.intSlider({ value: 3, max: 8 })");
    expect(Object.keys(slider)).toEqual([
      "application/vnd.jupyter.widget-view+json",
      "image/svg+xml",
      "text/plain",
    ]);
    expect(slider["image/svg+xml"]).toMatch(/^<svg [^]*>3<\/text>/);
    // Coloured by a scheme of Vega's, which is not there as a whole.
    const picture = await shown('plt.imshow([[0, 1], [2, 3]], { cmap: "viridis" });\nplt.show();');
    expect(JSON.stringify(picture)).toContain("data:image/png;base64,");
  });

  it("loads TensorFlow.js when it is touched, and data sets that lie with the page or not", async () => {
    await kernel.run('import { mnist, tf, wine } from "gradus";');
    expect((await kernel.run("tf.tensor([1, 2]).square().arraySync()")).value).toBe("[ 1, 4 ]");
    const { reply } = await kernel.run("wine()");
    expect(reply["evalue"]).toMatch(/^Cannot read wine.csv: its server answers 404 \(http.*\/data\/tables/);
    const missing = await kernel.run("await mnist.loadData()");
    expect(missing.reply["evalue"]).toMatch(/train-images-idx3-ubyte: there is no such file, packed/);
  });

  it("takes messages of widgets while a cell waits", async () => {
    const { messages } = await kernel.run(`
const host = (globalThis as any)[Symbol.for("gradus.notebookHost")];
let told = 0;
const comm = host.openComm("a.widget", { value: 1 });
comm.onMessage = (data: any) => (told = data.value);`);
    const { comm_id } = messages.find(({ header }) => header.msg_type === "comm_open")!.content;
    const { comms } = await kernel.ask("comm_info_request", {});
    expect(Object.keys(comms as object)).toContain(comm_id);
    const id = await kernel.send("execute_request", {
      code: "while (told === 0) await new Promise((r) => setTimeout(r, 5));\ntold",
    });
    await kernel.send("comm_msg", { comm_id, data: { value: 7 } });
    expect((await kernel.outcome(id)).value).toBe("7");
  });

  it("stops a cell that awaits, with the session kept", async () => {
    const id = await kernel.send("execute_request", {
      code: "let turns = 0;\nfor (;;) { await new Promise((r) => setTimeout(r, 5)); turns++; }",
    });
    await pause(500);
    await kernel.send("interrupt_request", {}, "control");
    expect((await kernel.outcome(id)).reply).toMatchObject({ ename: "KeyboardInterrupt" });
    expect(Number((await kernel.run("turns")).value)).toBeGreaterThan(0);
  });

  it("stops a loop that never gives the thread free, with the session kept", async () => {
    await kernel.run("let steps = 0;\nfunction inner() { do steps++; while (true) }");
    for (const code of [
      "for (;;) {}",
      "while (true) steps += 1;",
      "inner();",
      "for (;;) { try { for (;;); } catch {} }",
      "[1].forEach(() => { for (const i of (function* () { for (;;) yield 1; })()) steps += i; });",
    ]) {
      const id = await kernel.send("execute_request", { code });
      await pause(400);
      const began = Date.now();
      await kernel.send("interrupt_request", {}, "control");
      const { reply } = await kernel.outcome(id);
      expect(reply, code).toMatchObject({ ename: "KeyboardInterrupt", evalue: "The cell was interrupted" });
      expect(Date.now() - began, code).toBeLessThan(2000);
      expect((await kernel.run("steps >= 0")).value).toBe("true");
    }
    expect(Number((await kernel.run("steps")).value)).toBeGreaterThan(1000);
  });

  it("looks for an interrupt by what no browser takes for XML", async () => {
    const code = `const { prototype } = (globalThis as any).XMLHttpRequest;
const { send } = prototype;
const types = new Set<string | null>();
prototype.send = function () { send.call(this); types.add(this.getResponseHeader("Content-Type")); };
const until = Date.now() + 600;
while (Date.now() < until) { /* each turn may look */ }
prototype.send = send;
[...types]`;
    const { value, reply } = await kernel.run(code);
    expect(value ?? reply["evalue"]).toBe("[ 'text/plain' ]");
  });

  it("asks the user, and waits for the answer", async () => {
    const answer = async (id: string, value: string) => {
      const asked = await kernel.said(id, "input_request");
      await kernel.send("input_reply", { value }, "stdin");
      return asked;
    };
    const ask = (code: string) => kernel.send("execute_request", { code, allow_stdin: true });
    const id = await ask(
      'const who: string = prompt("Name?") + "!";\nconst isSure = confirm("Sure?");\n[who.length, who, isSure]',
    );
    expect(await answer(id, "Kim")).toMatchObject({ prompt: "Name?", password: false });
    await kernel.said(id, "input_request", 2);
    await kernel.send("input_reply", { value: "예" }, "stdin");
    expect((await kernel.outcome(id)).value).toBe("[ 4, 'Kim!', true ]");
    const late = await ask('async function f() { return prompt("a", "preset"); }\nawait f()');
    await answer(late, "");
    expect((await kernel.outcome(late)).value).toBe("'preset'");
    const stopped = await ask('prompt("never answered")');
    await kernel.said(stopped, "input_request");
    await kernel.send("interrupt_request", {}, "control");
    expect((await kernel.outcome(stopped)).reply).toMatchObject({ ename: "KeyboardInterrupt" });
    const nested = await kernel.outcome(await ask('[1].map(() => prompt("b"))'));
    expect(nested.reply["evalue"]).toMatch(/^Cannot wait for input here: .*call it outside of functions/);
    const refused = await kernel.outcome(
      await kernel.send("execute_request", { code: 'prompt("c")', allow_stdin: false }),
    );
    expect(refused.reply["evalue"]).toBe("Cannot ask for input: this front end does not support it");
    // A name of the user's own stays what it is, and is not awaited.
    await kernel.run("function confirm(x: number) { return Promise.resolve(x); }");
    expect((await kernel.run("typeof confirm(1).then")).value).toBe("'function'");
    await kernel.run("delete (globalThis as any).confirm;");
  });

  it("ends a session that does not notice an interrupt, and says what is lost", async () => {
    const id = await kernel.send("execute_request", {
      code: "(0, eval)('for (;;) {}');",
    });
    await pause(500);
    await kernel.send("interrupt_request", {}, "control");
    const { reply } = await kernel.outcome(id);
    expect(reply["ename"]).toBe("SessionEnded");
    expect(reply["evalue"]).toMatch(/did not notice the interrupt.*All variables are lost/);
    expect((await kernel.run("typeof turns")).reply).toMatchObject({ ename: "TS2304" });
    expect((await kernel.run("1 + 1")).value).toBe("2");
  });

  it("reads and writes the files beside the notebook", async () => {
    const { value, reply } = await kernel.run(`
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { readCsv } from "gradus";
writeFileSync("note.txt", "é");
appendFileSync("note.txt", "!");
await mkdir("a/b", { recursive: true });
await writeFile("a/b/c.bin", new Uint8Array([1, 2]));
const seen = [readFileSync("note.txt", "utf8"), (await stat("note.txt")).size, readdirSync("a"), existsSync("a/b/c.bin")];
rmSync("a", { recursive: true });
[...seen, existsSync("a"), (await readFile("cats.csv", "utf8")).length, (await readCsv("cats.csv")).names]`);
    expect(value ?? reply["evalue"]).toBe("[ 'é!', 3, [ 'b' ], true, false, 20, [ 'name', 'weight' ] ]");
    expect(await kernel.files()).toEqual({ "cats.csv": "name,weight\nTom,4.5\n", "note.txt": "é!" });
    await kernel.page.evaluate(() => {
      window.kernel.changeFiles({
        "new.txt": new TextEncoder().encode("from outside"),
        "cats.csv": undefined,
      });
    });
    expect((await kernel.run('[readFileSync("new.txt", "utf8"), existsSync("cats.csv")]')).value).toBe(
      "[ 'from outside', false ]",
    );
    const failed = async (code: string) => (await kernel.run(code)).reply["evalue"];
    expect(await failed('readFileSync("none.txt")')).toBe(
      "ENOENT: no such file or directory, open 'none.txt'",
    );
    expect(await failed('writeFileSync("none/a.txt", "")')).toMatch(/^ENOENT/);
    expect(await failed('import fs from "node:fs";\nfs.watch(".")')).toMatch(/^Cannot call watch of node:fs/);
  });

  it("saves and loads models, weights and arrays beside the notebook", async () => {
    const { reply, value } = await kernel.run(`
import { array, callbacks, layers, loadModel, np, readCsv, Sequential } from "gradus";
const saved = new Sequential([layers.input({ shape: [2] }), layers.dense({ units: 3 })]);
saved.compile({ optimizer: "adam", loss: "meanSquaredError" });
await saved.fit([[0, 1], [1, 0]], [[1, 2, 3], [4, 5, 6]], { epochs: 2, verbose: 0, callbacks: [callbacks.csvLogger("log.csv")] });
await saved.save("x.keras");
await saved.save("folder");
await saved.saveWeights("x.weights.h5");
await np.save("x.npy", [[1, 2], [3, 4]]);
const rows = array([[0.5, -1]]);
const wanted = (await saved.predict(rows)).toString();
const fromFile = await (await loadModel("x.keras")).predict(rows);
const fromFolder = await (await loadModel("folder")).predict(rows);
const other = new Sequential([layers.input({ shape: [2] }), layers.dense({ units: 3 })]);
await other.loadWeights("x.weights.h5");
const all = [fromFile, fromFolder, await other.predict(rows)].map((found) => found.toString() === wanted);
[...all, [...(await np.load("x.npy")).data], (await readCsv("log.csv")).length]`);
    expect(value ?? reply["evalue"]).toBe("[ true, true, true, [ 1, 2, 3, 4 ], 2 ]");
    const kept = Object.keys(await kernel.files());
    // Nothing half-written stays, and no draft.
    expect(
      kept
        .filter((name) => /^(x|folder|log)/.test(name))
        .map((name) => name.replace(/weights\..*\.bin/, "weights.bin"))
        .sort(),
    ).toEqual(["folder/model.json", "folder/weights.bin", "log.csv", "x.keras", "x.npy", "x.weights.h5"]);
    // Node reads the same files.
    const bytes = await kernel.page.evaluate(() => Array.from(window.files["x.keras"]!));
    fs.writeFileSync(path.join(folder, "x.keras"), Uint8Array.from(bytes));
    const predicted = await (await loadModel(path.join(folder, "x.keras"))).predict([[0.5, -1]]);
    expect((await kernel.run("wanted")).value).toBe(`'${predicted.toString()}'`);
  });

  it("has Node's Buffer, also for what is read without an encoding", async () => {
    const code = `
import { Buffer as Named } from "node:buffer";
import { readFileSync, writeFileSync } from "node:fs";
writeFileSync("bytes.bin", Buffer.from("é!", "utf8"));
const whole = readFileSync("bytes.bin");
[Buffer.from("aGk=", "base64").toString(), whole.toString("hex"), String(whole), readFileSync("bytes.bin", "latin1"),
  Named.isBuffer(whole), Buffer.concat([whole, whole]).length, process.env.HOME ?? "none"]`;
    const { value, reply } = await kernel.run(code);
    expect(value ?? reply["evalue"]).toBe("[ 'hi', 'c3a921', 'é!', 'Ã©!', true, 6, 'none' ]");
  });

  it("has module cells, which may import each other", async () => {
    await kernel.run(`/** @module shapes */
import { median } from "gradus";
export const area = (w: number, h: number) => w * h;
export const middle = median([1, 2, 9]);`);
    await kernel.run(`/** @module more */
import { area } from "./shapes";
export const twice = (w: number) => 2 * area(w, w);`);
    const use = 'import { twice } from "./more";\nimport * as shapes from "./shapes";\n';
    expect((await kernel.run(`${use}[twice(3), shapes.middle]`)).value).toBe("[ 18, 2 ]");
    await kernel.run("/** @module shapes */\nexport const area = (w: number, h: number) => w * h + 1;");
    expect((await kernel.run('import { twice as again } from "./more";\nagain(3)')).value).toBe("20");
    expect((await kernel.run('twice("3")')).reply["ename"]).toBe("TS2345");
  });

  it("knows the types of the DOM in cells of the page, and there only", async () => {
    const said = async (code: string) => (await kernel.run(code)).reply;
    expect(await said("/** @browser */\ndocument.body.append(1n)")).toMatchObject({ ename: "TS2345" });
    expect(await said('/** @browser */\ndocument.body.append("one")')).toMatchObject({ status: "ok" });
    expect(await said("document.body")).toMatchObject({ ename: "TS2584" });
  });

  it("writes with all methods of the console as Node.js does", async () => {
    const code = `
console.table([{ a: 1, b: "x" }, { a: 2, c: [1, 2, 3, 4] }]);
console.table([1, "둘"]);
console.table(new Map([["k", 1]]));
console.table(new Set([5]));
console.table({ x: { y: 1, z: 2 } }, ["y"]);
console.table([[1, 2], [3, 4]]);
console.table([{ a: { b: { c: 1 } } }]);
console.table([]);
console.table("word");
console.group("one", 1);
console.groupCollapsed("two");
console.log("in\\nside");
console.groupEnd();
console.assert(false, "must be %d", 3);
console.assert(false, JSON.parse('{ "is": 3 }'));
console.assert(false);
console.assert(true, "never");
console.groupEnd();
console.count();
console.count("n");
console.countReset("n");
console.count("n");
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });`;
    const inNode = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
    const { reply, stdout, stderr } = await kernel.run(code);
    expect(reply["evalue"]).toBeUndefined();
    expect(stdout).toBe(inNode.stdout);
    // Node 20 makes a text of the object; later ones do what the console's standard says.
    const [given, standard] = ["Assertion failed: [object Object]", "Assertion failed { is: 3 }"];
    expect(stderr).toBe(inNode.stderr.replace(given, standard));
    const timed = await kernel.run('console.time("t");\nconsole.timeEnd("t");\nconsole.timeEnd("t");');
    expect(timed.stdout).toMatch(/^t: [\d.]+ms\n$/);
    expect(timed.stderr).toBe("Warning: No such label 't' for console.time()\n");
  });

  it("searches on web workers, with the scores of Node.js", async () => {
    await kernel.run(fitsCell);
    const search = 'import { scoresOf } from "./fits";\nJSON.stringify(await scoresOf(2))';
    const { reply, value, stderr } = await kernel.run(search);
    expect([reply["evalue"], stderr]).toEqual([undefined, ""]);
    expect(JSON.parse(value!.slice(1, -1))).toEqual(await scoresOf(1));
    expect(kernel.page.workers().filter((worker) => worker.url().includes("poolWorker"))).toEqual([]);
    // What cannot travel is done here, and said.
    const own = await kernel.run(
      'import { CannotTravelError, crossValScore, DummyClassifier } from "gradus";\n' +
        "class Own extends DummyClassifier { pack(): never { throw new CannotTravelError('own code'); } }\n" +
        "await crossValScore(new Own(), [[0], [1], [2], [3]], [0, 1, 0, 1], { cv: 2, nJobs: 2 });",
    );
    expect(own.stderr).toContain("2 fits run in this process, not on 2 worker threads: own code");
  });

  it("trains on two threads where the page is isolated, with the bits of one", async () => {
    const isolated = await KernelPage.open(browser!, folder, { isolated: true });
    try {
      await isolated.run(fitsCell);
      const train =
        'import { weightsOf } from "./fits";\nconsole.log(JSON.stringify([await weightsOf(1), await weightsOf(2)]))';
      const { reply, stdout } = await isolated.run(train);
      expect(reply["evalue"]).toBeUndefined();
      const [one, two] = JSON.parse(stdout) as number[][];
      expect(two).toEqual(one);
      expect(one).toEqual(await weightsOf(1));
      const helpers = isolated.page.workers().filter((worker) => worker.url().includes("threadWorker"));
      expect(helpers).toHaveLength(1);
    } finally {
      await isolated.close();
    }
  });

  it("has decorators and using", async () => {
    const { stdout, value } = await kernel.run(`
function logged(method: (n: number) => number, context: ClassMethodDecoratorContext) {
  return function (this: object, n: number) {
    console.log(String(context.name));
    return method.call(this, n);
  };
}
class Counter { @logged next(n: number) { return n + 1; } }
const closed: string[] = [];
const resource = (name: string) => ({ [Symbol.dispose]() { closed.push(name); } });
function inside() { using one = resource("function"); }
inside();
{ using two = resource("block"); }
new Counter().next(1)`);
    expect([stdout, value]).toEqual(["next\n", "2"]);
    await kernel.run('using three = resource("cell");');
    expect((await kernel.run("closed")).value).toBe("[ 'function', 'block', 'cell' ]");
  });

  it("shows a number that follows a slider", async () => {
    const { messages } = await kernel.run(
      'import { interact, widgets } from "gradus";\n' +
        'interact(({ x }) => x * 2, { x: widgets.intSlider({ value: 3, description: "x" }) })',
    );
    const slider = messages.find(({ content }) =>
      JSON.stringify(content["data"] ?? "").includes('"IntSliderModel"'),
    )!;
    const moved = { method: "update", state: { value: 5 }, buffer_paths: [] };
    expect(JSON.stringify(messages)).toContain('"text/plain":"6"');
    await kernel.send("comm_msg", { comm_id: slider.content["comm_id"], data: moved });
    await kernel.page.waitForFunction(() => JSON.stringify(window.said).includes('"text/plain":"10"'));
  });

  it("imports modules by their address, and says where else modules live", async () => {
    expect((await kernel.run('import x from "data:text/javascript,export default 42";\nx')).value).toBe("42");
    const said = async (code: string) => String((await kernel.run(code)).reply["evalue"]);
    expect(await said('import a from "https://127.0.0.1:9/a.js";')).toMatch(
      /^Cannot import 'https:\/\/127.0.0.1:9\/a.js': Failed to fetch/,
    );
    expect(await said('import a from "left-pad";')).toMatch(
      /^Cannot import 'left-pad': this notebook runs in a browser.* "https:\/\/esm.sh\/left-pad"$/,
    );
    expect(await said('import http from "node:http";')).toContain("it lives in Node.js");
    expect(await said('import os from "os";')).toContain("it lives in Node.js");
    expect(await said("await import('node:' + 'net')")).toContain("it lives in Node.js");
    expect(await said("!git status")).toContain("has no shell");
  });

  it("has the types that the server of a module announces", async () => {
    const server = await ModuleServer.open({
      "/shapes.js": {
        text: "export const area = ({ r }) => Math.PI * r * r;\nexport const unit = { r: 1, name: 'unit' };export const lost = {};",
        types: "/types/shapes.d.ts",
      },
      "/types/shapes.d.ts": {
        text:
          '/// <reference path="./named.d.ts" />\n/// <reference lib="dom" />\n' +
          'import type { Circle } from "./circle.js";\nimport { gone } from "./gone.d.ts";\n' +
          "export declare function area(circle: Circle): number;\n" +
          "export declare const unit: Circle & Named;\nexport declare const lost: typeof gone;",
      },
      "/types/named.d.ts": { text: "interface Named { name: string }" },
      "/types/circle.d.ts": { text: "export interface Circle { r: number }" },
      "/plain.js": { text: "export const five = 5;" },
    });
    const cell = (name: string, file: string) => `import { ${name} } from "${server.address}/${file}.js";`;
    const inspect = async (code: string, cursor_pos: number) => {
      const { data } = await kernel.ask("inspect_request", { code, cursor_pos });
      return (data as Record<string, string>)["text/plain"];
    };
    const ename = async (code: string) => (await kernel.run(code)).reply["ename"];
    try {
      // An address that is only being written is not asked for: see the end.
      await kernel.ask("complete_request", { code: cell("x", "sha"), cursor_pos: 9 });
      // The first cell does not wait for types; those after it have them.
      expect((await kernel.run(`${cell("area, unit, lost", "shapes")}\narea(unit).toFixed(2)`)).value).toBe(
        "'3.14'",
      );
      await expect
        .poll(() => inspect("area", 2), { timeout: 60_000 })
        .toContain("area(circle: Circle): number");
      expect(await ename('area({ r: "wide" })')).toBe("TS2322");
      expect(await ename("unit.colour")).toBe("TS2339");
      expect(await ename("lost.anything.at.all")).toBe("TypeError"); // what could not be had is `any`
      const { matches } = await kernel.ask("complete_request", { code: "unit.", cursor_pos: 5 });
      expect(matches).toEqual(["name", "r"]);
      expect(await ename(`${cell("volume", "shapes")}\nvolume`)).toBe("TS2305");
      expect(await ename("document.title")).toBe("TS2584"); // cells have no DOM, whatever a declaration asks for

      // A module without them is `any`, now and later, and is asked for them once.
      expect((await kernel.run(`${cell("five", "plain")}\nfive`)).value).toBe("5");
      expect((await kernel.run(`${cell("five", "plain")}\nfive.toFixed(1)`)).value).toBe("'5.0'");
      expect(await ename("five.no.such.thing")).toBe("TypeError");
      for (const file of [
        "/types/shapes.d.ts",
        "/types/named.d.ts",
        "/types/circle.d.ts",
        "/types/gone.d.ts",
      ])
        expect(server.asked.filter((asked) => asked === file)).toEqual([file]);
      expect(server.asked).not.toContain("/sha.js");
    } finally {
      await server.close();
    }
    // Without the server: what is known stays known, what is not is `any`, and the run says what is wrong.
    expect(await ename("unit.colour")).toBe("TS2339");
    const { reply } = await kernel.run(`${cell("far", "far")}\nfar.anything`);
    expect(String(reply["evalue"])).toMatch(/^Cannot import 'http:.*far\.js': Failed to fetch/);
  });
});
