// Comments of declaration files, kept as text until somebody asks what a name means. Of the declarations that come with
// TypeScript and Node two thirds are comments; parsed, they would take a tenth of the process's memory.
import ts from "typescript";
import { internals, type InternalSourceFile } from "./internals.js";

type Documented = ts.Node & { jsDoc?: ts.JSDoc[] | undefined };

/** Files whose comments are not parsed. */
const unread = new WeakSet<ts.SourceFile>();

const noIdentifiers = new Map<string, string>();

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
  // names are compared with those that TypeScript makes up only in files it emits
  (source as InternalSourceFile).identifiers = noIdentifiers;
  return source;
}

/** Lists of names ask what is deprecated without asking what it means: those comments stay. */
function forget(node: Documented): void {
  if (node.jsDoc && !node.jsDoc.some(({ tags }) => tags?.some(ts.isJSDocDeprecatedTag)))
    node.jsDoc = undefined;
  ts.forEachChild(node, forget);
}

/** Nodes whose comments have been read. */
const read = new WeakSet<ts.Node>();

/** Puts the comments of a declaration, and of what it stands in, where TypeScript looks for them. */
function readComments(declaration: ts.Declaration): void {
  const source = declaration.getSourceFile();
  if (!unread.has(source)) return;
  for (let node: ts.Node = declaration; node !== source && !read.has(node); { parent: node } = node) {
    read.add(node);
    addComments(node, source.text);
  }
}

/** As TypeScript's parser does for a node that it has just made. */
function addComments(node: Documented, text: string): void {
  if (node.jsDoc || !internals.canHaveJSDoc(node)) return;
  const jsDoc = (internals.getJSDocCommentRanges(node, text) ?? []).flatMap(({ pos, end }) => {
    const comment = internals.parseIsolatedJSDocComment(text, pos, end - pos)?.jsDoc;
    if (!comment) return [];
    (comment as { parent: ts.Node }).parent = node;
    internals.setParentRecursive(comment, false);
    return [comment];
  });
  if (jsDoc.length > 0) node.jsDoc = jsDoc;
}

/** Has TypeScript read the comments of a name or a signature before it looks for them. */
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
        for (const declaration of this.declarations ?? []) readComments(declaration);
        if (this.declaration) readComments(this.declaration);
        return answer.apply(this, context);
      };
    }
  }
}

readWhenAsked();
