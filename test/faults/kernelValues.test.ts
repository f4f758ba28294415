// Odd and huge values through every way out of a cell. Whatever cannot be sent is an error of that cell; the next one runs.
import { describe, expect } from "vitest";
import { FaultyNotebook } from "./harness/kernel.js";
import { probe } from "./harness/probe.js";
import { oddExpression } from "./oddValues.js";

const host = 'globalThis[Symbol.for("gradus.notebookHost")]';

/** What a cell does with a value `v`, and another one `w`. */
const ways: Record<string, string[]> = {
  displays: [
    `${host}.display({ "text/html": v, "application/json": w })`,
    `${host}.display(v)`,
    `${host}.display({ "text/plain": "x" }, { metadata: v, displayId: w })`,
    `${host}.updateDisplay(v, { "text/plain": w })`,
    `${host}.clearOutput({ wait: v })`,
    'require("tslab").display.raw("image/png", v)',
    'require("tslab").display.html(v)',
  ],
  results: ["v", "[v, w]", "({ v, w })", "await v"],
  streams: [
    "console.log(v)",
    "console.error(v, w)",
    "console.table([v])",
    'console.log("%s %j %o", v, w, v)',
    "process.stdout.write(v)",
    "process.stderr.write(v, w)",
  ],
  comms: [
    `${host}.openComm(v, w)`,
    `${host}.openComm("odd", v, { metadata: w, id: v })`,
    `${host}.openComm("odd", {}).send(v, { metadata: w })`,
    `${host}.openComm("odd", {}).send({}, { buffers: [v, w] })`,
    `${host}.openComm("odd", {}).close(v)`,
  ],
  errors: [
    "throw v",
    "Promise.reject(v)",
    "queueMicrotask(() => { throw v })",
    "setTimeout(() => { throw v }); await new Promise((done) => setTimeout(done, 1))",
    "await Promise.reject(w)",
    "process.emit('uncaughtException', v)",
  ],
};

describe("values that cells show", () => {
  let notebook: FaultyNotebook;
  const before = async () => {
    notebook = await FaultyNotebook.open({ language: "javascript" });
  };
  const after = () => notebook.close();

  for (const [way, uses] of Object.entries(ways)) {
    probe(
      `odd values as ${way}, each followed by a cell`,
      { room: "kernel", tries: 400, before, after },
      async ({ random }) => {
        const [v, w] = [oddExpression(random), oddExpression(random)];
        const use = uses[random.randint(uses.length)]!;
        const code = `var v = (${v}), w = (${w});\n${use}`;
        const { status, evalue } = await notebook.run(code);
        // A session that ended would lose the user's variables: no value is worth that.
        if (status === "error") expect(evalue, code).not.toMatch(/^The session ended/);
        await notebook.stillRuns();
      },
    );
  }

  const huge = [
    [`${host}.display({ "text/html": '"'.repeat(300e6) })`, /^Cannot send text\/html: /],
    [
      `({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "x".repeat(4e8) }) })`,
      /^Cannot send text\/html: it must be at most 128 MB/,
    ],
    [`${host}.openComm("odd", { text: "x".repeat(4e8) })`, /^Cannot send the comm's data: /],
    [`throw new Error("x".repeat(4e8))`, /^x{100000}… 399,900,000 more characters$/],
    [
      `${host}.display({ "text/html": 5n })`,
      /^Cannot send text\/html: its content must be text or bytes, current value is 5$/,
    ],
  ] as const;
  probe(
    "values too large to be sent",
    { room: "kernel", tries: huge.length, before, after },
    async ({ index }) => {
      const [code, message] = huge[index % huge.length]!;
      const { status, evalue } = await notebook.run(code, 120);
      expect(status).toBe("error");
      expect(evalue).toMatch(message);
      await notebook.stillRuns();
    },
  );

  probe(
    "300 million quotation marks printed at once",
    { room: "kernel", tries: 1, before, after },
    async () => {
      const { status, text } = await notebook.run(`process.stdout.write('"'.repeat(300e6))`, 240);
      expect(status).toBe("ok");
      expect(text.length).toBe(300e6);
      await notebook.stillRuns();
    },
  );
});
