// Comments of declaration files, kept as text until somebody asks what a name means. Of the declarations that come with
// TypeScript and Node two thirds are comments; parsed, they would take a tenth of the process's memory.
import ts from "typescript";
import { internals } from "./internals.js";

type Documented = ts.Node & { jsDoc?: ts.JSDoc[] | undefined };

/** Files whose comments are not parsed. */
const unread = new WeakSet<ts.SourceFile>();

/** Parses a declaration file without its comments. */
export function parseDeclarations(
  file: string,
  text: string,
  options: ts.CreateSourceFileOptions,
): ts.SourceFile {
  // What is deprecated is noted on the nodes while comments are parsed.
  const jsDocParsingMode = text.includes("@deprecated")
    ? ts.JSDocParsingMode.ParseAll
    : ts.JSDocParsingMode.ParseNone;
  // parents are set when the file is bound
  const source = ts.createSourceFile(file, text, { ...options, jsDocParsingMode }, false, ts.ScriptKind.TS);
  if (jsDocParsingMode === ts.JSDocParsingMode.ParseAll) forget(source);
  unread.add(source);
  return source;
}

function forget(node: Documented): void {
  if (node.jsDoc) node.jsDoc = undefined;
  ts.forEachChild(node, forget);
}

/** Puts a file's comments where TypeScript looks for them. */
function readComments(source: ts.SourceFile): void {
  if (!unread.delete(source)) return;
  const { fileName, text, languageVersion } = source;
  addComments(source, ts.createSourceFile(fileName, text, languageVersion, true, ts.ScriptKind.TS));
}

/** The trees are of the same text, so they have the same shape. */
function addComments(node: Documented, twin: Documented): void {
  if (twin.jsDoc) {
    node.jsDoc = twin.jsDoc;
    for (const comment of twin.jsDoc) (comment as { parent: ts.Node }).parent = node;
  }
  const twins: ts.Node[] = [];
  ts.forEachChild(twin, (child) => void twins.push(child));
  let next = 0;
  ts.forEachChild(node, (child) => addComments(child, twins[next++]!));
}

/** Has TypeScript read the comments of a file before it looks for those of a name or a signature in it. */
function readWhenAsked(): void {
  const questions = [
    "getDocumentationComment",
    "getContextualDocumentationComment",
    "getJsDocTags",
    "getContextualJsDocTags",
  ] as const;
  const { objectAllocator } = internals;
  for (const made of [objectAllocator.getSymbolConstructor(), objectAllocator.getSignatureConstructor()]) {
    const asked = made.prototype;
    for (const question of questions) {
      const answer = asked[question];
      if (!answer) continue;
      asked[question] = function (...context) {
        for (const declaration of this.declarations ?? []) readComments(declaration.getSourceFile());
        if (this.declaration) readComments(this.declaration.getSourceFile());
        return answer.apply(this, context);
      };
    }
  }
}

readWhenAsked();
