// Problems in the text: a wavy line, a mark in the gutter, and a tooltip that can mend them.
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { EditorDiagnostic } from "../kernel/internal.js";
import type { LiveNotebook } from "./liveNotebook.js";

/** Fixes offered in a tooltip. */
const maxFixes = 4;

export function problemMarks(): Extension {
  // what is only faded has no mark in the gutter
  return lintGutter({ markerFilter: (all) => all.filter(({ severity }) => severity !== "hint") });
}

/** Draws what is known of a cell into its editor. */
export function showProblems(notebook: LiveNotebook, cell: string, view: EditorView): void {
  const { diagnostics, unused } = notebook.preferences;
  const size = view.state.doc.length;
  const shown = (notebook.isActive && diagnostics ? (notebook.problems.get(cell) ?? []) : [])
    .filter(({ to, severity }) => to <= size && (unused || severity !== "hint"))
    .map((problem): Diagnostic => ({
      from: problem.from,
      // a problem at the end of a line is as wide as one letter, else it could not be seen
      to: Math.max(problem.to, Math.min(size, problem.from + 1)),
      severity: problem.severity,
      message: problem.message,
      ...(problem.tag ? { markClass: `gradus-${problem.tag}` } : {}),
      renderMessage: () => tooltip(notebook, cell, problem),
    }));
  view.dispatch(setDiagnostics(view.state, shown));
}

/** Message and code; fixes are asked for only when somebody looks. */
function tooltip(notebook: LiveNotebook, cell: string, problem: EditorDiagnostic): HTMLElement {
  const box = document.createElement("div");
  box.className = "gradus-message";
  box.append(problem.message, " ");
  const code = box.appendChild(document.createElement("span"));
  code.className = "gradus-code";
  code.textContent = problem.code;
  void addFixes(box, notebook, cell, problem);
  return box;
}

async function addFixes(
  box: HTMLElement,
  notebook: LiveNotebook,
  cell: string,
  { from, to, code }: EditorDiagnostic,
): Promise<void> {
  const text = notebook.text(cell);
  const fixes = await notebook.ask("fixes", { cell, from, to, code });
  for (const { description, edits } of (fixes ?? []).slice(0, maxFixes)) {
    const button = box.appendChild(document.createElement("button"));
    button.className = "gradus-fix";
    button.textContent = description;
    button.onmousedown = (event) => {
      event.preventDefault(); // the cursor stays where it is
      if (notebook.text(cell) === text) notebook.edit(cell, edits);
    };
  }
}
