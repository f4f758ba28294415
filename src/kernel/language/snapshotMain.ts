// What a startup snapshot holds and how it wakes up: TypeScript, the standard library, @types/node and the project's large
// packages, read and warm. A snapshot lies in memory twice, as a file and as a heap: with tfjs these are 44 and 74 MB. What
// hardly anybody asks for stays out of it (rareModules.ts, comments.ts, emptyTables.ts); the packages save more than a second
// of the first cell that imports one of them.
import v8 from "node:v8";
import ts from "typescript";
import type { SnapshotContent } from "./buildSnapshot.js";
import { declarationFiles } from "./documents.js";
import { dropEmptyTables } from "./emptyTables.js";
import { setKernelFiles } from "./kernelFiles.js";
import { writeLongLists } from "./longLists.js";
import { makeLanguageService } from "./makeService.js";
import { serve } from "./serve.js";

/** Typed once while the snapshot is built, so that the code that judges them is compiled and warm. */
const exercise = {
  typescript: [
    'const __a: number = 1; console.log(__a, process.version); __a.toFixed(); "".length; [1].map((x) => x);',
    "let __b = __a + 1; async function __f() { await 1; } class __C<T> { x?: T }",
    '__b = "2"; interface __I { a: number } const __d: __I = { a: "" };',
    "enum __E { A } namespace __N { export const k = 1; } const { __p, ...__r } = { __p: 1, q: 2 }; for (const x of [1]) x;",
  ],
  javascript: [
    "const __a = 1; console.log(__a, process.version); [1].map((x) => x);",
    "let __b = __a + 1;",
    "__b = 2",
  ],
};

/** Fills the heap that is about to be frozen. */
export function buildSnapshotHeap({ files, dir, packages, language }: SnapshotContent): void {
  // Intl objects cannot be frozen: TypeScript sorts by a plain comparer until it wakes up
  const { Collator } = Intl;
  Intl.Collator = function () {
    return { compare: (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0), resolvedOptions: () => ({}) };
  } as never;
  setKernelFiles(files);
  const service = makeLanguageService();
  if (dir !== undefined) service.open({ dir, language });
  for (const name of packages) service.check({ code: `import "${name}";` });
  for (const code of exercise[language]) service.check({ code });
  writeLongLists(service, packages);
  for (const code of ["console.", "__a.", "__"]) service.complete({ code, cursor: code.length });
  for (const code of ["console.log(1)", '"".padEnd(1)', "__a"]) service.inspect({ code, cursor: 4 });
  for (const code of ["f(", "1 + 1"]) service.isComplete({ code });
  for (const source of declarationFiles()) dropEmptyTables(source);

  v8.startupSnapshot.setDeserializeMainFunction(() => {
    Intl.Collator = Collator;
    (ts as unknown as { setUILocale(locale: string): void }).setUILocale("en"); // a real comparer is made when one is next asked for
    serve(service, makeLanguageService);
  });
}
