// `gradus worker`: joins searches that are spread over machines by Redis.
import type { Command } from "commander";

interface WorkerFlags {
  redis: string;
  concurrency: string;
  prefix?: string;
  cache?: string;
  allowModules?: string[];
}

/** Adds the command to the command line. */
export function addWorkerCommands(program: Command): void {
  program
    .command("worker")
    .description("do fits of searches that use backend: bullmq(…)")
    .requiredOption("--redis <url>", "Redis server, as redis://user:password@host:6379/0 (rediss:// for TLS)")
    .option("--concurrency <n>", "fits at a time", "1")
    .option("--prefix <name>", "prefix of the keys in Redis, as the search has it")
    .option("--cache <folder>", "where data is kept between searches (default: a folder for temporary files)")
    .option(
      "--allow-modules <package...>",
      "packages whose models may run here; without it no code comes from outside",
    )
    .addHelpText(
      "after",
      "\nCtrl-C finishes the fits under way and leaves. Exit codes: 0 left, 1 Redis failed, 2 wrong usage.",
    )
    .action(async (flags: WorkerFlags) => {
      const concurrency = Number(flags.concurrency);
      if (!(Number.isInteger(concurrency) && concurrency > 0)) {
        console.error(
          `Cannot start a worker: --concurrency must be an integer > 0, current value is ${flags.concurrency}`,
        );
        process.exitCode = 2;
        return;
      }
      const { runWorker } = await import("./backends/bullmq/worker.js");
      process.exitCode = await runWorker({
        url: flags.redis,
        concurrency,
        prefix: flags.prefix,
        cacheFolder: flags.cache,
        allowModules: flags.allowModules ?? [],
      });
    });
}
