// TensorFlow.js's declarations come when the first cells have been judged. The library's own name them in its layers, and so a
// page read six hundred files before the first cell of a lesson that never asks for a tensor: a quarter of what its checker does
// until then. Until they are there, names stand in for them of which nothing is known: what touches one is an error, never an
// `any`, and whatever would be an error is judged again with all types.
import type {
  CheckReply,
  LanguageRequestLine,
  LanguageService,
  OpenRequest,
  RestoreEntry,
} from "../../kernel/language.js";

/** The one door through which the library's declarations lead to TensorFlow.js's, below its folder. */
export const door = "keras/backends/tfjs/tensorflow.d.ts";

/** What other declarations of the library name through it: each a type that is like no other. */
export const standIn = `declare const name: unique symbol;
export type Rank = "R0" | "R1" | "R2" | "R3" | "R4" | "R5" | "R6";
export interface Tensor<R extends Rank = Rank> { readonly [name]: ["Tensor", R] }
export interface Variable<R extends Rank = Rank> { readonly [name]: ["Variable", R] }
${[
  ...[
    "Tensor1D",
    "Tensor2D",
    "Tensor3D",
    "Tensor4D",
    "Tensor5D",
    "Scalar",
    "TensorLike",
    "DataType",
    "LayersModel",
  ],
  ...["Sequential", "SymbolicTensor", "Optimizer", "NamedTensorMap"],
]
  .map((type) => `export interface ${type} { readonly [name]: "${type}" }\n`)
  .join("")}`;

/** A cell that names them, or that would hide an error. */
const asks = /tensorflow|tfjs|@ts-/i;

/** Questions that an editor asks by itself, about notebooks that nobody has touched yet. */
const patient = new Set(["check", "colours", "hints"]);

/** ms without a cell to judge: after one was judged, and since the notebook is there. */
const [restMs, waitMs] = [700, 3000];

/** The checker's service, with a part of the types that comes later. */
export class LaterTypes {
  readonly #service: LanguageService;
  readonly #bring: () => void;
  readonly #warmingUp: string;
  #isWhole = false;
  #opened: OpenRequest | undefined;
  /** What the service has learnt since it was opened: it is opened anew when the types come. */
  #entries: RestoreEntry[] = [];
  #lastCell = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #held: (() => void)[] = [];

  /**
   * @param bring - Puts the true declarations in the place of those that stand in.
   * @param warmingUp - A cell that needs what most cells need.
   */
  constructor(service: LanguageService, bring: () => void, warmingUp: string) {
    this.#service = service;
    this.#bring = bring;
    this.#warmingUp = warmingUp;
  }

  /** Answers a request, at once or when the types are there. */
  take(line: LanguageRequestLine, answer: (line: LanguageRequestLine) => void): void {
    const { method, params } = line;
    const isPatient = method === "editor" && patient.has((params as { op: string }).op);
    if (this.#isWhole) answer(line);
    else if (isPatient) this.#held.push(() => answer(line));
    else {
      if (!["open", "check", "isComplete", "refresh", "restore"].includes(method)) this.complete();
      answer(line);
      this.#completeIn(method === "check" ? restMs : waitMs);
    }
  }

  /** What answers, in place of the service. */
  get service(): LanguageService {
    const service = this.#service;
    return {
      open: (request) => {
        service.open(request);
        [this.#opened, this.#entries, this.#lastCell] = [request, [], 0];
      },
      check: (request) => this.#check(request),
      complete: (request) => service.complete(request),
      inspect: (request) => service.inspect(request),
      isComplete: (request) => service.isComplete(request),
      addModule: (request) => service.addModule(request),
      editor: (request) => service.editor(request),
      rest: () => service.rest(),
      refresh: () => service.refresh(),
      restore: (request) => {
        service.restore(request);
        this.#entries.push(...request.entries);
        this.#lastCell = request.lastCell;
      },
      close: () => service.close(),
    };
  }

  /**
   * Has all types from now on.
   *
   * @param cell - Is judged by them at once, so that the next one finds them read.
   */
  complete(cell?: string): void {
    if (this.#isWhole) return;
    this.#isWhole = true;
    clearTimeout(this.#timer);
    this.#bring();
    this.#open(); // reads what has changed
    if (cell !== undefined) {
      this.#service.check({ code: cell });
      this.#open();
    }
    this.#service.restore({ entries: this.#entries, lastCell: this.#lastCell });
    for (const answer of this.#held.splice(0)) setTimeout(answer);
  }

  #open(): void {
    if (this.#opened) this.#service.open(this.#opened);
  }

  #check(request: { code: string }): CheckReply {
    if (asks.test(request.code)) this.complete();
    let reply = this.#service.check(request);
    if (!this.#isWhole && (reply.errors.length > 0 || reply.warnings.length > 0)) {
      this.complete();
      reply = this.#service.check(request);
    }
    this.#lastCell = reply.cell;
    if (reply.ok && !this.#isWhole) this.#entries.push({ kind: "cell", code: request.code });
    return reply;
  }

  #completeIn(ms: number): void {
    if (this.#isWhole) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.complete(this.#warmingUp), ms);
  }
}
