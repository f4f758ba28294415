// Estimators for tests: nearest neighbours as scikit-learn's KNeighborsClassifier has them, and some that misbehave.
import {
  type Estimator,
  type FitContext,
  NDArray,
  type Packed,
  type Params,
  unique,
  accuracyScore,
} from "gradus";

/** Majority of the nearest neighbours; the smallest class wins ties. Nothing about it is random. */
export class Neighbors implements Estimator {
  readonly estimatorType = "classifier";
  params: Params;
  protected x: NDArray | undefined;
  protected y: NDArray | undefined;
  fits = 0;

  constructor(params: Params = {}) {
    this.params = { n_neighbors: 5, p: 2, ...params };
  }

  getParams(): Params {
    return { ...this.params };
  }

  setParams(params: Params): this {
    for (const name of Object.keys(params))
      if (!(name in this.params)) throw new RangeError(`Cannot set parameters: there is no ${name}`);
    Object.assign(this.params, params);
    return this;
  }

  clone(): Neighbors {
    return new (this.constructor as typeof Neighbors)(this.params);
  }

  fit(x: NDArray, y: NDArray | undefined, _context?: FitContext): unknown {
    this.fits++;
    this.x = x;
    this.y = y;
    return this;
  }

  /** Indices of the neighbours of one sample. */
  private nearest(sample: ArrayLike<number>): number[] {
    const { n_neighbors: k, p } = this.params as { n_neighbors: number; p: number };
    const [n, width] = this.x!.shape as [number, number];
    if (k > n) throw new RangeError(`n_neighbors must be <= ${String(n)}`);
    const data = this.x!.data;
    const distance = Float64Array.from({ length: n }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += Math.abs(data[i * width + j]! - sample[j]!) ** p;
      return sum;
    });
    return [...distance.keys()].sort((a, b) => distance[a]! - distance[b]! || a - b).slice(0, k);
  }

  predict(x: NDArray): NDArray {
    const vote = (values: number[]) => {
      const counts = new Map<number, number>();
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
      return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]![0];
    };
    const outputs = this.y!.shape[1] ?? 1;
    const labels = Float64Array.from({ length: x.length * outputs });
    for (let i = 0; i < x.length; i++) {
      const near = this.nearest(x.at(i).data);
      for (let j = 0; j < outputs; j++)
        labels[i * outputs + j] = vote(near.map((n) => this.y!.data[n * outputs + j]!));
    }
    return new NDArray(labels, this.y!.ndim === 1 ? [x.length] : [x.length, outputs]);
  }

  predictProba(x: NDArray): NDArray {
    const classes = Array.from(unique(this.y!).data);
    const rows = Array.from({ length: x.length }, (_, i) => {
      const near = this.nearest(x.at(i).data).map((n) => this.y!.data[n]);
      return classes.map((label) => near.filter((one) => one === label).length / near.length);
    });
    return new NDArray(Float64Array.from(rows.flat()), [x.length, classes.length]);
  }

  score(x: NDArray, y: NDArray | undefined): number {
    return accuracyScore(y!, this.predict(x));
  }
}

/** Throws for k = 2, and for k = 3 on the folds with 113 training samples. */
export class Fails extends Neighbors {
  constructor(params: Params = {}) {
    super({ k: 1, ...params });
  }

  override fit(x: NDArray, y: NDArray | undefined): unknown {
    const { k } = this.params as { k: number };
    if (k === 2 || (k === 3 && x.length === 113)) throw new Error("k is 2");
    this.params.n_neighbors = k;
    return super.fit(x, y);
  }
}

/** Its first fit fails, whichever that is. */
export class FailsOnce extends Neighbors {
  static isDone = false;

  constructor(params: Params = {}) {
    super({ k: 1, ...params });
  }

  override fit(x: NDArray, y: NDArray | undefined): unknown {
    if (!FailsOnce.isDone) {
      FailsOnce.isDone = true;
      throw new Error("not yet");
    }
    return super.fit(x, y);
  }
}

/** Looks at only as many features as it has budget. */
export class Grows extends Neighbors {
  constructor(params: Params = {}) {
    super({ k: 1, budget: 1, ...params });
  }

  private cut(x: NDArray): NDArray {
    const { budget } = this.params as { budget: number };
    return x.take(
      Array.from({ length: budget }, (_, i) => i),
      1,
    );
  }

  override fit(x: NDArray, y: NDArray | undefined): unknown {
    this.params.n_neighbors = this.params.k;
    return super.fit(this.cut(x), y);
  }

  override predict(x: NDArray): NDArray {
    return super.predict(this.cut(x));
  }
}

/** Travels to where `deadly.mjs` is: k = 2 ends its worker, k = 4 runs out of memory. */
export class Deadly extends Neighbors {
  constructor(params: Params = {}) {
    super({ k: 1, ...params });
  }

  pack(): Packed | Promise<Packed> {
    const { k } = this.params;
    return { reviver: `${deadlyModule}#revive`, data: { k } };
  }
}

export const deadlyModule = new URL("./deadly.mjs", import.meta.url).href;
