// What is wrong in the user's own files that a cell imports: as in cells, what only a strict tsconfig forbids is advice.
import ts from "typescript";
import type { Checker } from "./checker.js";
import { makeDiagnostic, messageOf } from "./diagnostics.js";
import { files } from "./files.js";
import type { FolderSettings } from "./folder.js";
import type { InternalProgram, InternalSourceFile } from "./internals.js";
import type { Diagnostic } from "./types.js";
import type { Verdicts } from "./verdict.js";

interface Findings {
  errors: Diagnostic[];
  advice: Diagnostic[];
}

/** What was found in a file stays true as long as neither it nor the program changes. */
const reported = new WeakMap<ts.SourceFile, { types: ts.TypeChecker; findings: Findings }>();

/**
 * Errors and advice in the files that a cell reaches by relative imports or by `paths`, through files of the same tsconfig.
 *
 * Packages are not the user's to mend, and a file under another tsconfig would be judged by the wrong rules.
 */
export function importedFileFindings(
  checker: Checker,
  verdicts: Verdicts,
  cellFile: string,
  folder: FolderSettings,
): Findings {
  const program = checker.service.getProgram();
  const cell = program?.getSourceFile(cellFile);
  const all: Findings = { errors: [], advice: [] };
  if (!program || !cell) return all;
  const seen = new Set<string>([cellFile]);
  (function follow(source: ts.SourceFile): void {
    for (const target of userImports(program, source, folder)) {
      if (seen.has(target.fileName)) continue;
      seen.add(target.fileName);
      const { errors, advice } = fileFindings(verdicts, program, target);
      all.errors.push(...errors);
      all.advice.push(...advice);
      follow(target);
    }
  })(cell);
  return all;
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

function fileFindings(verdicts: Verdicts, program: ts.Program, source: ts.SourceFile): Findings {
  const types = program.getTypeChecker();
  const known = reported.get(source);
  if (known?.types === types) return known.findings;
  const verdict = verdicts.on(source.fileName);
  const inFile = (found: ts.Diagnostic[]) =>
    found
      .toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0))
      .map((diagnostic) => fileDiagnostic(diagnostic, source));
  const findings = { errors: inFile(verdict.errors), advice: inFile(verdict.advice) };
  reported.set(source, { types, findings });
  return findings;
}

function fileDiagnostic(diagnostic: ts.Diagnostic, { text, fileName }: ts.SourceFile): Diagnostic {
  const start = diagnostic.start ?? 0;
  const span = { text, start, end: start + (diagnostic.length ?? 0) };
  return makeDiagnostic(`TS${diagnostic.code}`, messageOf(diagnostic), span, fileName);
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
  if (!tsconfigs.has(dir))
    tsconfigs.set(
      dir,
      ts.findConfigFile(dir, (file) => files.fileExists(file)),
    );
  return tsconfigs.get(dir);
}
