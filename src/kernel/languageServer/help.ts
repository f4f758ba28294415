// What a client shows beside the cursor: the type under the mouse, the signature of a call.
import {
  MarkupKind,
  type Hover,
  type SignatureHelp,
  type SignatureInformation,
  type TextDocumentPositionParams,
} from "vscode-languageserver-protocol";
import { cursorOf } from "./cursor.js";
import { rangeIn } from "./places.js";
import type { Session } from "./session.js";

export async function hover(session: Session, params: TextDocumentPositionParams): Promise<Hover | null> {
  const cursor = cursorOf(session, params);
  const found = await cursor?.ask("hover");
  if (!cursor || !found) return null;
  const contents = { kind: MarkupKind.Markdown, value: found.markdown };
  return { contents, range: rangeIn(cursor.cell, found) };
}

export async function signatureHelp(
  session: Session,
  params: TextDocumentPositionParams,
): Promise<SignatureHelp | null> {
  const found = await cursorOf(session, params)?.ask("signature");
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
