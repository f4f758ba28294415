// One bug at a time, planted in the line of a lesson that matters.

export interface Mutation {
  /** The lesson's number, or the page's name. */
  lesson: string;
  bug: string;
  /** What the line says; must be found exactly once in the lesson's code. */
  from: string;
  to: string;
  /** Ids of cells that take long and have nothing to do with it. */
  skip?: string[];
}

/** Cells of lesson 06 that train for long and that its section on overfitting does not need. */
const longBefore06 = [
  ...[
    "gallery",
    "fit",
    "historyplot",
    "evaluate",
    "softmaxfit",
    "softmaxclaims",
    "sums",
    "raw",
    "raw-reveal",
  ],
  ...[
    "epsilon",
    "gradients",
    "braked",
    "gradientplot",
    "confusion",
    "surest",
    "noiseclaim",
    "noiseclaim-reveal",
  ],
];

/** Cells of lesson 06 between the first trainings and the digit of one's own, which needs none of them. */
const beforeDrawing06 = [
  ...["overfit", "overfitplot", "overfitplot-reveal", "overfitplot-after", "overfitclaims", "early"],
  ...["remediesrun", "remediesplot", "overfitbatch", "overfitbatch-reveal", "overfitbatchplot"],
  ...["challengeunits", "challengebatch", "challengeactivation", "challengeplot", "test", "frames"],
];

