// Objects that can be called: `layers.dense({ units: 2 })(x)`, `losses.huber()(yTrue, yPred)`.

/** Base of classes whose instances are functions: calling one runs its `invoke`. */
export abstract class Callable {
  constructor() {
    const self = ((...inputs: never[]) => (self as Callable).invoke(...inputs)) as unknown;
    return Object.setPrototypeOf(self, new.target.prototype) as this;
  }

  /** @internal */
  abstract invoke(...inputs: never[]): unknown;
}
