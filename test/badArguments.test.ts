// Who calls a public function with something that it cannot take reads what is wanted: no error of JavaScript's, and no NaN for an
// answer. The names are found by walking what the package exports, so that a new function is tried without being written down here.
import * as gradus from "gradus";
import { expect, it } from "vitest";

type Call = (...args: unknown[]) => unknown;

/** What is sent, by the name under which a failure is shown. */
const argumentLists: Record<string, unknown[]> = {
  "()": [],
  "(null)": [null],
  "(null, null)": [null, null],
  "(NaN)": [NaN],
  "(NaN, NaN)": [NaN, NaN],
  '("x")': ["x"],
  '("x", "y")': ["x", "y"],
  "([])": [[]],
  "([], [])": [[], []],
  "([1, 2], [1, 2, 3])": [[1, 2], [1, 2, 3]], // prettier-ignore
  "([[1, 2], [3]])": [[[1, 2], [3]]],
  "([1, 2], null)": [[1, 2], null],
  "([1, 2], NaN)": [[1, 2], NaN],
  '([1, 2], "x")': [[1, 2], "x"],
  "({})": [{}],
  "(() => 1)": [() => 1],
  "(true)": [true],
};

/** Not walked: what draws in a page or asks it, and what users only catch, extend or get from a function. */
const others =
  /^(tf|widgets|interact|playground.*|Playground|Sweep|Progress|predict|Prediction|exercise|solution|todo|claim|display.*|newDisplay|.*Error|.*Symbol|notebookHost|fromModule|bundleMetadata|bullmq|pathMap|Rich|Drawing|drawingOf|html|svg|png|jpeg|json|latex|markdown|vega|trainXor|Live.*)$/;

/** What the library calls itself: hooks of own layers, callbacks and metrics, and methods that types hide. */
const ofTheLibrary =
  /^(show|next(Uint32|Double|Normal|WideInteger)|seedList|fill|arrange|pack|learned|weightsOf|foldOf|splitWith|slope|scheduleFromConfig|Metric|Optimizer|Loss|Layer|Callback|RegularizerBase)$/;

/** Where NumPy answers NaN, too: angles that no number has. */
const numpysNaN = /^np\.(a(rc)?(sin|cos|tanh)\(\[1, 2\], )/;

/** Whether an answer holds NaN, as a text too: a sum of words is one. */
function holdsNaN(answer: unknown): boolean {
  if (typeof answer === "number") return Number.isNaN(answer);
  if (typeof answer === "string") return /\bNaN\b|\dNaN|[a-z]NaN/.test(answer);
  if (answer instanceof gradus.NDArray) return holdsNaN(Array.from(answer.data as Iterable<number>));
  if (ArrayBuffer.isView(answer) && !(answer instanceof DataView))
    return holdsNaN(Array.from(answer as unknown as Iterable<number>));
  return Array.isArray(answer) && answer.some(holdsNaN);
}

/** Objects whose methods are tried, made anew for each call. */
const makers: Record<string, () => object> = {
  NDArray: () => gradus.array([[1, 2], [3, 4]]), // prettier-ignore
  PyFigure: () => gradus.plt.subplots(1, 1)[0],
  Axes: () => gradus.plt.subplots(1, 1)[0].axes[0]!,
  Dataset: () => gradus.Dataset.range(3),
  KFold: () => new gradus.KFold(),
  GroupKFold: () => new gradus.GroupKFold(),
  StratifiedKFold: () => new gradus.StratifiedKFold(),
  ShuffleSplit: () => new gradus.ShuffleSplit(),
  StratifiedShuffleSplit: () => new gradus.StratifiedShuffleSplit(),
  TimeSeriesSplit: () => new gradus.TimeSeriesSplit(),
  RepeatedKFold: () => new gradus.RepeatedKFold(),
  RandomState: () => new gradus.RandomState(1),
  StandardScaler: () => new gradus.StandardScaler(),
  MinMaxScaler: () => new gradus.MinMaxScaler(),
  LabelEncoder: () => new gradus.LabelEncoder(),
  OneHotEncoder: () => new gradus.OneHotEncoder(),
  OrdinalEncoder: () => new gradus.OrdinalEncoder(),
  SimpleImputer: () => new gradus.SimpleImputer(),
  PCA: () => new gradus.PCA(),
  LogisticRegression: () => new gradus.LogisticRegression(),
  DummyClassifier: () => new gradus.DummyClassifier(),
  PlaneNetwork: () => new gradus.PlaneNetwork(),
};

const isClass = (value: Call): boolean => Function.prototype.toString.call(value).startsWith("class");

/** Everything public that can be called, by its name. */
function callables(): Map<string, Call> {
  const found = new Map<string, Call>();
  const seen = new Set<unknown>();
  const walk = (value: unknown, path: string[]): void => {
    const name = path.at(-1)!;
    if (others.test(path[0]!) || ofTheLibrary.test(name) || seen.has(value)) return;
    seen.add(value);
    if (typeof value === "function") {
      const call = value as Call;
      const make = value as unknown as new (...args: unknown[]) => unknown;
      // of Keras's classes it is the functions that users call
      if (isClass(call) && path.length > 1) return;
      found.set(path.join("."), isClass(call) ? (...args) => new make(...args) : call);
    } else if (typeof value === "object" && value !== null && !Array.isArray(value) && path.length < 3)
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
  };
  for (const [name, value] of Object.entries(gradus)) walk(value, [name]);
  for (const [owner, make] of Object.entries(makers)) {
    const [first, last] = [make(), Object.prototype];
    for (let at: unknown = first; at !== last; at = Object.getPrototypeOf(at))
      for (const [method, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
        if (typeof value === "function" && method !== "constructor" && !ofTheLibrary.test(method))
          found.set(`${owner}#${method}`, (...args) => (make() as Record<string, Call>)[method]!(...args));
  }
  return found;
}

/** What is said that is no answer to a user: JavaScript's own words, also those that begin with “Cannot”, or NaN out of none. */
async function complaintOf(call: Call, args: unknown[]): Promise<string | undefined> {
  try {
    const result = call(...args);
    if (typeof (result as Iterator<unknown> | undefined)?.next === "function")
      await (result as AsyncIterator<unknown>).next();
    else if (holdsNaN(await result) && !args.some(holdsNaN)) return "answers NaN";
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isOurs =
      /^Cannot (?!read prop|destructure|convert undefined|set prop|access|mix|use 'in'|create prop)/;
    return isOurs.test(message) ? undefined : message;
  }
}

it("whatever cannot be is refused in our words by every public function", async () => {
  const calls = callables();
  expect(calls.size).toBeGreaterThan(400);
  const wrong: string[] = [];
  for (const [name, call] of calls)
    for (const [shown, args] of Object.entries(argumentLists)) {
      const message = await complaintOf(call, args);
      if (message === "answers NaN" && numpysNaN.test(name + shown)) continue;
      if (message !== undefined) wrong.push(`${name}${shown}: ${message}`);
    }
  expect(wrong).toEqual([]);
}, 120_000);
