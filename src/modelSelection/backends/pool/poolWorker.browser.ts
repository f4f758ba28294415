// The script of a web worker.
import { answerFit, type PoolMessage } from "./poolFit.js";

addEventListener("message", ({ data }: MessageEvent<PoolMessage>) => {
  const answer = postMessage as (message: unknown) => void;
  void answerFit(data, "a web worker").then(answer);
});
