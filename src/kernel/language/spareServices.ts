// Services for notebooks that come and go. What the last notebook gives back is kept for the next one, which may be the same
// after a restart: it is warm, and under the same options it even keeps its program. While others are open, what a notebook
// gives back is let go of with all that it knew.
import type { LanguageService } from "./types.js";

/** A service keeps a megabyte or two of each notebook that it has served. */
const notebooksPerService = 20;

export class SpareServices {
  readonly #make: () => LanguageService;
  readonly #served = new WeakMap<LanguageService, number>();
  #spare: LanguageService | undefined;

  constructor(warm: LanguageService, make: () => LanguageService) {
    this.#spare = warm;
    this.#make = make;
  }

  /** A service for a notebook; to be opened before it is asked. */
  take(): LanguageService {
    const service = this.#spare ?? this.#make();
    this.#spare = undefined;
    this.#served.set(service, (this.#served.get(service) ?? 0) + 1);
    return service;
  }

  /** @param isLast - No other notebook is open. */
  giveBack(service: LanguageService, isLast: boolean): void {
    if (isLast && this.#served.get(service)! < notebooksPerService) this.#spare = service;
    else service.close();
  }
}
