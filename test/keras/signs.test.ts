// Labels of 0 and 1 are −1 and 1 to the hinge loss and to the metric alone: others beside it see the labels as they are. Values of Keras 3.
import { expect, it } from "vitest";
import { array, layers, metrics, Sequential } from "gradus";

const x = array([
  [1, 2],
  [3, -4],
  [0, 1],
]);

it.each([
  ["hinge", ["mae", "mse"], [0, 1, 1], "tanh", [0.7349146008491516, 0.4015812873840332, 0.47792062163352966]],
  ["mse", ["hinge", "mae"], [0, 1, 1], "tanh", [0.47792062163352966, 0.7349146008491516, 0.4015812873840332]],
  [
    "hinge",
    ["hinge", "mae"],
    [-1, 1, 1],
    "tanh",
    [0.7349146008491516, 0.7349146008491516, 0.7349146008491516],
  ],
  ["binary_crossentropy", ["hinge"], [0, 1, 0], "sigmoid", [0.45010629296302795, 1.0024967193603516]],
] as const)("%s with %j of labels %j", async (loss, names, y, activation, wanted) => {
  const model = new Sequential([layers.dense({ units: 1, activation, inputShape: [2] })]);
  model.setWeights([array([[0.5], [-0.3]]), array([0.1])]); // prettier-ignore
  model.compile({ loss, optimizer: "sgd", metrics: [...names] });
  const labels = array([...y]).reshape([3, 1]);
  const evaluated = await model.evaluate(x, labels, { verbose: 0 });
  const { history } = await model.fit(x, labels, { shuffle: false, verbose: 0 });
  const fitted = ["loss", ...names].map((name) => history[name]![0]!);
  for (const got of [[evaluated].flat(), fitted]) {
    expect(got.length).toBe(wanted.length);
    got.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 6));
  }
});

it("one by one, too", () => {
  expect(metrics.hinge()([0, 1], [0.5, 0.5])).toBeCloseTo(1, 6);
  expect(metrics.hinge()([-1, 1], [0.5, 0.5])).toBeCloseTo(1, 6);
});
