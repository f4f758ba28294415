// Answers what a notebook's kernel asks of a language service, in order; an editor's questions wait until nothing else does.
import type { EditorRequest, TypeQuestion } from "./editor/questions.js";
import { EditorQueue } from "./editorQueue.js";
import type { LanguageReplyLine, LanguageRequestLine, LanguageService } from "./types.js";

/** When a notebook's questions are answered, where several share a process (turns.ts). */
export interface TurnTaking {
  /** Answers a question that somebody waits for. */
  inTurn: (work: () => void) => void;
  /** Does a step of what may wait. */
  whenFree: (step: () => void) => void;
}

/** A notebook that has its process to itself. */
const alone: TurnTaking = {
  inTurn: (work) => work(),
  whenFree: (step) => void setImmediate(step),
};

export interface Answerer {
  (request: LanguageRequestLine): void;
  /** Nobody is there any more to ask or to be answered. */
  close(): void;
}

/** What takes the requests; each answer goes to `reply`, before it the word that the request has its turn. */
export function answerer(
  service: LanguageService,
  reply: (line: LanguageReplyLine) => void,
  { inTurn, whenFree }: TurnTaking = alone,
): Answerer {
  const editorQueue = new EditorQueue({ service, reply, whenFree });
  const answer = ({ id, method, params }: LanguageRequestLine) => {
    if (method === "editor") {
      editorQueue.add(id, params as EditorRequest<TypeQuestion>);
      return;
    }
    inTurn(() => {
      reply({ id, begun: true });
      try {
        const result: unknown = service[method](params as never) ?? null;
        reply({ id, result });
      } catch (error) {
        reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    });
  };
  return Object.assign(answer, { close: () => editorQueue.close() });
}
