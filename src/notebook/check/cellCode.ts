// The code of a cell as rules look at it: its tree, and what of it a reader takes for words.
import ts from "typescript";

/** Words in code, with their place. */
export interface CodeText {
  text: string;
  start: number;
}

/** The cell's syntax tree, with parents. */
export function parseCell(source: string): ts.SourceFile {
  return ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);
}

/** All calls of a cell, in reading order. */
export function callsIn(file: ts.SourceFile): ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return calls;
}

/** Comments and strings of a cell. */
export function textsIn(file: ts.SourceFile): CodeText[] {
  const texts: CodeText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || isTemplatePart(node)) {
      texts.push({ text: node.text, start: node.getStart(file) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...texts, ...commentsIn(file.text)].sort((a, b) => a.start - b.start);
}

function commentsIn(source: string): CodeText[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, source);
  const comments: CodeText[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment =
      kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) comments.push({ text: scanner.getTokenText(), start: scanner.getTokenStart() });
  }
  return comments;
}

const isTemplatePart = (node: ts.Node): node is ts.TemplateLiteralLikeNode =>
  ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);

/** The name that is called: `claim(…)`, `console.log(…)`. */
export function calledName(call: ts.CallExpression): string {
  return call.expression.getText();
}

/** The text of a string argument; undefined for anything else. */
export function stringOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}
