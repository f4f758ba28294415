// A Stop button beside a running task: one ipywidgets button, gone when the task is over.
import { newDisplay } from "./display.js";
import { controlClass, layoutClass, Model, modelReference, styleClass, viewBundle } from "./widgetModel.js";

/** Shows the button; returns what takes it away again. Without a notebook nothing happens. */
export function stopButton(onStop: () => void, label = "Stop"): () => void {
  const layout = Model.open(layoutClass, { width: "auto" });
  const style = Model.open(styleClass("Button"), {});
  if (!layout || !style) return () => undefined;
  const button = Model.open(controlClass("Button"), {
    description: label,
    icon: "stop",
    button_style: "",
    tooltip: null,
    disabled: false,
    layout: modelReference(layout.id),
    style: modelReference(style.id),
  })!;
  button.onCustom = (content) => {
    if ((content as { event?: string }).event === "click") onStop();
  };
  const handle = newDisplay();
  handle.update({ ...viewBundle(button.id), "text/plain": `[${label}]` });
  return () => {
    handle.update({ "text/plain": "" });
    for (const model of [button, style, layout]) model.close();
  };
}
