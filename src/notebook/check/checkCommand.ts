// gradus check
import { stripCommand } from "../stripCommand.js";

/** @returns Exit code: 1 when something is wrong, else 0. */
export function checkCommand(paths: readonly string[]): number {
  return stripCommand(paths, true);
}
