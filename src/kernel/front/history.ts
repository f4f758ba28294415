// What was executed, for history_request: https://jupyter-client.readthedocs.io/en/stable/messaging.html#history.

interface Entry {
  line: number;
  input: string;
  output: string | null;
}

/** One item of a reply: [session, line, input] or [session, line, [input, output]]. */
type HistoryItem = [number, number, string | [string, string | null]];

/** Sessions are counted as IPython counts them; this kernel keeps the current one only. */
const session = 1;

/** The session's inputs and outputs. */
export class History {
  readonly #entries: Entry[] = [];

  add(line: number, input: string): void {
    this.#entries.push({ line, input, output: null });
  }

  setOutput(line: number, output: string): void {
    const entry = this.#entries.findLast((candidate) => candidate.line === line);
    if (entry) entry.output = output;
  }

  /** Answers a history_request's content. */
  query(request: Record<string, unknown>): HistoryItem[] {
    return this.#select(request).map(({ line, input, output }) => [
      session,
      line,
      request["output"] === true ? [input, output] : input,
    ]);
  }

  #select(request: Record<string, unknown>): Entry[] {
    switch (request["hist_access_type"]) {
      case "range":
        return this.#range(request);
      case "search":
        return this.#search(request);
      default:
        return last(this.#entries, request["n"]);
    }
  }

  #range({ session: wanted = 0, start = 0, stop }: Record<string, unknown>): Entry[] {
    // 0 is the current session, negative numbers count back from it.
    if (wanted !== 0 && wanted !== session) return [];
    const from = Number(start);
    const to = stop === null || stop === undefined ? Infinity : Number(stop);
    return this.#entries.filter(({ line }) => line >= from && line < to);
  }

  #search({ pattern = "*", n, unique }: Record<string, unknown>): Entry[] {
    const glob = String(pattern);
    let found = this.#entries.filter(({ input }) => matchesGlob(glob, input));
    if (unique === true) {
      found = found.filter(
        (entry, index) => !found.slice(index + 1).some(({ input }) => input === entry.input),
      );
    }
    return last(found, n);
  }
}

function last(entries: Entry[], n: unknown): Entry[] {
  return typeof n === "number" && n >= 0 ? entries.slice(Math.max(0, entries.length - n)) : entries;
}

/**
 * Whether a text matches SQLite's GLOB, which IPython uses: `*` any text, `?` any character. Goes back to the last star
 * only, so that many stars do not take many times as long.
 */
function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  for (let i = 0; i < text.length;) {
    if (glob[at] === "*") {
      star = at++;
      retry = i;
    } else if (glob[at] === "?" || glob[at] === text[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++retry;
    } else return false;
  }
  return /^\**$/.test(glob.slice(at));
}
