// One probe: something done to Gradus many times, each of which it must survive.
import { createHash } from "node:crypto";
import { it } from "vitest";
import { RandomState } from "../../../src/random/index.js";
import { keepRow } from "./rows.js";
import { long, seed } from "./settings.js";

interface ProbeOptions {
  /** Room of the house: the table's first column. */
  room: string;
  /** How often to try in CI; `--long` tries ten times as often. */
  tries: number;
  /** Name of what the machine lacks; the probe is then skipped by that name. */
  lacks?: string | undefined;
  /** Once before and once after all tries: start and stop what they share. */
  before?: () => Promise<void> | void;
  after?: () => Promise<void> | void;
}

/** Does one try; throws if Gradus did not survive it. `random` is this probe's own, whatever else runs. */
type Attempt = (tools: { random: RandomState; index: number }) => Promise<void> | void;

/**
 * Registers a probe as a test and a row of docs/reliability.md. All tries are made, whatever the first ones do; the first
 * five failures are shown.
 *
 * @example
 * ```ts
 * probe("a number where a shape belongs", { room: "array", tries: 200 }, ({ random }) => {
 *   expect(() => np.zeros(random.randint(-9, -1) as never)).toThrow(/Cannot/);
 * });
 * ```
 */
export function probe(name: string, options: ProbeOptions, attempt: Attempt): void {
  const title = options.lacks === undefined ? name : `${name} (skipped: ${options.lacks})`;
  it.skipIf(options.lacks !== undefined)(`${options.room}: ${title}`, async () => {
    const tries = long ? options.tries * 10 : options.tries;
    const random = new RandomState(seedFor(name));
    const failures: string[] = [];
    await options.before?.();
    try {
      for (let index = 0; index < tries; index++) {
        try {
          await attempt({ random, index });
        } catch (error) {
          failures.push(
            `try ${String(index)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          );
        }
      }
    } finally {
      await options.after?.();
    }
    keepRow({ room: options.room, probe: name, tried: tries, survived: tries - failures.length });
    if (failures.length > 0)
      throw new Error(
        `${String(failures.length)} of ${String(tries)} not survived, seed ${String(seed)}:\n${failures.slice(0, 5).join("\n")}`,
      );
  });
}

/** Another stream for each probe, the same in each run with one seed, whichever probes run beside it. */
function seedFor(name: string): number {
  return createHash("sha256")
    .update(`${String(seed)} ${name}`)
    .digest()
    .readUInt32LE(0);
}
