// Cells laid out by prettier, with the settings of the notebook's folder. Needs no types: it runs beside the language process.
import path from "node:path";
import type { Edit } from "./editor/questions.js";
import type { NotebookLanguage, OpenRequest } from "./types.js";

const parsers: Record<NotebookLanguage, string> = { typescript: "typescript", javascript: "babel" };

/** The change that lays a cell out; none where it is right already or prettier cannot read it. */
export async function formatCell(code: string, { dir, language }: OpenRequest): Promise<Edit[]> {
  const prettier = await import("prettier");
  const file = path.join(dir, language === "javascript" ? "cell.js" : "cell.ts");
  const settings = await prettier.resolveConfig(file, { editorconfig: true }).catch(() => null);
  const laidOut = await prettier
    .format(code, { ...settings, parser: parsers[language] })
    .catch(() => undefined); // a syntax error, which is underlined anyway
  // a cell does not end with an empty line
  const insert = laidOut?.replace(/\n$/, "");
  return insert === undefined || insert === code ? [] : [{ from: 0, to: code.length, insert }];
}
