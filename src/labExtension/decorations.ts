// Colours by meaning, and types that were not written down, drawn into the text once a cell has been checked.
import { RangeSetBuilder, StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import type { Colour, InlayHint } from "../kernel/internal.js";
import type { LiveNotebook } from "./liveNotebook.js";

interface Drawn {
  colours: Colour[];
  hints: InlayHint[];
}

const draw = StateEffect.define<Drawn>();

const drawn = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, { effects, docChanged, changes, newDoc }) {
    for (const effect of effects) if (effect.is(draw)) return decorate(effect.value, newDoc.length);
    return docChanged ? set.map(changes) : set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const decorations: Extension = drawn;

/** Asks for a cell's colours and hints, and draws them if its text is still the same. */
export async function refreshDecorations(notebook: LiveNotebook, cell: string): Promise<void> {
  const { semanticColours, inlayHints } = notebook.preferences;
  const text = notebook.text(cell);
  const colours = (semanticColours && (await notebook.ask("colours", { cell }))) || [];
  const hints = (inlayHints && (await notebook.ask("hints", { cell }))) || [];
  const view = notebook.views.get(cell);
  if (!view?.state.field(drawn, false) || view.state.doc.toString() !== text) return;
  view.dispatch({ effects: draw.of({ colours, hints }) });
}

class Hint extends WidgetType {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override eq(other: Hint): boolean {
    return other.text === this.text;
  }

  toDOM(): HTMLElement {
    const span = document.createElement("span");
    span.className = "gradus-hint";
    span.textContent = this.text;
    return span;
  }
}

function decorate({ colours, hints }: Drawn, size: number): DecorationSet {
  const ranges: Range<Decoration>[] = [
    ...colours
      .filter(({ from, to }) => from < to && to <= size)
      .map(({ from, to, type, modifiers }) =>
        Decoration.mark({
          class: [type, ...modifiers].map((word) => `gradus-${word}`).join(" "),
        }).range(from, to),
      ),
    ...hints
      .filter(({ offset }) => offset <= size)
      .map(({ offset, text, kind }) =>
        Decoration.widget({ widget: new Hint(kind === "parameter" ? `${text} ` : text), side: 1 }).range(
          offset,
        ),
      ),
  ];
  const builder = new RangeSetBuilder<Decoration>();
  const inOrder = ranges.sort((a, b) => a.from - b.from || a.value.startSide - b.value.startSide);
  for (const { from, to, value } of inOrder) builder.add(from, to, value);
  return builder.finish();
}
