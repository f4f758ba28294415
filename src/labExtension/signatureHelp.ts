// The signature of a call while its arguments are typed.
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import {
  keymap,
  showTooltip,
  ViewPlugin,
  type EditorView,
  type Tooltip,
  type ViewUpdate,
} from "@codemirror/view";
import type { SignatureHelp } from "../kernel/internal.js";
import { contextOf } from "./cellEditors.js";

const setTooltip = StateEffect.define<Tooltip | null>();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, { effects, docChanged, changes }) {
    for (const effect of effects) if (effect.is(setTooltip)) return effect.value;
    return tooltip && docChanged ? { ...tooltip, pos: changes.mapPos(tooltip.pos) } : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

class SignatureAsker {
  readonly #view: EditorView;
  #asked = 0;

  constructor(view: EditorView) {
    this.#view = view;
  }

  update(update: ViewUpdate): void {
    const isOpen = update.state.field(shown) !== null;
    const opens = update.transactions.some((one) => one.isUserEvent("input")) && typedText(update, /[(,<]/);
    if (opens || (isOpen && (update.docChanged || update.selectionSet))) void this.#ask();
    if (isOpen && update.focusChanged && !this.#view.hasFocus) setTimeout(() => close(this.#view));
  }

  async #ask(): Promise<void> {
    const context = contextOf(this.#view.state);
    if (!context?.notebook.preferences.signatureHelp) return;
    const mine = ++this.#asked;
    const offset = this.#view.state.selection.main.head;
    const help = await context.notebook.ask("signature", { cell: context.cell, offset });
    if (mine !== this.#asked || offset > this.#view.state.doc.length) return;
    const tooltip = help && { pos: offset, above: true, create: () => ({ dom: draw(help) }) };
    this.#view.dispatch({ effects: setTooltip.of(tooltip) });
  }
}

function typedText({ changes }: ViewUpdate, wanted: RegExp): boolean {
  let found = false;
  changes.iterChanges((_fromA, _toA, _fromB, _toB, text) => (found ||= wanted.test(text.toString())));
  return found;
}

function close(view: EditorView): boolean {
  if (!view.state.field(shown, false)) return false;
  view.dispatch({ effects: setTooltip.of(null) });
  return true;
}

function draw({ overloads, active, argument }: SignatureHelp): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "gradus-signature";
  const { prefix, suffix, separator, parameters } = overloads[active]!;
  const line = dom.appendChild(document.createElement("code"));
  line.append(prefix);
  for (const [i, { text }] of parameters.entries()) {
    if (i > 0) line.append(separator);
    line.appendChild(document.createElement(i === argument ? "b" : "span")).textContent = text;
  }
  line.append(suffix);
  if (overloads.length > 1) line.append(`  (${String(active + 1)} of ${String(overloads.length)})`);
  const { documentation } = parameters[argument] ?? {};
  if (documentation) dom.appendChild(document.createElement("div")).textContent = documentation;
  return dom;
}

export const signatureHelp: Extension = [
  shown,
  ViewPlugin.fromClass(SignatureAsker),
  keymap.of([{ key: "Escape", run: close }]),
];
