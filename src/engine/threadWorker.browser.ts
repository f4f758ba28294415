// The script of a helper thread, which is a web worker here: its first message is what it begins with.
import { serve, type HelperData } from "./helperThread.js";

addEventListener(
  "message",
  ({ data }: MessageEvent<HelperData>) =>
    serve(data, () => (postMessage as (message: string) => void)("ready")),
  { once: true },
);
