// What the processes that do fits are told, through an environment variable.

/** Settings of a worker for its processes. */
export interface ProcessorSettings {
  url: string;
  prefix: string;
  cacheFolder: string;
  allowModules: readonly string[];
  name: string;
}

/** Name of the variable. */
export const settingsVariable = "GRADUS_WORKER_SETTINGS";
