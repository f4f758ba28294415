// Answers what a notebook's kernel asks of a language service, in order; an editor's questions wait until nothing else does.
import type { EditorRequest, TypeQuestion } from "./editor/questions.js";
import { EditorQueue } from "./editorQueue.js";
import type { LanguageReplyLine, LanguageRequestLine, LanguageService } from "./types.js";

/** What takes the requests; each answer goes to `reply`. */
export function answerer(
  service: LanguageService,
  reply: (line: LanguageReplyLine) => void,
): (request: LanguageRequestLine) => void {
  const editorQueue = new EditorQueue(service, reply);
  return ({ id, method, params }) => {
    if (method === "editor") {
      editorQueue.add(id, params as EditorRequest<TypeQuestion>);
      return;
    }
    try {
      const result: unknown =
        service[method as Exclude<typeof method, "prepareSnapshot">](params as never) ?? null;
      reply({ id, result });
    } catch (error) {
      reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
}
