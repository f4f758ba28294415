// Notebooks as they should not be: cut, in another encoding, of another program, or with one value of the wrong kind.
import { gzipSync } from "node:zlib";
import type { RandomState } from "../../../src/random/index.js";

/** One way to be malformed. */
export interface Kind {
  name: string;
  make: (random: RandomState) => Buffer;
}

type Json = Record<string, unknown>;

/** A sound notebook with something of everything. */
function sound(random: RandomState): Json {
  const number = String(random.randint(1000));
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "tiny", display_name: "Tiny" },
      language_info: { name: "tiny" },
      gradus: { seconds: 1 },
      title: `한글 é ${number}`,
    },
    cells: [
      {
        cell_type: "markdown",
        id: "text",
        metadata: {},
        source: ["# 제목\n", number],
        attachments: { a: {} },
      },
      {
        cell_type: "code",
        id: "code",
        metadata: { tags: ["a"] },
        source: `await print(${number})`,
        execution_count: 1,
        outputs: [
          { output_type: "stream", name: "stdout", text: "✓ ééé\n" },
          { output_type: "error", ename: "E", evalue: "v", traceback: ["t"] },
          { output_type: "display_data", data: { "text/plain": "a" }, metadata: {} },
        ],
      },
    ],
  };
}

const textOf = (random: RandomState): string => JSON.stringify(sound(random));
const pick = <T>(random: RandomState, values: readonly T[]): T => values[random.randint(values.length)]!;

/** What may stand nowhere that a value of these types is asked for. */
const strangers: Record<string, unknown[]> = {
  object: [null, 3, "text", [1], true],
  list: [null, 3, "text", { a: 1 }, false],
  string: [null, 3, {}, ["a"], true],
  text: [null, 3, {}, [1], [["a"]], true],
  count: [-1, 1.5, "3", {}, [], true],
};

/** Places of a notebook, and what is asked for there; with `!`, also that something is there. */
const places: [string, keyof typeof strangers, "!"?][] = [
  ["metadata", "object"],
  ["metadata.kernelspec", "object"],
  ["metadata.kernelspec.name", "string"],
  ["metadata.language_info", "object"],
  ["metadata.language_info.name", "string"],
  ["metadata.gradus", "object"],
  ["nbformat_minor", "count"],
  ["cells", "list", "!"],
  ["cells.0", "object"],
  ["cells.0.source", "text", "!"],
  ["cells.0.id", "string"],
  ["cells.0.metadata", "object"],
  ["cells.0.attachments", "object"],
  ["cells.0.attachments.a", "object"],
  ["cells.1", "object"],
  ["cells.1.cell_type", "string", "!"],
  ["cells.1.source", "text", "!"],
  ["cells.1.metadata", "object"],
  ["cells.1.metadata.tags", "list"],
  ["cells.1.metadata.tags.0", "string"],
  ["cells.1.outputs", "list"],
  ["cells.1.outputs.0", "object"],
  ["cells.1.outputs.0.output_type", "string", "!"],
  ["cells.1.outputs.0.name", "string", "!"],
  ["cells.1.outputs.0.text", "text", "!"],
  ["cells.1.outputs.1.ename", "string", "!"],
  ["cells.1.outputs.1.evalue", "string", "!"],
  ["cells.1.outputs.1.traceback", "list", "!"],
  ["cells.1.outputs.1.traceback.0", "string"],
  ["cells.1.outputs.2.data", "object", "!"],
  ["cells.1.outputs.2.metadata", "object"],
];

/** A sound notebook with one value put at a place, or taken away there. */
function withValue(random: RandomState, place: string, value: unknown): Buffer {
  const notebook = sound(random);
  const keys = place.split(".");
  const last = keys.pop()!;
  const at = keys.reduce<Json>((part, key) => part[key] as Json, notebook);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return Buffer.from(JSON.stringify(notebook));
}

