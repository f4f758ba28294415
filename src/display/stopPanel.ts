// HTML with a Stop button below it: what a long task shows while it runs, in one output.
import { controlClass, layoutClass, Model, modelReference, styleClass } from "./widgetModel.js";

/** A panel on the page. */
export interface StopPanel {
  /** The model to show. */
  readonly id: string;
  /** Replaces the HTML. */
  update(html: string): void;
  close(): void;
}

/** Opens the models of a panel; undefined where there are no widgets. */
export function openStopPanel(html: string, onStop: () => void, label = "Stop"): StopPanel | undefined {
  const layout = Model.open(layoutClass, {});
  if (!layout) return undefined;
  const models = [layout];
  const open = (...args: Parameters<typeof Model.open>): Model => {
    const model = Model.open(...args)!;
    models.push(model);
    return model;
  };
  const shared = { layout: modelReference(layout.id) };
  const style = (name: string): object => ({ style: modelReference(open(styleClass(name), {}).id) });
  const view = open(controlClass("HTML"), {
    ...shared,
    ...style("HTML"),
    value: html,
    description: "",
    placeholder: "",
  });
  const button = open(controlClass("Button"), {
    ...{ layout: modelReference(open(layoutClass, { width: "110px" }).id) },
    ...style("Button"),
    description: label,
    icon: "stop",
    button_style: "",
    tooltip: null,
    disabled: false,
  });
  button.onCustom = (content) => {
    if ((content as { event?: string }).event !== "click") return;
    button.update({ disabled: true });
    onStop();
  };
  const children = [view, button].map((model) => modelReference(model.id));
  const box = open(controlClass("VBox"), { ...shared, children, box_style: "" });
  return {
    id: box.id,
    update: (value) => {
      view.update({ value });
    },
    close() {
      for (const model of models.reverse()) model.close();
    },
  };
}
