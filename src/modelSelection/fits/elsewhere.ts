// Fits on worker threads or other machines: which backend does them, what it is told, and what becomes of its answers.
import { type Backend, hasWorkers, pool, type TravellingFit } from "../backends/index.js";
import { type FitResult, scoreAll, toFailure } from "../fitAndScore.js";
import { candidateOf, type FitRun, type OpenFits } from "./fitSpec.js";
import { countWorkers, readPreDispatch } from "./nJobs.js";
import { labelOf } from "./reports.js";

/** Sends fits to a backend, if there is one; returns the places of those that have to be done in this process. */
export async function runElsewhere(open: OpenFits): Promise<readonly number[]> {
  const { run, places, signal, accept } = open;
  const { estimator, options, scorers } = run;
  const { backend, numWorkers } = chooseBackend(run, places.length);
  if (!backend) return places;
  if (!estimator.pack) {
    console.warn(
      `The fits run in this process, not on ${backend.name}: ${estimator.constructor.name} has no pack method to travel with`,
    );
    return places;
  }
  const stayed = new Map<number, string>();
  const scoring = run.keepEstimators ? undefined : scorers.travel;
  if (scoring === undefined && !estimator.packFitted) {
    console.warn(
      `The fits run in this process, not on ${backend.name}: ${estimator.constructor.name} has no packFitted method to send back what it learned`,
    );
    return places;
  }
  await backend.run({
    fits: places.map((place) => travelling(open, place)),
    x: run.x,
    y: run.y,
    sampleWeight: run.sampleWeight,
    scoring,
    returnTrainScore: options.returnTrainScore ?? false,
    timeout: options.timeout,
    preDispatch: readPreDispatch(options.preDispatch, numWorkers),
    signal,
    onResult: (place, result, learned) =>
      scoring !== undefined || result.error
        ? accept(place, result)
        : acceptLearned(open, place, result, learned),
    onStay: (place, reason) => void stayed.set(place, reason),
  });
  if (stayed.size > 0 && !signal.aborted)
    console.warn(
      `${String(stayed.size)} fits run in this process, not on ${backend.name}: ${[...new Set(stayed.values())].join("; ")}`,
    );
  return [...stayed.keys()].sort((a, b) => a - b);
}

/** The backend that was asked for, or threads where `nJobs` gives work to more than one; none: this process does the fits. */
function chooseBackend(
  { options }: FitRun,
  numFits: number,
): { backend?: Backend; /** Left out where it is not known. */ numWorkers?: number } {
  if (options.backend) return { backend: options.backend };
  const numWorkers = Math.min(countWorkers(options.nJobs), numFits);
  if (numWorkers < 2) return {};
  if (hasWorkers()) return { backend: pool(numWorkers), numWorkers };
  sayInTurn();
  return {};
}

let hasSaidInTurn = false;

/** Once in a session: a notebook that searches often knows it by then. */
function sayInTurn(): void {
  if (hasSaidInTurn) return;
  hasSaidInTurn = true;
  console.warn(
    "The fits run one after the other: nJobs needs worker threads, which Node.js and notebooks have, and this page has not",
  );
}

function travelling({ run, specs }: OpenFits, place: number): TravellingFit {
  const { estimator, x, y } = run;
  const spec = specs[place]!;
  const { train, test, seed } = spec;
  const context = { seed, threads: 1 };
  return {
    index: place,
    label: labelOf(spec),
    pack: async () => candidateOf(estimator, spec).pack!({ x: () => x, y, train }, context),
    train,
    test,
    context,
  };
}

/** Scores here what was learned elsewhere. */
async function acceptLearned(
  { run, specs, accept }: OpenFits,
  place: number,
  result: FitResult,
  learned: unknown,
): Promise<void> {
  const { estimator, scorers, x, y, options } = run;
  const spec = specs[place]!;
  try {
    const fitted = candidateOf(estimator, spec);
    await fitted.restore!(learned);
    const scores = (rows: Int32Array) => scoreAll(scorers, fitted, x.take(rows), y?.take(rows));
    const from = performance.now();
    result.testScores = await scores(spec.test);
    result.scoreTime = (performance.now() - from) / 1000;
    if (options.returnTrainScore) result.trainScores = await scores(spec.train);
    await accept(place, result, fitted);
  } catch (error) {
    await accept(place, { ...result, scoreError: toFailure(error) });
  }
}
