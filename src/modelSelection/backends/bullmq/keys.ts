// Names of what lies in Redis.

/** Prefix of all keys unless told otherwise. */
export const defaultPrefix = "gradus";

/** Keys beside the queue's own. */
export const keys = {
  /** Data by content hash. */
  blob: (prefix: string, hash: string) => `${prefix}:blob:${hash}`,
  /** Hash: place of a fit → its answer. */
  answers: (prefix: string, search: string) => `${prefix}:answers:${search}`,
  /** List of places of answered fits, for waking the search up. */
  bell: (prefix: string, search: string) => `${prefix}:bell:${search}`,
  /** Set while a search runs; gone when it has ended, or Redis has forgotten it. */
  alive: (prefix: string, search: string) => `${prefix}:alive:${search}`,
  /** Sorted set: `protocol name` of each worker by the time it was last seen. */
  workers: (prefix: string) => `${prefix}:workers`,
};
