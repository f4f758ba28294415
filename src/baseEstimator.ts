// What every estimator and transformer with plain options shares: its parameters by name, as pipelines and searches set them.
import { checkNames, namesOf } from "./table/internal.js";
import { checkOptions } from "./validation.js";

/** Parameters with their defaults; a subclass names them all in `defaults`, and keeps in `Fitted` what it learned. */
export abstract class BaseEstimator<Options extends object, Fitted> {
  protected params: Required<Options>;
  protected fitted: Fitted | undefined;
  private names: readonly string[] | undefined;

  constructor(options: Options, defaults: Required<Options>) {
    checkOptions(`make a ${new.target.name}`, options, Object.keys(defaults));
    this.params = { ...defaults, ...options };
  }

  /** Names of the columns of the table that was given to `fit`; undefined after an array. */
  get featureNamesIn(): readonly string[] | undefined {
    return this.names;
  }

  /** Remembers the columns of what is fitted. */
  protected learnNames(x: unknown): void {
    this.names = namesOf(x);
  }

  /** @throws RangeError for a table with other columns than the one in `fit`. */
  protected checkNames(action: string, x: unknown): void {
    checkNames(action, x, this.names);
  }

  /** Parameters by name. */
  getParams(): Record<string, unknown> {
    return { ...this.params };
  }

  /** @throws TypeError for an unknown name, naming the nearest. */
  setParams(params: Record<string, unknown>): this {
    checkOptions(`set parameters of ${this.constructor.name}`, params, Object.keys(this.params));
    this.params = { ...this.params, ...params };
    return this;
  }

  /** A copy with the same parameters that has learned nothing. */
  clone(): this {
    return new (this.constructor as new (options: Options) => this)(this.params);
  }

  /** What was learned. */
  protected learned(action: string): Fitted {
    if (this.fitted !== undefined) return this.fitted;
    throw notFitted(this, action);
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
  return new Error(`Cannot ${action}: this ${estimator.constructor.name} is not fitted yet; call fit first`);
}