export const mutations: Mutation[] = [
  {
    ...{ lesson: "00", bug: "a model too narrow to read" },
    ...{ from: "units: 64", to: "units: 1" },
  },
  {
    ...{ lesson: "01", bug: "a wrong sign in the gradient" },
    ...{ from: "dw += 2 * error * x.item(i);", to: "dw -= 2 * error * x.item(i);" },
  },
  {
    ...{ lesson: "01", bug: "a step uphill" },
    ...{
      from: "w - learningRate * dw, b - learningRate * db",
      to: "w + learningRate * dw, b + learningRate * db",
    },
  },
  {
    ...{ lesson: "02", bug: "one sample's error walks back without the derivative" },
    ...{ from: "const d1 = d3 * w5 * a1 * (1 - a1);", to: "const d1 = d3 * w5;" },
  },
  {
    ...{ lesson: "02", bug: "weights that start apart in place of at 0" },
    ...{ from: "weights: Array(9).fill(0) }", to: "weights: [...Array(9).keys()] }" },
  },
  {
    ...{ lesson: "02", bug: "the derivative of the hidden layer left out" },
    ...{ from: "D2.dot(W2.T).mul(actfDeriv(A1))", to: "D2.dot(W2.T)" },
  },
  {
    ...{ lesson: "02", bug: "the derivative taken of z, not of a" },
    ...{ from: "a.mul(a.neg().add(1))", to: "actf(a).mul(actf(a).neg().add(1))" },
  },
  {
    ...{ lesson: "02", bug: "a shelf that is left" },
    ...{
      from: "map((iterations) => trainXor({ seed: 3, iterations }))",
      to: "map((iterations) => trainXor({ seed: 3, iterations, hidden: 4 }))",
    },
  },
  {
    ...{ lesson: "03", bug: "momentum that pushes uphill" },
    ...{
      from: "return (g) => (v = g.map((gi, k) => m * (v[k] ?? 0) - rate * gi));",
      to: "return (g) => (v = g.map((gi, k) => m * (v[k] ?? 0) + rate * gi));",
    },
    skip: ["rates-plot", "parabola-plot"],
  },
  {
    ...{ lesson: "03", bug: "Adam's correction the same at every step" },
    ...{ from: "[1 - beta1 ** t, 1 - beta2 ** t]", to: "[1 - beta1, 1 - beta2]" },
    skip: ["rates-plot", "parabola-plot", "dips-plot"],
  },
  {
    ...{ lesson: "03", bug: "RMSprop that does not divide by the root" },
    ...{ from: "(-rate * gi) / Math.sqrt(v[k] + 1e-7)", to: "-rate * gi" },
    skip: ["rates-plot", "parabola-plot", "dips-plot"],
  },
  {
    ...{ lesson: "03", bug: "Adadelta that forgets its own steps" },
    ...{
      from: "s = step.map((si, k) => rho * (s[k] ?? 0) + (1 - rho) * si ** 2);",
      to: "s = step.map(() => 0);",
    },
    skip: ["rates-plot", "parabola-plot", "dips-plot"],
  },
  {
    ...{ lesson: "04", bug: "no hidden units" },
    ...{
      from: "{ hidden = [4], epochs = 100, seed = 0, data = xorSet }",
      to: "{ hidden = [] as number[], epochs = 100, seed = 0, data = xorSet }",
    },
  },
  {
    ...{ lesson: "04", bug: "steps uphill" },
    ...{
      from: "network.trainEpoch(data.train, rate, batchSize);\n    return",
      to: "network.trainEpoch(data.train, -rate, batchSize);\n    return",
    },
  },
  {
    ...{ lesson: "04", bug: "the slowest setting chosen" },
    ...{
      from: "const chosen = xorSweep.reduce((best, cell) => (cell.epochs < best.epochs",
      to: "const chosen = xorSweep.reduce((best, cell) => (cell.epochs > best.epochs",
    },
    skip: ["map-sweeps", "map-data", "map-parts", "map"],
  },
  {
    ...{ lesson: "04", bug: "lines through the middle only" },
    ...{ from: "(_, j) => (j - 40) / 8", to: "() => 0" },
  },
  {
    ...{ lesson: "05", bug: "gradients of two paths not added" },
    ...{ from: "parent.grad += slope * value.grad", to: "parent.grad = slope * value.grad" },
  },
  {
    ...{ lesson: "05", bug: "the sigmoid's slope without the factor 1 − y" },
    ...{ from: "via(a, y * (1 - y))", to: "via(a, y)" },
  },
  {
    ...{ lesson: "05", bug: "a branch that does not see the inputs" },
    ...{
      from: 'concatenate({ name: "both" })([pair, gate])',
      to: 'concatenate({ name: "both" })([gate, gate])',
    },
    skip: ["study", "study-reveal", "study-plot", "deeper-wider", "deeper-wider-reveal"],
  },
  {
    ...{ lesson: "05", bug: "inputs and hidden units swapped" },
    ...{ from: "new NDArray(w.slice(0, 4), [2, 2])", to: "new NDArray(w.slice(0, 4), [2, 2]).T" },
  },
  {
    ...{ lesson: "05", bug: "the factor 2 between the two learning rates forgotten" },
    ...{
      from: "model.compile({ optimizer: optimizers.sgd({ learningRate: 0.25 })",
      to: "model.compile({ optimizer: optimizers.sgd({ learningRate: 0.5 })",
    },
  },
  {
    ...{ lesson: "06", bug: "/255 forgotten" },
    ...{
      from: "const allX = rescale(trainImages.reshape([60000, 784]), { scale: 1 / 255 })",
      to: "const allX = rescale(trainImages.reshape([60000, 784]), { scale: 1 })",
    },
  },
  {
    ...{ lesson: "06", bug: "a hidden layer too narrow" },
    ...{
      from: '{ units = 512, activation = "relu", epsilonInsideRoot = true }',
      to: '{ units = 51, activation = "relu", epsilonInsideRoot = true }',
    },
    skip: ["gallery"],
  },
  {
    ...{ lesson: "06", bug: "validation images that were trained on" },
    ...{
      from: "[validationX.slice(0, 2000), validationY.slice(0, 2000)] as const",
      to: "[trainX.slice(0, 1000), trainY.slice(0, 1000)] as const",
    },
    skip: longBefore06,
  },
  {
    ...{ lesson: "06", bug: "early stopping that keeps the last weights" },
    ...{ from: "restoreBestWeights: true", to: "restoreBestWeights: false" },
    skip: longBefore06,
  },
  {
    ...{ lesson: "06", bug: "L2 without a price" },
    ...{ from: "regularizers.l2({ l2: lambda })", to: "regularizers.l2({ l2: 0 * lambda })" },
    skip: longBefore06,
  },
  {
    ...{ lesson: "06", bug: "one batch size for all" },
    ...{ from: "longRun(softmaxModel(), batchSize)", to: "longRun(softmaxModel())" },
    skip: [...longBefore06, "remediesrun", "remediesplot"],
  },
  {
    ...{ lesson: "06", bug: "the box “prepare” read the wrong way round" },
    ...{ from: "prepare ? prepareDigit(pixels) :", to: "!prepare ? prepareDigit(pixels) :" },
    skip: [...longBefore06.filter((id) => id !== "softmaxfit"), ...beforeDrawing06],
  },
  {
    ...{ lesson: "07", bug: "the target inside the window" },
    ...{ from: "array(series.slice(steps))", to: "array(series.slice(steps - 1, -1))" },
  },
  {
    ...{ lesson: "07", bug: "height and width swapped" },
    ...{ from: "flat.at(0).reshape([28, 28])", to: "flat.at(0).reshape([28, 28]).T" },
  },
  {
    ...{ lesson: "07", bug: "one index of another axis" },
    ...{ from: "x.take([0], axis)", to: "x.take([0], 0)" },
  },
  {
    ...{ lesson: "07", bug: "today's value taken for yesterday's" },
    ...{ from: "series.slice(784 + 19, 980 + 19)", to: "series.slice(784 + 20, 980 + 20)" },
  },
  {
    ...{ lesson: "07", bug: "half of the file never read" },
    ...{ from: "fromGenerator(() => fromDisk())", to: "fromGenerator(() => fromDisk(300))" },
  },
  {
    ...{ lesson: "07", bug: "a place for all images at once" },
    ...{
      from: "async function* fromDisk(numBatches = 600) {",
      to: "async function* fromDisk(numBatches = 600, kept = new Float64Array(60000 * 784)) {\n  kept[0] = 1;",
    },
  },
  {
    ...{ lesson: "08", bug: "filters of another size" },
    ...{ from: "filters: 32, kernelSize: 3", to: "filters: 32, kernelSize: 5" },
  },
  {
    ...{ lesson: "08", bug: "the spread of all outputs taken for the spread between samples" },
    ...{ from: "Number(signal.std(0).mean())", to: "Number(signal.std())" },
    skip: ["densefit", "shifted", "shifted-reveal"],
  },
  {
    ...{ lesson: "08", bug: "an edge filter that sees plain surfaces" },
    ...{ from: "[-1, 0, 1, -2, 0, 2, -1, 0, 1]", to: "[-1, 0, 1, -2, 0, 2, -1, 0, 2]" },
  },
  {
    ...{ lesson: "08", bug: "digits that never move" },
    ...{ from: "p % 28 >= 2 ? testX.data[p - 2] : 0", to: "testX.data[p]" },
  },
  {
    ...{ lesson: "08", bug: "the probability at the wrong place" },
    ...{ from: "Math.log(0.3)) / 3", to: "Math.log(0.5)) / 3" },
    skip: ["densefit", "shifted", "shifted-reveal"],
  },
  {
    ...{ lesson: "08", bug: "equal values asked for in place of equal classes" },
    ...{ from: "score(metrics.categoricalAccuracy(), oneHot", to: "score(metrics.accuracy(), oneHot" },
    skip: ["densefit", "shifted", "shifted-reveal"],
  },
  {
    ...{ lesson: "08", bug: "Adagrad's sum from 0" },
    ...{ from: "optimizers.adagrad()", to: "optimizers.adagrad({ initialAccumulatorValue: 0 })" },
    skip: ["densefit", "shifted", "shifted-reveal"],
  },
  {
    ...{ lesson: "08", bug: "softplus without its 1" },
    ...{ from: "Math.log(1 + Math.exp(v))", to: "Math.log(Math.exp(v))" },
    skip: ["densefit", "shifted", "shifted-reveal"],
  },
  {
    ...{ lesson: "09", bug: "KFold in place of StratifiedKFold" },
    ...{
      from: "new StratifiedKFold({ numSplits: 3 }).split(x, labels)",
      to: "new KFold({ numSplits: 3 }).split(x)",
    },
    skip: ["manual"],
  },
  {
    ...{ lesson: "09", bug: "sigmoid outputs with a loss of their own" },
    ...{ from: 'loss: "categorical_crossentropy"', to: 'loss: "binary_crossentropy"' },
  },
  {
    ...{ lesson: "09", bug: "the learning rate never handed on" },
    ...{ from: "optimizers.rmsprop({ learningRate })", to: "optimizers.rmsprop()" },
    skip: ["manual", "seeds", "seedsplot"],
  },
  {
    ...{ lesson: "09", bug: "ten times the same seed" },
    ...{ from: "utils.setRandomSeed(seed);", to: "utils.setRandomSeed(0);" },
    skip: [
      ...[
        "sameloss",
        "sameloss-reveal",
        "gridclaims-after",
        "rateclaims-after",
        "manual",
        "folds",
        "foldplot",
        "gridclaims",
        "gridplot",
        "seeds",
        "seedsplot",
      ],
      ...["rategrid", "rateclaims", "randomparts", "randomsearch", "randomclaims"],
      ...["halving", "halvingplot", "refit", "chosen"],
    ],
  },
  {
    ...{ lesson: "10", bug: "steps of length 0" },
    ...{ from: "optimizers.sgd({ learningRate: 0.1 })", to: "optimizers.sgd({ learningRate: 1e-9 })" },
  },
  {
    ...{ lesson: "10", bug: "SGD for everyone" },
    ...{ from: "optimizers[optimizer](", to: "optimizers.sgd(" },
  },
  {
    ...{ lesson: "11", bug: "scaled by all samples" },
    ...{ from: "scaler.fitTransform(trainRaw)", to: "scaler.fit(data).transform(trainRaw)" },
  },
  {
    ...{ lesson: "python", bug: "a remainder with the sign of its left number" },
    ...{ from: "((a % b) + b) % b", to: "a % b" },
  },
  {
    ...{ lesson: "python", bug: "numbers sorted as text" },
    ...{ from: "[...heights].sort((a, b) => a - b)", to: "[...heights].sort()" },
  },
  {
    ...{ lesson: "python", bug: "an await forgotten" },
    ...{ from: "const promise = model.predict", to: "const promise = await model.predict" },
  },
];
