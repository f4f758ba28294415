// Which path a model takes: the engine where it can, TensorFlow.js for the rest or where it was asked for.
import { complaint } from "../../validation.js";
import type { Column } from "../data/columns.js";
import type { Model } from "../models/model.js";
import { describeForEngine, EnginePath, type EngineFit } from "./enginePath.js";
import { resolveObjective, type Objective, type OutputPlace } from "./objective.js";
import type { Path } from "./path.js";
import { isMean } from "./runningMeans.js";

/** A model's path with what is minimized on it. */
export interface ReadyPath {
  path: Path;
  objective: Objective;
}

/** Keeps a model's path from one call to the next, as long as nothing that matters to it changes. */
export class PathChooser {
  #path: Path | undefined;
  #objective: Objective | undefined;
  #key = "";

  /** The path in use, if any. */
  get current(): Path | undefined {
    return this.#path;
  }

  /** The path for training and evaluation with these labels; `streamed` data come batch by batch. */
  async forTraining(
    model: Model,
    y: readonly Column[],
    outputs: readonly OutputPlace[],
    streamed = false,
  ): Promise<ReadyPath> {
    const settings = model.settings!;
    const objective = resolveObjective(settings, outputs, y);
    let fit = describeForEngine(model.graph, objective, settings);
    if (streamed && !objective.metrics.every(isMean)) {
      fit = { reason: "precision, recall and AUC of a stream cannot be joined from its batches" };
    }
    const kind = chooseKind(fit, settings.backend);
    const key = `${kind} ${"config" in fit ? JSON.stringify(fit.config) : ""} ${objective.metrics.map(({ name }) => name).join()}`;
    if (this.#path && this.#objective && this.#key === key)
      return { path: this.#path, objective: this.#objective };
    this.forget();
    this.#path = await (kind === "engine" && "config" in fit
      ? EnginePath.create(fit.config, model.weights, settings.optimizer, objective)
      : tfjsPath(model, objective));
    this.#objective = objective;
    this.#key = key;
    return { path: this.#path, objective };
  }

  /** The path for predictions. */
  async forPrediction(model: Model): Promise<Path> {
    const fit = describeForEngine(model.graph);
    const kind = chooseKind(fit, model.settings?.backend ?? "auto");
    const layers = "config" in fit ? JSON.stringify(fit.config.layers) : "";
    if (this.#path && this.#path.kind === kind && this.#key.includes(layers)) return this.#path;
    this.forget();
    this.#path = await (kind === "engine" && "config" in fit
      ? EnginePath.create(fit.config, model.weights)
      : tfjsPath(model));
    this.#objective = undefined;
    this.#key = `${kind} ${layers}`;
    return this.#path;
  }

  /** Gives the path's memory back; trained weights are fetched first. */
  forget(): void {
    this.#path?.dispose();
    this.#path = this.#objective = undefined;
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

/** TensorFlow.js costs half a second to load: only models that need it pay. */
async function tfjsPath(model: Model, objective?: Objective): Promise<Path> {
  const { TfjsPath } = await import("../tfjs/tfjsPath.js");
  return TfjsPath.create(model, objective);
}
