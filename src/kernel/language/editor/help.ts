// What an editor shows beside the cursor: the type under the mouse, the signature of a call.
import ts from "typescript";
import { describeQuickInfo } from "../inspection.js";
import type { PlacedCell } from "./placedCells.js";
import type { Hover, SignatureHelp } from "./questions.js";

/** Type and documentation of the name at an offset. */
export function hoverAt(service: ts.LanguageService, { draft }: PlacedCell, offset: number): Hover | null {
  const { file, layout } = draft;
  const info = service.getQuickInfoAtPosition(file, layout.toModule(offset));
  if (!info || !layout.isCell(info.textSpan.start)) return null;
  if (ts.displayPartsToString(info.displayParts) === "any") return null; // an unknown name
  const from = layout.toCell(info.textSpan.start);
  return { from, to: from + info.textSpan.length, markdown: describeQuickInfo(info).markdown };
}

/** The overloads of the call whose parentheses the offset is in. */
export function signatureAt(
  service: ts.LanguageService,
  { draft }: PlacedCell,
  offset: number,
): SignatureHelp | null {
  const help = service.getSignatureHelpItems(draft.file, draft.layout.toModule(offset), undefined);
  if (!help) return null;
  const text = (parts: ts.SymbolDisplayPart[]) => ts.displayPartsToString(parts);
  return {
    active: help.selectedItemIndex,
    argument: help.argumentIndex,
    overloads: help.items.map((item) => ({
      prefix: text(item.prefixDisplayParts),
      suffix: text(item.suffixDisplayParts),
      separator: text(item.separatorDisplayParts),
      documentation: text(item.documentation),
      parameters: item.parameters.map((parameter) => ({
        text: text(parameter.displayParts),
        documentation: text(parameter.documentation),
      })),
    })),
  };
}
