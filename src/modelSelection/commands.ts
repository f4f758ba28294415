// `gradus worker`: joins searches that are spread over machines by Redis.
import type { Command } from "commander";
import { checkInteger } from "../validation.js";

interface WorkerFlags {
  redis?: string;
  redisFile?: string;
  concurrency: string;
  prefix?: string;
  cache?: string;
  allowModules?: string[];
}

const usageError = 2;

/** Adds the command to the command line. */
export function addWorkerCommands(program: Command): void {
  program
    .command("worker")
    .description("do fits of searches that use backend: bullmq(…)")
    .option("--redis <url>", "Redis server, as redis://host:6379/0 (rediss:// for TLS)")
    .option("--redis-file <file>", "file with that URL")
    .option("--concurrency <n>", "fits at a time", "1")
    .option("--prefix <name>", "prefix of the keys in Redis, as the search has it")
    .option(
      "--cache <folder>",
      "where data is kept between searches (default: gradus/worker in your own cache folder)",
    )
    .option(
      "--allow-modules <package...>",
      "packages whose models may run here; without it no code comes from outside",
    )
    .addHelpText(
      "after",
      "\nA URL with a password belongs into the environment variable GRADUS_REDIS_URL or into a file: other users of the machine" +
        "\nsee a command's arguments." +
        "\n\nCtrl-C finishes the fits under way and leaves. Exit codes: 0 left, 1 Redis failed, 2 wrong usage.",
    )
    .action(async (flags: WorkerFlags) => {
      const { readAddress, readUrlFile } = await import("./backends/bullmq/address.js");
      const { openCacheFolder } = await import("./backends/bullmq/cacheFolder.js");
      let options;
      try {
        options = {
          concurrency: readConcurrency(flags.concurrency),
          address: readAddress(flags.redis ?? (flags.redisFile && readUrlFile(flags.redisFile))),
          cache: openCacheFolder(flags.cache),
          prefix: flags.prefix,
          allowModules: flags.allowModules ?? [],
        };
      } catch (error) {
        console.error((error as Error).message);
        process.exitCode = usageError;
        return;
      }
      const { runWorker } = await import("./backends/bullmq/worker.js");
      process.exitCode = await runWorker(options);
    });
}

function readConcurrency(text: string): number {
  const concurrency = Number(text);
  return checkInteger("start a worker", "--concurrency", Number.isNaN(concurrency) ? text : concurrency, {
    min: 1,
  });
}
