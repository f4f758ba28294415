// Asking the user for text: prompt, confirm and promptSync wait on the spot, as in a browser.
import { currentCell } from "./cellContext.js";
import { platform } from "./platform.js";
import { offerGlobal } from "./scope.js";

interface Asked {
  resolve(text: string): void;
  reject(error: Error): void;
}

const asked = new Map<number, Asked>();
let lastRequest = 0;

/** Asks for a line of text; rejects where the front end cannot ask. */
export function askUser(prompt: string, password = false): Promise<string> {
  const { cell, allowStdin } = currentCell();
  if (!allowStdin) return Promise.reject(noInput());
  const request = ++lastRequest;
  return new Promise((resolve, reject) => {
    asked.set(request, { resolve, reject });
    platform.send({ type: "input", cell, request, prompt, password });
  });
}

/** The front's answer to {@link askUser}. */
export function receiveInput(request: number, text: string | undefined, error: string | undefined): void {
  const waiting = asked.get(request);
  asked.delete(request);
  if (text === undefined) waiting?.reject(new Error(error));
  else waiting?.resolve(text);
}

interface Asking {
  prompt: string;
  password?: boolean;
}

/** What each of the functions asks, given its arguments, and what it makes of the answer. */
interface Question {
  asking: (...values: never[]) => Asking;
  read: (text: string, ...values: never[]) => unknown;
}

const questions: Record<string, Question> = {
  promptSync: {
    asking: (prompt: unknown = "", { password = false }: { password?: boolean } = {}) => ({
      prompt: String(prompt),
      password,
    }),
    read: (text) => text,
  },
  prompt: {
    asking: (question: unknown = "") => ({ prompt: String(question) }),
    read: (text, _question: unknown, preset?: string) =>
      text === "" && preset !== undefined ? preset : text,
  },
  confirm: {
    asking: (question: unknown = "") => ({ prompt: `${String(question)} [y/N] ` }),
    read: (text) => /^\s*(y|yes|ㅛ|예|네|응)\s*$/i.test(text),
  },
};

/** Asks and waits, keeping the thread. */
function waitForAnswer({ prompt, password = false }: Asking): string {
  const { cell, allowStdin } = currentCell();
  if (!allowStdin) throw noInput();
  const request = ++lastRequest;
  return platform.waitForInput(request, () => {
    platform.send({ type: "input", cell, request, prompt, password });
  });
}

function noInput(): Error {
  return new Error("Cannot ask for input: this front end does not support it");
}

type Ask = (...values: never[]) => unknown;

const known = new Map<unknown, Question>();

/** Puts prompt, confirm and promptSync into the session. */
export function offerInput(): void {
  for (const [name, question] of Object.entries(questions)) {
    const ask: Ask = (...values) => question.read(waitForAnswer(question.asking(...values)), ...values);
    known.set(ask, question);
    offerGlobal(name, ask);
  }
}

/** The same function for `await`, in an object: one of ours gives the thread free meanwhile, any other does what it does. */
export function awaitable(ask: Ask): (...values: never[]) => { v: unknown } | Promise<{ v: unknown }> {
  const question = known.get(ask);
  if (!question) return (...values) => ({ v: ask(...values) });
  return async (...values) => {
    const { prompt, password } = question.asking(...values);
    return { v: question.read(await askUser(prompt, password), ...values) };
  };
}
