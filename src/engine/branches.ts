// Values that several stages read: their deltas are a sum.
import { linear, type Stage } from "./stage.js";

/**
 * Puts a branch behind a stage for each reader but the first. A branch lends the stage's values, takes a delta of its own, and
 * adds it to the stage's; as it stands before all readers, the pass back comes to it when they are done. So no other stage has to
 * know whether it is the only one that reads.
 *
 * @returns The stages, and the new place of each that was given.
 */
export function withBranches(stages: readonly Stage[]): { stages: Stage[]; places: number[] } {
  const result: Stage[] = [];
  const places: number[] = [];
  /** For each stage, what those who read it shall read, one after the other. */
  const lent: number[][] = [];
  stages.forEach((stage, index) => {
    const sources = stage.sources.map((source) => {
      if (source < 0) return source;
      return givesDelta(stage) ? lent[source]!.shift()! : places[source]!;
    });
    const weightsOf = stage.weightsOf !== undefined && { weightsOf: places[stage.weightsOf]! };
    const place = result.push({ ...stage, sources, ...weightsOf }) - 1;
    const readers = stages
      .filter(givesDelta)
      .flatMap((each) => each.sources.filter((source) => source === index)).length;
    const { output } = stage;
    const branch: Stage = { kind: "branch", sources: [place], input: output, output, activation: linear };
    const branches = Array.from({ length: Math.max(0, readers - 1) }, () => result.push(branch) - 1);
    places.push(place);
    lent.push([place, ...branches]);
  });
  return { stages: result, places };
}

/** A mask only looks. */
const givesDelta = ({ kind }: Stage) => kind !== "mask";
