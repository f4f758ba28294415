import type { TrainerConfig } from "./types.js";

/** Why the engine cannot train `config`, or undefined when it can. */
export function supports(config: TrainerConfig): string | undefined {
  void config;
  return undefined;
}
