// The page's end of the language worker.
import type { LanguageReplyLine, StartLanguage } from "../../kernel/front.js";

/** @param script - The address of the built `languageWorker.ts`. */
export function languageWorkers(script: URL): StartLanguage {
  return (_notebook, { onReply, onExit }) => {
    const worker = new Worker(script, { type: "module", name: "gradus: types" });
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
