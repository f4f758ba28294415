// Who calls a method with something that it cannot take reads what is wanted, and what the method belongs to has not changed. The
// methods are found by TypeScript, so that a new one is tried without being written down; what a type allows may be answered, too.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import * as gradus from "gradus";
import { afterAll, expect, it, vi } from "vitest";
import { badValues, type BadValue } from "./badValues.js";
import { instances } from "./instances.js";
import { publicMethods, type PublicMethod } from "./publicMethods.js";

const rooms = ["keras", "estimators", "preprocessing", "modelSelection", "wrappers"];

/** Not walked: what the library calls, and users only override. */
const ofTheLibrary =
  /^(layers\..*|Model|Sequential)#(forward|call|ensureBuilt|buildFor|engineSpec|function)$|^Sequence#|^Keras\w+#model$/;

/** Answered although the type does not allow it, each with its reason. */
const answered: [RegExp, string][] = [
  [/^Dataset#(map|filter)\(\w+: \(\) => 1\)/, "what a function gives is seen when the elements are read"],
  [/^optimizers\.Optimizer#learningRate\(.*: \(\) => 1\)/, "a schedule, as in Keras"],
  [/#(save|saveWeights|loadWeights)\(path: "x"\)/, "a name of a file like any other"],
];

type Callable = (...args: unknown[]) => unknown;

function holdsNaN(answer: unknown): boolean {
  if (typeof answer === "number") return Number.isNaN(answer);
  if (typeof answer === "string") return /\bNaN\b|\dNaN|[a-z]NaN/.test(answer);
  if (answer instanceof gradus.NDArray) return holdsNaN(Array.from(answer.data as Iterable<number>));
  return Array.isArray(answer) && answer.some(holdsNaN);
}

/** All that can be seen of an object, weights included. */
function stateOf(object: object): string {
  const { weights } = object as { weights?: readonly { data: Float32Array }[] };
  const seen = inspect(object, { depth: 3, customInspect: false, maxArrayLength: 20 });
  return seen + JSON.stringify(weights?.map(({ data }) => Array.from(data)));
}

async function answerOf(object: object, { name, isSetter }: PublicMethod, args: readonly unknown[]) {
  if (isSetter) return void Reflect.set(object, name, args[0]);
  const result =
    name === "()" ? (object as Callable)(...args) : (object as Record<string, Callable>)[name]!(...args);
  if (typeof (result as Iterator<unknown> | undefined)?.next === "function")
    return Array.from(result as Iterable<unknown>);
  return await result;
}

/** Callbacks write into what they are called with. */
const fresh = (bad: unknown): unknown => (typeof bad === "object" ? structuredClone(bad) : bad);

const isOurs = (message: string) =>
  /^Cannot (?!read prop|destructure|convert undefined|set prop|access|mix|use 'in'|create prop)/.test(
    message,
  );

/** What is wrong with the answer to a call, if anything. */
async function faultOf(method: PublicMethod, args: readonly unknown[], isAllowed: boolean) {
  const object = await instances[method.owner]!.make();
  if (!method.isSetter && method.name !== "()" && !(method.name in object)) return undefined; // a hook that is not there
  const before = stateOf(object);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("takes for ever")), 30_000);
  });
  try {
    const answer = await Promise.race([answerOf(object, method, args), late]);
    if (holdsNaN(answer) && !args.some(holdsNaN)) return "answers NaN";
    return isAllowed ? undefined : `answers ${inspect(answer, { depth: 0 }).slice(0, 60)}`;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!isOurs(message)) return message;
    return stateOf(object) === before ? undefined : `has changed after "${message}"`;
  } finally {
    clearTimeout(timer);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), "gradus-methods-"));
afterAll(() => rmSync(folder, { recursive: true }));

const methods = publicMethods(rooms).filter(({ owner, name }) => !ofTheLibrary.test(`${owner}#${name}`));
/** Layers, losses and metrics are called themselves. */
for (const [owner, { sound }] of Object.entries(instances))
  if (sound["()"]) {
    const parameters = sound["()"].map((_, i) => ({ name: `argument ${String(i)}`, takes: undefined }));
    methods.push({ owner, name: "()", isSetter: false, parameters });
  }
const owners = [...new Set(methods.map(({ owner }) => owner))];

it("knows a sound instance of every class, and sound arguments", () => {
  expect(methods.length).toBeGreaterThan(200);
  const unknown = methods
    .filter(({ owner, name, parameters }) => (instances[owner]?.sound[name]?.length ?? 0) < parameters.length)
    .map(
      ({ owner, name, parameters }) => `${owner}#${name}(${parameters.map((each) => each.name).join(", ")})`,
    );
  expect(unknown).toEqual([]);
});

it.each(owners)(
  "whatever cannot be is refused in our words: %s",
  async (owner) => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    vi.spyOn(process, "cwd").mockReturnValue(folder);
    const wrong: string[] = [];
    for (const method of methods.filter((each) => each.owner === owner)) {
      const sound = instances[owner]!.sound[method.name] ?? [];
      const calls: [shown: string, args: readonly unknown[], isAllowed: boolean][] = [];
      if (!method.isSetter) calls.push(["()", [], true], ["(null)", [null], true]);
      for (const [place, { name, takes }] of method.parameters.entries())
        for (const [word, bad] of Object.entries(badValues)) {
          if (word === '"x"' && name === "path") continue;
          calls.push([
            `(${name}: ${word})`,
            sound.with(place, fresh(bad)),
            takes?.has(word as BadValue) ?? true,
          ]);
        }
      for (const [shown, args, isAllowed] of calls) {
        const call = `${owner}#${method.name}${shown}`;
        const fault = await faultOf(method, args, isAllowed || answered.some(([calls]) => calls.test(call)));
        if (fault !== undefined) wrong.push(`${call}: ${fault}`);
      }
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);
