// What every estimator with plain options shares: its parameters by name.
import { checkOptions } from "../validation.js";
import type { Params } from "../modelSelection/internal.js";

/** Parameters with their defaults; a subclass names them all in `defaults`. */
export abstract class BaseEstimator<Options extends object> {
  protected params: Required<Options>;

  constructor(options: Options, defaults: Required<Options>) {
    checkOptions(`make a ${new.target.name}`, options, Object.keys(defaults));
    this.params = { ...defaults, ...options };
  }

  getParams(): Params {
    return { ...this.params };
  }

  /** @throws TypeError for an unknown name, naming the nearest. */
  setParams(params: Params): this {
    checkOptions(`set parameters of ${this.constructor.name}`, params, Object.keys(this.params));
    this.params = { ...this.params, ...params };
    return this;
  }

  /** An unfitted copy with the same parameters. */
  clone(): this {
    return new (this.constructor as new (options: Options) => this)(this.params);
  }

  [Symbol.for("nodejs.util.inspect.custom")](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return `${this.constructor.name}(${inspect(this.params, options)})`;
  }
}

/** The error of an estimator that has learned nothing yet. */
export function notFitted(estimator: object, action: string): Error {
  return new Error(
    `Cannot ${action}: this ${estimator.constructor.name} is not fitted yet; call its fit(x, y) first`,
  );
}
