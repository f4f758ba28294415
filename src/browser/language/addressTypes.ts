// The types of modules that cells import by their addresses. A cell never waits for them: while none are known the module is
// `any`, and what comes is there for the questions after it.
import { addressOf, readDeclarations, TooManyDeclarations, type Allowance } from "./declarationGraph.js";

/** How long the declarations of one module may take, in ms. */
const patience = 30_000;

const quotes = ['"', "'", "`"];

export class AddressTypes {
  /** The code that is being run. Only addresses in it are asked for their types: a cell being written has half of one. */
  running = "";
  readonly #files: Map<string, string | null>;
  readonly #onArrival: () => void;
  readonly #places = new Map<string, string>();
  readonly #asked = new Set<string>();
  /** Of all modules of a notebook. Those of a large package (three.js) are a thousand files with two million characters. */
  readonly #left: Allowance = { files: 3000, characters: 8_000_000 };

  /**
   * @param files - What the checker sees; gets the declarations.
   * @param onArrival - Called when more of them are there.
   */
  constructor(files: Map<string, string | null>, onArrival: () => void) {
    this.#files = files;
    this.#onArrival = onArrival;
  }

  /** The file with the types of what a cell imports by an address, or what a file that has an address imports. */
  readonly find = (specifier: string, from: string): string | undefined => {
    const isDeclaration = this.#files.has(from);
    const address = addressOf(specifier, isDeclaration ? from : undefined);
    if (address === undefined) return undefined;
    const runs = !isDeclaration && quotes.some((quote) => this.running.includes(specifier + quote));
    if (runs && !this.#asked.has(address)) void this.#ask(address);
    return this.#places.get(address);
  };

  async #ask(address: string): Promise<void> {
    this.#asked.add(address);
    try {
      const { places, texts } = await readDeclarations(address, this.#left, AbortSignal.timeout(patience));
      for (const [place, file] of places) this.#places.set(place, file);
      for (const [file, text] of texts) this.#files.set(file, text);
      if (places.size > 0) this.#onArrival();
    } catch (error) {
      // Who cannot be reached now may be later; the run of the cell says what is wrong.
      if (error instanceof TooManyDeclarations) console.warn(error.message);
      else this.#asked.delete(address);
    }
  }
}
