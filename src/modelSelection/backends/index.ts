// The module's door: what runs fits away from the caller.
export type { Backend, TravellingFit } from "./backend.js";
export { bullmq, type BullmqOptions } from "./bullmq/bullmq.js";
export { pool } from "./pool/pool.js";
export { hasWorkers } from "./pool/threads.js";
