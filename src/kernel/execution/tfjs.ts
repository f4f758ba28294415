// TensorFlow.js in a notebook: tensors print their values, a History its numbers, and an interrupted fit can be called again.
import { setTimeout } from "node:timers";
import util from "node:util";
import { onInterrupt } from "./interrupts/listeners.js";
import * as patience from "./interrupts/patience.js";

interface TensorLike {
  isDisposed: boolean;
  shape: number[];
  dtype: string;
  toString(verbose?: boolean): string;
}

interface ModelLike {
  stopTraining: boolean;
  isTraining: boolean;
}

interface EngineLike {
  state: { gradientDepth: number; kernelDepth: number; activeTape: unknown; scopeStack: unknown[] };
  endScope(): void;
}

const engines = new Set<() => EngineLike>();

type Prototype = Record<string | symbol, unknown>;
type ClassLike = { prototype: Prototype } | undefined;

const seen = new WeakSet<object>();

/** Prepares the classes of a tfjs package's namespace; any other namespace is left as it is. */
export function prepareTfjs(namespace: object): void {
  const { Tensor, LayersModel, History } = namespace as Record<string, ClassLike>;
  const { engine } = namespace as { engine?: () => EngineLike };
  if (typeof engine === "function" && "LayersModel" in namespace) engines.add(engine);
  if (isNew(Tensor, "dataSync")) Tensor!.prototype[util.inspect.custom] = inspectTensor;
  if (isNew(LayersModel, "fit")) {
    const { prototype } = LayersModel!;
    for (const name of ["fit", "fitDataset"]) prototype[name] = stoppable(prototype[name] as Fit);
  }
  if (isNew(History, "onEpochEnd")) History!.prototype[util.inspect.custom] = inspectHistory;
}

function isNew(cls: ClassLike, method: string): boolean {
  if (typeof cls !== "function") return false;
  const { prototype } = cls as { prototype: Prototype };
  if (typeof prototype[method] !== "function" || seen.has(prototype)) return false;
  seen.add(prototype);
  return true;
}

function inspectTensor(this: TensorLike): string {
  if (this.isDisposed) return `Tensor(disposed) [${this.shape.join(", ")}] ${this.dtype}`;
  return `${this.toString()}\n  shape [${this.shape.join(", ")}], ${this.dtype}`;
}

function inspectHistory(
  this: { epoch: number[]; history: object },
  _depth: number,
  options: util.InspectOptions,
): string {
  return `History ${util.inspect({ epoch: this.epoch, history: this.history }, options)}`;
}

type Fit = (this: ModelLike, ...values: unknown[]) => Promise<unknown>;

/** A fit that an interrupt of its cell stops after the running batch, with the model ready for the next fit. */
function stoppable(fit: Fit): Fit {
  return async function (this: ModelLike, ...values: unknown[]) {
    let settled = false;
    const forget = onInterrupt(() => {
      this.stopTraining = true;
      setTimeout(() => {
        if (settled) return;
        // It was terminated in the middle of a batch, so its own clean-up never runs.
        this.isTraining = false;
        for (const engine of engines) mendEngine(engine());
      }, patience.mendTfjs);
    });
    try {
      return await fit.apply(this, values);
    } finally {
      settled = true;
      forget();
    }
  };
}

/** Brings the book-keeping of gradients and scopes back to where nothing runs. */
function mendEngine(engine: EngineLike): void {
  const { state } = engine;
  state.gradientDepth = 0;
  state.kernelDepth = 0;
  state.activeTape = undefined;
  while (state.scopeStack.length > 0) engine.endScope();
}
