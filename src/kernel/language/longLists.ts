// Lists of names that take long to write: those of large packages are written while the startup snapshot is built.
import type { LanguageService } from "./types.js";

/** What is typed before them, by the package that declares them. */
const longLists: Readonly<Record<string, readonly string[]>> = {
  __proto__: null as never,
  "@tensorflow/tfjs": ["__p.", "__p.layers."],
};

/** Asks for the long lists of packages until all that they show is written and kept (keptTexts.ts). */
export function writeLongLists(service: LanguageService, packages: readonly string[]): void {
  for (const name of packages) {
    const lists = longLists[name] ?? [];
    if (lists.length > 0) service.check({ code: `import * as __p from "${name}";` });
    for (const code of lists) writeList(service, code);
  }
}

/** An answer takes only so much time for descriptions: it is asked for as long as the next one has more of them. */
function writeList(service: LanguageService, code: string): void {
  let before = -1;
  for (let now = 0; now > before;) {
    before = now;
    const { matches } = service.complete({ code, cursor: code.length });
    now = matches.filter(({ signature }) => signature !== "").length;
  }
}
