// What a process has left behind when it has started and judged its first cell is collected as soon as it rests: 8 MB, which
// would lie there until the heap has grown by half. It takes a tenth of a second, once.
import v8 from "node:v8";
import vm from "node:vm";

/** ms without a question that count as rest. */
const rest = 1000;

export class FirstRest {
  readonly #turns: { isBusy: boolean };
  #waiting: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(turns: { isBusy: boolean }) {
    this.#turns = turns;
  }

  /** An answer is given. */
  begin(): void {
    if (this.#isOver) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      if (this.#turns.isBusy) return; // its answer begins a rest
      this.#isOver = true;
      collectGarbage();
    }, rest).unref();
  }
}

/** A startup snapshot cannot hold the function `gc`, so it is not asked for by a flag of the process. */
function collectGarbage(): void {
  v8.setFlagsFromString("--expose-gc");
  (vm.runInNewContext("gc") as () => void)();
}
