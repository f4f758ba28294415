// Placeholder until the distributed backend arrives in this folder.
export interface WorkerOptions {
  url: string;
  concurrency: number;
  prefix?: string | undefined;
  cacheFolder?: string | undefined;
  allowModules: readonly string[];
}
export function runWorker(_options: WorkerOptions): Promise<number> {
  return Promise.reject(new Error("not yet"));
}
