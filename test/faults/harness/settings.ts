// How hard to try: GRADUS_FAULTS_SEED and GRADUS_FAULTS_LONG, set by `npm test -- faults --seed N --long`.
const given = Number(process.env.GRADUS_FAULTS_SEED);

/** Start of all randomness; printed, so that a failure can be tried again. */
export const seed = Number.isSafeInteger(given) && given > 0 ? given : Date.now() % 4_294_967_296;
// Probes run in processes of their own and must draw from the seed that was printed.
process.env.GRADUS_FAULTS_SEED = String(seed);

/** Whether to try ten times as often as CI has time for. */
export const long = process.env.GRADUS_FAULTS_LONG === "true";
