// Comments of declaration files, kept as text until somebody asks what a name means. Of the declarations that come with
// TypeScript and Node two thirds are comments; parsed, they would take a tenth of the process's memory.
import ts from "typescript";
import { internals, type InternalSourceFile } from "./internals.js";

type Documented = Omit<ts.Node, "flags"> & { flags: number; jsDoc?: ts.JSDoc[] | undefined };

/** Files whose comments are not parsed. */
const unread = new WeakSet<ts.SourceFile>();

const noIdentifiers = new Map<string, string>();

/** Parses a declaration file without its comments. */
export function parseDeclarations(
  file: string,
  text: string,
  options: ts.CreateSourceFileOptions,
): ts.SourceFile {
  const jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  // parents are set when the file is bound
  const source = ts.createSourceFile(file, text, { ...options, jsDocParsingMode }, false, ts.ScriptKind.TS);
  markDeprecated(source);
  unread.add(source);
  // names are compared with those that TypeScript makes up only in files it emits
  (source as InternalSourceFile).identifiers = noIdentifiers;
  return source;
}

/**
 * Reads the comments that say what is deprecated, as TypeScript's parser does where it reads all: lists of names ask what is
 * deprecated without asking what it means. They are few, and all the others are a seventh of what it takes to read a file.
 */
function markDeprecated(source: ts.SourceFile): void {
  const { text } = source;
  const places = [...text.matchAll(/@deprecated\b/g)].map(({ index }) => index);
  let next = 0;
  const visit = (node: Documented): void => {
    while (next < places.length && places[next]! < node.pos) next++; // a node's children come in their order
    if (next === places.length || places[next]! >= node.end) return;
    const isHere = ({ pos, end }: ts.CommentRange) => text.slice(pos, end).includes("@deprecated");
    if (
      !ts.isIdentifier(node) &&
      internals.canHaveJSDoc(node) &&
      internals.getJSDocCommentRanges(node, text)?.some(isHere)
    ) {
      addComments(node, text);
      if (node.jsDoc?.some(deprecates)) node.flags |= internals.NodeFlags.Deprecated;
      else node.jsDoc = undefined;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

const deprecates = ({ tags }: ts.JSDoc): boolean => tags?.some(ts.isJSDocDeprecatedTag) ?? false;

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
  if (jsDoc.some(deprecates)) forgetTag();
}

/** TypeScript's parser keeps in mind that it has read `@deprecated` until it meets the next node with a comment, in whatever file. */
function forgetTag(): void {
  ts.createSourceFile("/a.ts", "/** */ a;", ts.ScriptTarget.ESNext);
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
