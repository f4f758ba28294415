// What keeps a module from being run, and what is only advice.
//
// A tsconfig above a notebook may be far stricter than the notebook: it was written for the project's files. What a lenient
// notebook kernel would run, runs; what only the project's rules forbid is said as a warning. Most errors tell by themselves
// which they are; for the rest a second engine is asked, which judges by lenient rules and is not there until it is needed.
import ts from "typescript";
import type { Checker, VirtualModule } from "./checker.js";
import { isAllowed, messageOf, withoutFollowUps } from "./diagnostics.js";
import type { FolderSettings } from "./folder.js";
import { filesWithLegacyDecorators, hasLegacyDecorators, isDecoratorError } from "./legacyDecorators.js";
import { PersistentChecker } from "./persistentChecker.js";

export interface Verdict {
  errors: ts.Diagnostic[];
  advice: ts.Diagnostic[];
  /** Its decorators are those of `experimentalDecorators`, and no tsconfig says so. */
  legacyDecorators: boolean;
}

/** Errors that only strict rules know: implicit any, possibly undefined, uninitialised, unassigned, missing `override`. */
const strictOnly = new Set([
  ...[
    7005, 7006, 7008, 7010, 7011, 7015, 7017, 7018, 7019, 7022, 7023, 7024, 7029, 7030, 7031, 7034, 7052,
    7053,
  ],
  ...[2531, 2532, 2533, 2721, 2722, 2723, 18047, 18048, 18049, 2454, 2564, 2683, 2774],
  ...[2375, 2379, 2412, 4111, 4114, 4116],
]);

/** Words of an error that lenient rules may not find: it speaks of a type that only strict rules keep apart. */
const doubtful = /\b(?:undefined|null|unknown|never)\b|Types of parameters|exactOptionalPropertyTypes/;

export class Verdicts {
  readonly #checker: Checker;
  readonly #folder: FolderSettings;
  #lenient: Checker | undefined;
  /** What the lenient engine holds. */
  readonly #copied = new Map<string, VirtualModule>();

  constructor(checker: Checker, folder: FolderSettings) {
    this.#checker = checker;
    this.#folder = folder;
  }

  /** Judges a module of the program. */
  on(file: string): Verdict {
    const all = errorsIn(this.#checker, file);
    const legacyDecorators =
      this.#folder.options.experimentalDecorators === undefined &&
      hasLegacyDecorators(this.#checker, file, all);
    const found = legacyDecorators ? all.filter((error) => !isDecoratorError(error)) : all;
    if (!this.#folder.lenientOptions)
      return { errors: withoutFollowUps(found), advice: [], legacyDecorators };
    const certain = found.filter((error) => !strictOnly.has(error.code) && !doubtful.test(messageOf(error)));
    const maybe = found.filter((error) => !strictOnly.has(error.code) && !certain.includes(error));
    const errors = [...certain, ...(maybe.length > 0 ? this.#alsoLeniently(file, maybe) : [])];
    const shown = errors.length > 0 ? withoutFollowUps(found) : found;
    return { errors, advice: shown.filter((one) => !errors.includes(one)), legacyDecorators };
  }

  /** The user's files in the program whose decorators are legacy ones though no tsconfig says so. */
  legacyFiles(): string[] {
    if (this.#folder.options.experimentalDecorators !== undefined) return [];
    return filesWithLegacyDecorators(this.#checker);
  }

  /** As {@link Checker.renew}, for the second engine. */
  *renew(): Generator<void> {
    if (this.#lenient) yield* this.#lenient.renew();
  }

  #alsoLeniently(file: string, errors: ts.Diagnostic[]): ts.Diagnostic[] {
    const lenient = this.#lenientChecker();
    const found = new Set(errorsIn(lenient, file).map(({ start }) => start));
    return errors.filter(({ start }) => found.has(start));
  }

  /** The second engine, with the modules that the first one has now. */
  #lenientChecker(): Checker {
    const options = this.#folder.lenientOptions!;
    const lenient = (this.#lenient ??= new PersistentChecker({ ...this.#folder, options }));
    lenient.refresh();
    const modules = new Map([...this.#checker.modules()].map((module) => [module.file, module]));
    for (const [file, module] of this.#copied) {
      if (modules.get(file) === module) continue;
      lenient.remove(file);
      this.#copied.delete(file);
    }
    for (const [file, module] of modules) {
      if (this.#copied.has(file)) continue;
      lenient.add(module);
      this.#copied.set(file, module);
    }
    return lenient;
  }
}

/** Errors of a module that a notebook does not allow. */
export function errorsIn(checker: Checker, file: string): ts.Diagnostic[] {
  return checker
    .diagnostics(file)
    .filter((found) => found.category === ts.DiagnosticCategory.Error && !isAllowed(found));
}
