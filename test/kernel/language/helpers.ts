// Sessions on folders made for a test.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { findKernelFiles, setKernelFiles } from "../../../src/kernel/language/kernelFiles.js";
import { makeLanguageService } from "../../../src/kernel/language/makeService.js";
import type { CheckReply, LanguageService, NotebookLanguage } from "../../../src/kernel/language/types.js";

setKernelFiles(findKernelFiles(path.resolve("src/kernel/language/languageEntry.ts")));

let shared: LanguageService | undefined;

/** Makes a folder with these files; without a tsconfig of its own it is not under any. */
export function makeFolder(files: Record<string, string> = {}): string {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "gradus-language-")));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  writeFiles(dir, files);
  return dir;
}

export function writeFiles(dir: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

/** Saves a file as an editor does a moment later: with another modification time. */
export function editFile(file: string, text: string): void {
  const { mtimeMs } = fs.statSync(file);
  fs.writeFileSync(file, text);
  fs.utimesSync(file, (mtimeMs + 2000) / 1000, (mtimeMs + 2000) / 1000);
}

/** The kernel's own engine, opened on a folder; one process-wide engine serves all tests. */
export function openSession(dir = makeFolder(), language: NotebookLanguage = "typescript"): LanguageService {
  shared ??= makeLanguageService();
  shared.open({ dir, language });
  return shared;
}

/** `TS2322 1:7`, one for each error. */
export function errorsOf({ errors }: CheckReply): string[] {
  return errors.map(({ code, line, column }) => `${code} ${String(line)}:${String(column)}`);
}

/** Checks cells one after the other; the errors of each. */
export function checkAll(session: LanguageService, cells: readonly string[]): string[][] {
  return cells.map((code) => errorsOf(session.check({ code })));
}

/** Splits `Math.sq|` at the cursor. */
export function atCursor(marked: string): { code: string; cursor: number } {
  const cursor = marked.indexOf("|");
  return { code: marked.slice(0, cursor) + marked.slice(cursor + 1), cursor };
}
