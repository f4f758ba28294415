// Type errors in the user's own files that a cell imports.
import ts from "typescript";
import type { Checker } from "./checker.js";
import { isAllowed, makeDiagnostic, messageOf } from "./diagnostics.js";
import type { FolderSettings } from "./folder.js";
import type { InternalProgram, InternalSourceFile } from "./internals.js";
import type { Diagnostic } from "./types.js";

/** Errors found in a file stay true as long as neither it nor the program changes. */
const reported = new WeakMap<ts.SourceFile, { types: ts.TypeChecker; errors: Diagnostic[] }>();

/**
 * Errors in the files that a cell reaches by relative imports or by `paths`, through files of the same tsconfig.
 *
 * Packages are not the user's to mend, and a file under another tsconfig would be judged by the wrong rules.
 */
export function importedFileErrors(checker: Checker, cellFile: string, folder: FolderSettings): Diagnostic[] {
  const program = checker.service.getProgram();
  const cell = program?.getSourceFile(cellFile);
  if (!program || !cell) return [];
  const seen = new Set<string>([cellFile]);
  const errors: Diagnostic[] = [];
  (function follow(source: ts.SourceFile): void {
    for (const target of userImports(program, source, folder)) {
      if (seen.has(target.fileName)) continue;
      seen.add(target.fileName);
      errors.push(...fileErrors(checker, program, target));
      follow(target);
    }
  })(cell);
  return errors;
}

function userImports(program: ts.Program, source: ts.SourceFile, folder: FolderSettings): ts.SourceFile[] {
  return moduleSpecifiers(source).flatMap((specifier) => {
    if (!isUserSpecifier(specifier.text, folder) || specifier.text.startsWith("./.cell-")) return [];
    const found = resolvedFile(program, source, specifier);
    const target = found === undefined ? undefined : program.getSourceFile(found);
    if (!target || target.isDeclarationFile || target.fileName.includes("/node_modules/")) return [];
    if (/\.json$/.test(target.fileName)) return [];
    return nearestTsconfig(target.fileName) === folder.tsconfig ? [target] : [];
  });
}

function fileErrors(checker: Checker, program: ts.Program, source: ts.SourceFile): Diagnostic[] {
  const types = program.getTypeChecker();
  const known = reported.get(source);
  if (known?.types === types) return known.errors;
  const file = source.fileName;
  const errors = checker
    .diagnostics(file)
    .filter(({ category, code }) => category === ts.DiagnosticCategory.Error && !isAllowed(code))
    .map((diagnostic) => {
      const start = diagnostic.start ?? 0;
      const span = { text: source.text, start, end: start + (diagnostic.length ?? 0) };
      return makeDiagnostic(`TS${diagnostic.code}`, messageOf(diagnostic), span, file);
    });
  reported.set(source, { types, errors });
  return errors;
}

function isUserSpecifier(name: string, folder: FolderSettings): boolean {
  if (name.startsWith(".") || name.startsWith("/")) return true;
  const patterns = Object.keys(folder.options.paths ?? {});
  return patterns.some((pattern) => {
    const [before = "", after] = pattern.split("*");
    return after === undefined ? name === pattern : name.startsWith(before) && name.endsWith(after);
  });
}

function moduleSpecifiers(source: ts.SourceFile): ts.StringLiteralLike[] {
  return (source as InternalSourceFile).imports ?? [];
}

function resolvedFile(
  program: ts.Program,
  source: ts.SourceFile,
  specifier: ts.StringLiteralLike,
): string | undefined {
  const mode = program.getModeForUsageLocation(source, specifier);
  const found = (program as InternalProgram).getResolvedModule(source, specifier.text, mode);
  return found?.resolvedModule?.resolvedFileName;
}

const tsconfigs = new Map<string, string | undefined>();

function nearestTsconfig(file: string): string | undefined {
  const dir = file.slice(0, file.lastIndexOf("/"));
  if (!tsconfigs.has(dir)) tsconfigs.set(dir, ts.findConfigFile(dir, ts.sys.fileExists.bind(ts.sys)));
  return tsconfigs.get(dir);
}
