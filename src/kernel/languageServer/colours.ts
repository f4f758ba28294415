// What a client draws into the text: colours by meaning, and the types that were not written down.
import {
  InlayHintKind,
  type InlayHint,
  type InlayHintParams,
  type SemanticTokens,
  type SemanticTokensLegend,
} from "vscode-languageserver-protocol";
import { colourModifiers, colourTypes } from "../language/editor/colourWords.js";
import type { Session } from "./session.js";

export const legend: SemanticTokensLegend = { tokenTypes: colourTypes, tokenModifiers: colourModifiers };

/** Five numbers a name: lines and columns count from the name before. */
export async function semanticTokens(
  session: Session,
  { textDocument: { uri } }: { textDocument: { uri: string } },
): Promise<SemanticTokens> {
  const cells = session.document.cells();
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  for (const { id, document, start } of cells) {
    if (document.uri !== uri) continue;
    const colours = (await session.ask("colours", cells, { cell: id })) ?? [];
    for (const { from, to, type, modifiers } of colours.toSorted((a, b) => a.from - b.from)) {
      const here = document.positionAt(start + from);
      const line = here.line - last.line;
      const bits = modifiers.reduce((sum, one) => sum | (1 << colourModifiers.indexOf(one)), 0);
      const column = line === 0 ? here.character - last.character : here.character;
      data.push(line, column, to - from, colourTypes.indexOf(type), bits);
      last = here;
    }
  }
  return { data };
}

export async function inlayHints(
  session: Session,
  { textDocument: { uri }, range }: InlayHintParams,
): Promise<InlayHint[]> {
  const cells = session.document.cells();
  const hints: InlayHint[] = [];
  for (const { id, code, document, start } of cells) {
    if (document.uri !== uri) continue;
    const [first, last] = [document.offsetAt(range.start) - start, document.offsetAt(range.end) - start];
    if (last < 0 || first > code.length) continue;
    const found = (await session.ask("hints", cells, { cell: id })) ?? [];
    for (const { offset, text, kind } of found) {
      if (offset < first || offset > last) continue;
      const position = document.positionAt(start + offset);
      hints.push(
        kind === "parameter"
          ? { position, label: text, kind: InlayHintKind.Parameter, paddingRight: true }
          : { position, label: text, kind: InlayHintKind.Type },
      );
    }
  }
  return hints;
}
