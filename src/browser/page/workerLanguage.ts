// The page's end of the language worker.
import type { LanguageReplyLine, StartLanguage } from "../../kernel/front.js";
import { takeWorker } from "./workers.js";

/** @param scripts - Where the built scripts lie. */
export function languageWorkers(scripts: URL): StartLanguage {
  return (_notebook, { onReply, onExit }) => {
    const worker = takeWorker("types", scripts);
    const end = (): void => {
      worker.onmessage = worker.onerror = null;
      worker.terminate();
    };
    worker.onmessage = ({ data }: MessageEvent<LanguageReplyLine>) => onReply(data);
    worker.onerror = () => {
      end();
      onExit();
    };
    return { pid: undefined, send: (line) => worker.postMessage(line), kill: end };
  };
}
