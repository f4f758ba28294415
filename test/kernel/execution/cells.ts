// Runs cells in an execution process of the built kernel, without types and without Jupyter.
import { ExecutionProcess } from "../../../src/kernel/front/executionProcess.js";
import type { FromExecution } from "../../../src/kernel/rpc/messages.js";

type Done = Extract<FromExecution, { type: "done" }>;

export interface CellOutcome {
  /** text/plain of the last expression; undefined where there is none. */
  value: string | undefined;
  /** `name: message` of the error. */
  error: string | undefined;
  traceback: string;
  stdout: string;
}

/** What the check says of a cell. */
interface CellSettings {
  legacyDecorators?: boolean;
  legacyFiles?: string[];
}

/** One execution process. */
export class Cells {
  readonly #executor: ExecutionProcess;
  readonly #waiting = new Map<number, (done: Done) => void>();
  readonly deaths: string[] = [];
  #last = 0;
  #stdout = "";

  constructor(dir: string, language: "typescript" | "javascript" = "typescript") {
    this.#executor = new ExecutionProcess({
      dir,
      language,
      onMessage: (message) => {
        if (message.type === "done") this.#waiting.get(message.cell)?.(message);
        if (message.type === "stream") this.#stdout += message.text;
      },
      onNativeOutput: (_name, text) => (this.#stdout += text),
      onDebug: () => undefined,
      onDebugFault: () => undefined,
      onFault: (error) => this.deaths.push(String(error)),
      onDeath: (why) => this.deaths.push(why),
    });
  }

  async run(
    code: string,
    { legacyDecorators = false, legacyFiles }: CellSettings = {},
  ): Promise<CellOutcome> {
    const cell = ++this.#last;
    this.#stdout = "";
    const done = await new Promise<Done>((resolve) => {
      this.#waiting.set(cell, resolve);
      this.#executor.send({ type: "prepare", cell, code, file: `In[${String(cell)}]` });
      this.#executor.send({
        ...{ type: "run", cell, expressions: {}, allowStdin: false },
        ...{ legacyDecorators, legacyFiles },
      });
    });
    return {
      value: done.result?.text,
      error: done.error && `${done.error.ename}: ${done.error.evalue}`,
      traceback: (done.error?.traceback.join("\n") ?? "").replace(/\x1b\[\d+m/g, ""),
      stdout: this.#stdout,
    };
  }

  close(): void {
    this.#executor.kill();
  }
}
