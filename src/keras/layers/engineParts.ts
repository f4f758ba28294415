// How layers meet the engine's description of a network.
import type { LayerSpec } from "../../engine/index.js";

/** Where a layer stands among the engine's: places of what it reads and, if it reads one, of its mask; its own first place. */
export interface EnginePlace {
  inputs: readonly number[];
  mask: number | undefined;
  place: number;
}

/** One of the engine's layers that a layer becomes; `owner`, a layer, holds its weights. */
export interface EnginePart<Owner> {
  owner: Owner;
  spec: LayerSpec;
}
