// The script of a worker thread.
import { threadId } from "node:worker_threads";
import { answerFit, type PoolAnswer, type PoolMessage } from "./poolFit.js";

export default function run(message: PoolMessage): Promise<PoolAnswer> {
  return answerFit(message, `thread ${String(threadId)}`);
}
