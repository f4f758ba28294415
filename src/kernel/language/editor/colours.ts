// What an editor draws into a cell's text: colours by meaning, and the types that were not written down.
import ts from "typescript";
import type { PlacedCell } from "./placedCells.js";
import { colourModifiers, colourTypes } from "./colourWords.js";
import type { Colour, InlayHint } from "./questions.js";

/** TypeScript's 2020 classification has the type's number plus one in the high bits of each entry, modifiers in the low ones. */
const typeOffset = 8;

export function coloursOf(service: ts.LanguageService, { draft }: PlacedCell): Colour[] {
  const { spans } = service.getEncodedSemanticClassifications(
    draft.file,
    wholeCell(draft),
    ts.SemanticClassificationFormat.TwentyTwenty,
  );
  const colours: Colour[] = [];
  for (let i = 0; i + 2 < spans.length; i += 3) {
    const [start, length, classification] = spans.slice(i, i + 3) as [number, number, number];
    if (!draft.layout.isCell(start)) continue;
    const from = draft.layout.toCell(start);
    colours.push({
      from,
      to: from + length,
      type: colourTypes[(classification >> typeOffset) - 1] ?? "variable",
      modifiers: colourModifiers.filter((_, bit) => classification & (1 << bit)),
    });
  }
  return colours;
}

export function inlayHintsOf(service: ts.LanguageService, { draft }: PlacedCell): InlayHint[] {
  const { layout } = draft;
  return service
    .provideInlayHints(draft.file, wholeCell(draft), {
      includeInlayParameterNameHints: "literals",
      includeInlayVariableTypeHints: true,
      includeInlayFunctionLikeReturnTypeHints: true,
    })
    .filter(({ position }) => layout.isCell(position))
    .map(({ position, text, kind }) => ({
      offset: layout.toCell(position),
      text: text.replace(/import\("[^"]*"\)\./g, ""),
      kind:
        kind === ts.InlayHintKind.Parameter ? "parameter" : kind === ts.InlayHintKind.Enum ? "enum" : "type",
    }));
}

function wholeCell({ cell, layout }: PlacedCell["draft"]): ts.TextSpan {
  const start = layout.toModule(0);
  return { start, length: layout.toModule(cell.code.length) - start };
}
