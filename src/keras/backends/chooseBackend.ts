// Which backend a model takes: the engine where it can, TensorFlow.js for the rest or where it was asked for.
import { complaint } from "../../validation.js";
import type { Column } from "../data/columns.js";
import { describeForEngine, type EngineFit } from "./engine/describe.js";
import { EngineBackend } from "./engine/engineBackend.js";
import { resolveObjective, type Objective, type OutputPlace } from "../compile/objective.js";
import type { Backend, ComputedNetwork } from "./backend.js";
import { isMean } from "./engine/runningMeans.js";
import { tellOfLeaving } from "./notice.js";

/** A model's backend with what is minimized on it. */
export interface ReadyBackend {
  backend: Backend;
  objective: Objective;
}

/** Keeps a model's backend from one call to the next, as long as nothing that matters to it changes. */
export class BackendChooser {
  #backend: Backend | undefined;
  #objective: Objective | undefined;
  #key = "";

  /** The backend in use, if any. */
  get current(): Backend | undefined {
    return this.#backend;
  }

  /** The backend for training and evaluation with these labels; `streamed` data come batch by batch. */
  async forTraining(
    model: ComputedNetwork,
    y: readonly Column[],
    outputs: readonly OutputPlace[],
    streamed = false,
  ): Promise<ReadyBackend> {
    const settings = model.settings!;
    const objective = resolveObjective(settings, outputs, y);
    let fit = describeForEngine(model, objective);
    if (streamed && !objective.metrics.every(isMean)) {
      fit = { reason: "precision, recall and AUC of a stream cannot be joined from its batches" };
    }
    const kind = chooseKind(fit, settings.backend);
    const key = `${kind} ${"config" in fit ? JSON.stringify(fit.config) : ""} ${objective.metrics.map(({ name }) => name).join()}`;
    if (this.#backend && this.#objective && this.#key === key)
      return { backend: this.#backend, objective: this.#objective };
    this.forget();
    this.#backend = await (kind === "engine" && "config" in fit
      ? EngineBackend.create(fit.config, model.weights, settings.optimizer, objective)
      : tfjsBackend(model, fit, objective));
    this.#objective = objective;
    this.#key = key;
    return { backend: this.#backend, objective };
  }

  /** The backend for predictions. */
  async forPrediction(model: ComputedNetwork): Promise<Backend> {
    const fit = describeForEngine(model);
    const kind = chooseKind(fit, model.settings?.backend ?? "auto");
    const layers = "config" in fit ? JSON.stringify(fit.config.layers) : "";
    if (this.#backend && this.#backend.kind === kind && this.#key.includes(layers)) return this.#backend;
    this.forget();
    this.#backend = await (kind === "engine" && "config" in fit
      ? EngineBackend.create(fit.config, model.weights)
      : tfjsBackend(model, fit));
    this.#objective = undefined;
    this.#key = `${kind} ${layers}`;
    return this.#backend;
  }

  /** Gives the backend's memory back; trained weights are fetched first. */
  forget(): void {
    this.#backend?.dispose();
    this.#backend = this.#objective = undefined;
    this.#key = "";
  }
}

function chooseKind(fit: EngineFit, backend: "auto" | "engine" | "tfjs"): "engine" | "tfjs" {
  if (backend === "tfjs") return "tfjs";
  if ("config" in fit) return "engine";
  if (backend === "auto") return "tfjs";
  const parts = {
    action: "train on the engine",
    name: "backend",
    wanted: '"auto" or "tfjs" for this model',
    got: backend,
  };
  throw new TypeError(complaint({ ...parts, fix: fit.reason }));
}

/** TensorFlow.js costs half a second to load: only models that need it pay, and are told unless they asked for it. */
async function tfjsBackend(model: ComputedNetwork, fit: EngineFit, objective?: Objective): Promise<Backend> {
  const { TfjsBackend } = await import("./tfjs/tfjsBackend.js");
  const backend = await TfjsBackend.create(model, objective);
  if ("reason" in fit && model.settings?.backend !== "tfjs")
    tellOfLeaving(model, fit.reason, backend.library);
  return backend;
}
