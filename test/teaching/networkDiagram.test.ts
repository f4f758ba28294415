// The numbers of the diagram against the lessons' matrices and against measured slopes; what it is where nothing moves.
import { afterEach, describe, expect, it } from "vitest";
import { array, type NDArray, networkDiagram, playground, random } from "../../src/index.js";
import { type DiagramFunctions, meanGradient, passOf } from "../../src/teaching/networkDiagram/pass.js";
import { removeHost, useFakeHost } from "../display/fakeHost.js";

afterEach(removeHost);

const X = array([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const T = array([[0], [1], [1], [0]]);

interface Weights {
  W1: NDArray;
  B1: NDArray;
  W2: NDArray;
  B2: NDArray;
}

function drawn(seed: number, inputs = 2, hidden = 2, outputs = 1): Weights {
  random.seed(seed);
  const from = (shape: number[]): NDArray => random.random(shape).mul(2).sub(1);
  return { W1: from([inputs, hidden]), B1: from([hidden]), W2: from([hidden, outputs]), B2: from([outputs]) };
}

const lists = ({ W1, B1, W2, B2 }: Weights) => ({
  W1: W1.toArray<number[][]>(),
  B1: B1.toArray<number[]>(),
  W2: W2.toArray<number[][]>(),
  B2: B2.toArray<number[]>(),
});
const lesson02: DiagramFunctions = { activation: "sigmoid", outputActivation: "sigmoid", loss: "mse" };
const passes = (weights: Weights, x: NDArray, t: NDArray, functions = lesson02) => {
  const targets = t.toArray<number[][]>();
  return x.toArray<number[][]>().map((row, n) => passOf(lists(weights), row, targets[n]!, functions));
};

describe("the numbers of the diagram", () => {
  it("are lesson 02's matrices, row by row", () => {
    const weights = drawn(0);
    const sigmoid = (z: NDArray): NDArray => z.map((value) => 1 / (1 + Math.exp(-value)));
    const slope = (y: NDArray): NDArray => y.mul(y.mul(-1).add(1));
    const A1 = sigmoid(X.dot(weights.W1).add(weights.B1));
    const Y = sigmoid(A1.dot(weights.W2).add(weights.B2));
    const D2 = Y.sub(T).mul(slope(Y));
    const D1 = D2.dot(weights.W2.T).mul(slope(A1));
    const walked = passes(weights, X, T);
    const near = (got: number[][], wanted: NDArray): void =>
      expect(array(got).allClose(wanted, { rtol: 0, atol: 1e-12 })).toBe(true);
    near(
      walked.map(({ a1 }) => a1),
      A1,
    );
    near(
      walked.map(({ y }) => y),
      Y,
    );
    near(
      walked.map(({ d2 }) => d2),
      D2,
    );
    near(
      walked.map(({ d1 }) => d1),
      D1,
    );
    const gradient = meanGradient(walked);
    near(
      gradient.W1.map((row) => [...row]),
      X.T.dot(D1).div(4),
    );
    near([[...gradient.B1]], D1.sum(0).div(4).reshape([1, 2]));
    near(
      gradient.W2.map((row) => [...row]),
      A1.T.dot(D2).div(4),
    );
    near([[...gradient.B2]], D2.sum(0).div(4).reshape([1, 1]));
  });

  it.each<[DiagramFunctions["activation"], DiagramFunctions["outputActivation"], DiagramFunctions["loss"]]>([
    ["sigmoid", "sigmoid", "mse"],
    ["tanh", "tanh", "mse"],
    ["relu", "relu", "mse"],
    ["linear", "linear", "mse"],
    ["tanh", "sigmoid", "mse"],
    ["tanh", "sigmoid", "binary_crossentropy"],
    ["relu", "sigmoid", "binary_crossentropy"],
  ])("are the measured slopes with %s, %s and %s", (activation, outputActivation, loss) => {
    const functions = { activation, outputActivation, loss };
    const weights = drawn(5, 3, 4, 2);
    const x = array([[0.3, -0.6, 0.9]]);
    const t = array([[0.2, 0.7]]);
    const lossNow = (): number => passes(weights, x, t, functions)[0]!.loss;
    const gradient = meanGradient(passes(weights, x, t, functions));
    for (const name of ["W1", "B1", "W2", "B2"] as const) {
      const formula = gradient[name].flat();
      const { data } = weights[name];
      for (let i = 0; i < data.length; i++) {
        const before = Number(data[i]);
        data[i] = before + 1e-5;
        const above = lossNow();
        data[i] = before - 1e-5;
        const below = lossNow();
        data[i] = before;
        expect(formula[i]).toBeCloseTo((above - below) / 2e-5, 8);
      }
    }
  });
});

describe("networkDiagram()", () => {
  const options = { weights: drawn(0), x: X, t: T };

  it("walks one sample forward and back, then all rows, in words of either language", () => {
    const { text } = networkDiagram("en", options);
    const steps = text.match(/^\d+\. .*$/gm)!;
    expect(steps).toHaveLength(13);
    expect(steps[1]).toContain("Forward");
    expect(steps[5]).toContain("Back");
    expect(steps.at(-1)).toContain("mean over the 4 rows");
    const first = passes(options.weights, X, T)[0]!;
    expect(text).toContain(`= ${first.y[0]!.toFixed(3)}\n`);
    expect(networkDiagram("ko", options).text).toContain("순전파");
  });

  it("has a drawing for each step, and all of it where nothing moves", () => {
    const host = useFakeHost();
    const diagram = networkDiagram("en", options);
    const bundle = diagram.toBundle();
    expect(Object.keys(bundle)).toEqual([
      "application/vnd.jupyter.widget-view+json",
      "text/html",
      "image/png",
      "text/plain",
    ]);
    const { fixed } = host.model("AnyModel").opened.state as { fixed: { steps: { svg: string }[] } };
    expect(fixed.steps).toHaveLength(13);
    // what is not known yet is not given away
    expect(fixed.steps.map(({ svg }) => svg.match(/>\?</g)?.length ?? 0).slice(0, 5)).toEqual([
      3, 2, 1, 0, 0,
    ]);
    // without a kernel: one radio button a step, of which two steps stand on paper
    const html = String(bundle["text/html"]);
    expect(html.match(/<input type="radio" name="gradus-steps-\d+"/g)).toHaveLength(13);
    expect(html.match(/ checked>/g)).toHaveLength(1);
    expect(html.match(/<section class="kept">/g)).toHaveLength(2);
    expect(html).toContain("∂E/∂W1");
    // JupyterLab takes styles, drawings and inputs out of a notebook that nobody has trusted: its loose words stay hidden
    expect(html).toMatch(/<div class="gradus-drawing" hidden>/);
    expect(html).toMatch(/<style>\.gradus-drawing\[hidden\]\{display:block!important\}/);
    expect(html.slice(html.lastIndexOf("<pre>"))).toContain("∂E/∂w");
    expect(String(networkDiagram("en", options).toBundle()["text/html"])).not.toContain(
      /name="(.*?)"/.exec(html)![1],
    );
  });

  it("draws the playground's network, which answers as the engine does", async () => {
    const ground = playground({ dataset: "circles", hidden: [3], activation: "tanh", seed: 1 });
    await ground.step(20);
    const { weights, x, t, ...functions } = await ground.snapshot(8);
    const network = await ground.ready;
    const answers = network.answers(Float32Array.from(x.flat()));
    const walked = x.map((row, n) => passOf(weights, row, t[n]!, functions));
    walked.forEach(({ y }, n) => expect(y[0]).toBeCloseTo(answers[n]!, 6));
    expect(t.flat()).toEqual(Array.from(network.points.train.y.subarray(0, 8)));
    const { text } = networkDiagram("en", await ground.snapshot());
    const [said, target] = [walked[0]!.y[0]!.toFixed(3), String(t[0]![0])];
    expect(text).toContain(`δ(y) = ${said} − ${target} = `);
    expect(text).toContain(`E = −(${target} × ln ${said} + (1 − ${target}) × ln(1 − ${said})) = `);
    expect(text).toContain("A1 = tanh(X·W1 + B1),  Y = σ(A1·W2 + B2)");
    await expect(playground({ hidden: [4, 2] }).snapshot()).rejects.toThrow(
      "Cannot show the playground's numbers: hidden must be one layer of at most 4 units, current value is [4, 2]",
    );
    await expect(playground({ hidden: [5] }).snapshot()).rejects.toThrow("at most 4 units");
    await expect(ground.snapshot(9)).rejects.toThrow("from 1 to 8");
  });

  it("refuses what does not fit", () => {
    const of = (changes: object) => () => networkDiagram("en", { ...options, ...changes });
    expect(of({ activation: "selu" })).toThrow("activation must be one of sigmoid, tanh, relu, linear");
    expect(of({ outputActivation: "selu" })).toThrow("outputActivation must be one of sigmoid");
    expect(of({ loss: "mae" })).toThrow(
      'loss must be one of mse, binary_crossentropy, current value is "mae"',
    );
    expect(of({ activation: "tanh", loss: "binary_crossentropy" })).toThrow(
      'outputActivation must be "sigmoid" with the loss "binary_crossentropy", current value is "tanh"',
    );
    expect(of({ t: [[1], [0]] })).toThrow(
      "Cannot draw the network diagram: t must have shape [4, 1] and finite numbers, current shape is [2, 1]",
    );
    expect(of({ weights: { ...options.weights, B1: [0, 0, 0] } })).toThrow("B1 must have shape [1, 2]");
    expect(of({ x: [[0, NaN]], t: [[0]] })).toThrow("x must have shape [1, 2] and finite numbers");
    expect(of({ weight: 1 })).toThrow("write weights");
    expect(of({ x: Array.from({ length: 9 }, () => [0, 1]) })).toThrow("from 1 to 8");
    expect(() => networkDiagram("fr" as never, options)).toThrow('"ko" or "en"');
  });
});
