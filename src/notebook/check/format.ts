// The file: nbformat 4.5 in its canonical form, stripped, with kernel and language stored.
import { formatNotebook, stripNotebook } from "../nbformat.js";
import type { Problem, Rule } from "./lesson.js";

const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };

/** Checks what JupyterLab and git need of the file. */
export const checkFormat: Rule = ({ file, text, notebook }) => {
  const problems: Problem[] = [];
  const add = (message: string, cell?: number) =>
    problems.push({ file, message, ...(cell === undefined ? {} : { cell }) });
  const { metadata, cells } = notebook;
  for (const [key, wanted] of Object.entries(kernelspec)) {
    const got = metadata.kernelspec?.[key as keyof typeof kernelspec];
    if (got !== wanted)
      add(`metadata.kernelspec.${key} must be "${wanted}", current value is ${String(got)}`);
  }
  if (metadata.language_info?.name !== "typescript") {
    add('metadata.language_info.name must be "typescript": cells are uncoloured without it');
  }
  const seen = new Map<string, number>();
  for (const [index, { id, source }] of cells.entries()) {
    const before = seen.get(id);
    if (before !== undefined) add(`id "${id}" is already cell ${String(before + 1)}'s`, index);
    if (!/^[\w-]{1,64}$/.test(id))
      add(`id must be 1 to 64 letters, digits, - or _, current value is "${id}"`, index);
    if (source.trim() === "") add("cell is empty", index);
    seen.set(id, index);
  }
  if (formatNotebook(stripNotebook(notebook)) !== text) {
    add("not in the form kept in git (outputs, counts, key order); type: npx gradus strip");
  }
  return problems;
};
