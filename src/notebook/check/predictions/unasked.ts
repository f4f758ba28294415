// Questions that nobody has to answer: “Predict first.” in the prose, which `predict` asks with buttons.
import type { Problem, Rule } from "../lesson.js";

/** Checks that no prose asks for a prediction. */
export const checkUnasked: Rule = ({ file, notebook }) =>
  notebook.cells.flatMap(({ cell_type, source }, cell): Problem[] => {
    const isAsked = /\*\*(?:Predict first|먼저 예상해 보세요)\.\*\*[^\n]*\?/.test(source);
    const message = "the prose asks for a prediction: ask it by predict(…), so that it is answered";
    return cell_type === "markdown" && isAsked ? [{ file, cell, message }] : [];
  });
