// No option is ignored: what a function of these rooms does not have is an error that says what to write.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import * as gradus from "gradus";

const { array, np, random } = gradus;
const file = "none";

/** A call for every type of options. */
const calls: Record<string, (options: never) => unknown> = {
  ArrayOptions: (options) => array([1], options),
  DTypeOptions: (options) => np.zeros(2, options),
  ReduceOptions: (options) => array([1]).sum(0, options),
  SpreadOptions: (options) => np.std([1], 0, options),
  PadOptions: (options) => np.pad([1], 1, options),
  HistogramOptions: (options) => np.histogram([1], 1, options),
  UniqueOptions: (options) => np.unique([1], options),
  MeshgridOptions: (options) => np.meshgrid([1], [1], options),
  SearchsortedOptions: (options) => np.searchsorted([1], 1, options),
  DigitizeOptions: (options) => np.digitize(1, [1], options),
  CovOptions: (options) => np.corrcoef([1, 2], options),
  WeightedMeanOptions: (options) => np.average([1], undefined, options),
  PercentileOptions: (options) => np.percentile([1], 50, undefined, options),
  DiffOptions: (options) => np.diff([1, 2], 1, -1, options),
  InterpOptions: (options) => np.interp([1], [1], [1], options),
  IsinOptions: (options) => np.isin([1], [1], options),
  BincountOptions: (options) => np.bincount([1], options),
  NanToNumOptions: (options) => np.nanToNum([1], options),
  LinspaceOptions: (options) => np.linspace(0, 1, 2, options),
  EyeOptions: (options) => np.eye(2, 2, options),
  DivisorOptions: (options) => np.cov([1, 2], options),
  NormOptions: (options) => np.linalg.norm([1], options),
  SvdOptions: (options) => np.linalg.svd([[1]], options),
  LeastSquaresOptions: (options) => np.linalg.lstsq([[1]], [1], options),
  GradientOptions: (options) => np.gradient([1, 2], 1, options),
  TrapezoidOptions: (options) => np.trapezoid([1, 2], undefined, options),
  ConvolveOptions: (options) => np.convolve([1], [1], options),
  PolyfitOptions: (options) => np.polyfit([1, 2], [1, 2], 1, options),
  Tolerance: (options) => np.allClose([1], [1], options),
  ChoiceOptions: (options) => random.choice(3, 2, options),
  AccuracyOptions: (options) => gradus.accuracyScore([1], [1], options),
  ConfusionMatrixOptions: (options) => gradus.confusionMatrix([1], [1], options),
  AverageOptions: (options) => gradus.f1Score([1], [1], options),
  RegressionOptions: (options) => gradus.meanSquaredError([1], [1], options),
  LogLossOptions: (options) => gradus.logLoss([0, 1], [0.1, 0.9], options),
  StandardScalerOptions: (options) => new gradus.StandardScaler(options),
  ClassificationReportOptions: (options) => gradus.classificationReport([1], [1], options),
  CurveOptions: (options) => gradus.rocCurve([0, 1], [0, 1], options),
  MinMaxScalerOptions: (options) => new gradus.MinMaxScaler(options),
  OneHotEncoderOptions: (options) => new gradus.OneHotEncoder(options),
  OrdinalEncoderOptions: (options) => new gradus.OrdinalEncoder(options),
  SimpleImputerOptions: (options) => new gradus.SimpleImputer(options),
  PCAOptions: (options) => new gradus.PCA(options),
  RescaleOptions: (options) => gradus.rescale([1], options),
  PointsOptions: (options) => gradus.makeMoons(options),
  MoonsOptions: (options) => gradus.makeMoons(options),
  CirclesOptions: (options) => gradus.makeCircles(options),
  BlobsOptions: (options) => gradus.makeBlobs(options),
  ReadCsvOptions: (options) => gradus.readCsv(file, options),
  ImreadOptions: (options) => gradus.imread(file, "color", options),
  ResizeOptions: (options) => gradus.resize([[1]], [1, 1], options),
  MnistOptions: (options) => gradus.mnist.loadData(options),
  FashionMnistOptions: (options) => gradus.fashionMnist.loadData(options),
  IdxExpectation: (options) => gradus.readIdx(file, options),
};

const rooms = ["array", "random", "datasets", "preprocessing", "metrics"];
const declared = rooms.flatMap((room) => {
  const folder = path.join(import.meta.dirname, "../../src", room);
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) =>
      [
        ...fs.readFileSync(path.join(folder, name), "utf8").matchAll(/^export interface (\w+Options)\b/gm),
      ].map(([, type]) => type!),
    );
});

describe("unknown options", () => {
  it("are tried for every type of options of these rooms", () => {
    expect(declared.length).toBeGreaterThan(10);
    expect(declared.filter((type) => !(type in calls))).toEqual([]);
  });

  it.each(Object.entries(calls))("%s", async (name, call) => {
    const thrown = async (options: unknown) => {
      try {
        await call(options as never);
      } catch (error) {
        return error as Error;
      }
      return undefined;
    };
    expect(await thrown({ nonsense: 1 })).toMatchObject({
      name: "TypeError",
      message: expect.stringMatching(/^Cannot .*: an option must be one of .*, current value is "nonsense"/),
    });
    // where 3 is one more vector, or another way to write an option
    if (/^(Meshgrid|Cov|Divisor|Bincount|NanToNum)Options$/.test(name)) return;
    expect((await thrown(3))?.message).toMatch(
      /^Cannot .*: options must be an object \{ .* \}, current value is 3/,
    );
  });
});

describe("what people write instead", () => {
  const x = array([
    [1, 2],
    [3, 4],
  ]);
  it.each([
    [() => x.sum(0, { keepdims: true } as never), 'current value is "keepdims"; write keepDims'],
    [
      () => np.sum(x, { axis: 0 } as never),
      "Cannot sum: axis must be a number or a list of numbers, current value is { axis }; the axis comes before the options: x.sum(0)",
    ],
    [() => np.mean(x, { axis: 1, keepdims: true } as never), "x.mean(1, { keepDims: true })"],
    [
      () => np.zeros(2, 3 as never),
      "options must be an object { dtype }, current value is 3; write zeros([2, 3])",
    ],
    [() => np.ones(2, 3 as never), "write ones([2, 3])"],
    [() => np.zeros(2, "float32" as never), 'write { dtype: "float32" }'],
    [() => array([1], "int32" as never), 'write { dtype: "int32" }'],
    [() => array([1], { dtype: "int" as never }), 'write "int32"'],
    [() => x.astype("float" as never), 'write "float64"'],
    [() => x.slice([0, 1], [0, 1], [0, 1]), "number of ranges must be at most 2, current value is 3"],
    [() => x.slice("1" as never), "start"],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });

  it("keepDims counts without an axis, too", () => {
    expect(x.sum(undefined as never, { keepDims: true }).toArray()).toEqual([[10]]);
  });
});
