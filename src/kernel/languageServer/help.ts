// What a client shows beside the cursor: the type under the mouse, the signature of a call.
import {
  MarkupKind,
  type Hover,
  type SignatureHelp,
  type SignatureInformation,
  type TextDocumentPositionParams,
} from "vscode-languageserver-protocol";
import { cellAt, rangeIn } from "./places.js";
import type { Session } from "./session.js";

export async function hover(
  session: Session,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<Hover | null> {
  const cells = session.document.cells();
  const spot = cellAt(cells, textDocument.uri, position);
  const found = spot && (await session.ask("hover", cells, spot));
  if (!found) return null;
  const cell = cells.find(({ id }) => id === spot.cell)!;
  return { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: rangeIn(cell, found) };
}

export async function signatureHelp(
  session: Session,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<SignatureHelp | null> {
  const cells = session.document.cells();
  const spot = cellAt(cells, textDocument.uri, position);
  const found = spot && (await session.ask("signature", cells, spot));
  if (!found) return null;
  const signatures = found.overloads.map(
    ({ prefix, suffix, separator, documentation, parameters }): SignatureInformation => {
      let label = prefix;
      const infos = parameters.map(({ text, documentation: meaning }, i) => {
        label += i > 0 ? separator : "";
        const start = label.length;
        label += text;
        return { label: [start, label.length] as [number, number], documentation: meaning };
      });
      return { label: label + suffix, documentation, parameters: infos };
    },
  );
  return { signatures, activeSignature: found.active, activeParameter: found.argument };
}