const ofText = (name: string, change: (text: string, random: RandomState) => string | Buffer): Kind => ({
  name,
  make: (random) => Buffer.from(change(textOf(random), random) as string),
});
const ofValue = (place: string, ...values: unknown[]): Kind => ({
  name: `${place}: ${values.map((value) => JSON.stringify(value)).join(" or ")}`,
  make: (random) => withValue(random, place, pick(random, values)),
});

export const kinds: Kind[] = [
  ofText("empty", () => ""),
  ofText("blanks", (_text, random) => " \n\t".repeat(random.randint(1, 9))),
  ofText("cut", (text, random) => text.slice(0, random.randint(1, text.length))),
  ofText("noise", (_text, random) =>
    Buffer.from(Array.from({ length: 200 }, () => random.randint(128, 256))),
  ),
  ofText("one byte that is no UTF-8", (text, random) => {
    const bytes = Buffer.from(text);
    bytes[random.randint(bytes.length)] = pick(random, [0xc0, 0xff]);
    return bytes;
  }),
  ofText("Latin-1", (text) => Buffer.from(text.replace(/[^\0-\xff]/g, ""), "latin1")),
  // "# 한글" in CP949
  ofText("CP949", (text) => {
    const [before, after] = text.split("제목");
    return Buffer.concat([Buffer.from(before!), Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]), Buffer.from(after!)]);
  }),
  ofText("UTF-16", (text) => Buffer.from(text, "utf16le")),
  ofText("UTF-16 with its mark", (text) =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]),
  ),
  ofText("a surrogate written as UTF-8", (text) =>
    Buffer.concat([
      Buffer.from(text.slice(0, -1)),
      Buffer.from([0x2c, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
    ]),
  ),
  ofText("compressed", (text) => gzipSync(text)),
  ofText("a zero byte at the end", (text) => `${text}\0`),
  ofText("a brace too many", (text) => `${text}}`),
  ofText("twice in one file", (text) => text + text),
  ofText("a comma too many", (text) => `${text.slice(0, -1)},}`),
  ofText("comments", (text) => `// a notebook\n${text}`),
  ofText("Python's quotes", (text) => text.replaceAll('"', "'")),
  ofText("NaN", (text) => text.replace('"seconds":1', '"seconds":NaN')),
  ofText("a line break inside a string", (text) => text.replace("한글", "한\n글")),
  ofText("an escape that is none", (text) => text.replace("한글", "\\x41")),
  ofText(
    "a merge conflict",
    (text) => `${text.slice(0, 40)}\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> other\n${text.slice(40)}`,
  ),
  ofText("a page of a web server", () => "<!doctype html>\n<title>404</title>"),
  ofText("a script of jupytext", () => "# ---\n# jupyter:\n#   kernelspec:\n# ---\n# %%\n1"),
  ofText("a list of notebooks", (text) => `[${text}]`),
  ofText("JSON, but no object", (_text, random) => pick(random, ["null", "true", "4", '"text"'])),
  ofText("too deep", (text, random) => {
    const depth = random.randint(300, 20_000);
    return text.replace('"seconds":1', `"x":${"[".repeat(depth)}${"]".repeat(depth)}`);
  }),
  ofText("a number that is too large", (text, random) =>
    text.replace('"title"', `"n":${pick(random, ["1e999", "-1e999", "9007199254740993"])},"title"`),
  ),
  ofValue("nbformat", undefined, 3, 5, "4", null),
  ofValue("metadata.gradus.seconds", "x", -1, null),
  ofValue("cells.1.cell_type", "heading", "Code", ""),
  ofValue("cells.1.execution_count", "3", -1, 1.5, {}),
  ofValue("cells.1.outputs.0.output_type", "pyout", "Stream"),
  ofValue("cells.1.outputs.0.name", "stdlog", ""),
  ...places.map(([place, wanted, mustBe]) =>
    ofValue(place, ...strangers[wanted]!, ...(mustBe ? [undefined] : [])),
  ),
];

/** A sound notebook, as bytes. */
export const soundNotebook = (random: RandomState): Buffer => Buffer.from(textOf(random));
