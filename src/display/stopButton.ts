// A Stop button beside a running task: one ipywidgets button, gone when the task is over.
import { newDisplay } from "./display.js";
import { notebookHost } from "./host.js";
import {
  controlClass,
  layoutClass,
  modelReference,
  openModel,
  styleClass,
  viewBundle,
} from "./widgetModel.js";

/** Shows the button; returns what takes it away again. Without a notebook nothing happens. */
export function stopButton(onStop: () => void, label = "Stop"): () => void {
  if (!notebookHost()) return () => undefined;
  const layout = openModel(layoutClass, { width: "auto" })!;
  const style = openModel(styleClass("Button"), {})!;
  const button = openModel(controlClass("Button"), {
    description: label,
    icon: "stop",
    button_style: "",
    tooltip: null,
    disabled: false,
    layout: modelReference(layout.id),
    style: modelReference(style.id),
  })!;
  button.onMessage = (data) => {
    const { method, content } = data as { method?: string; content?: { event?: string } };
    if (method === "custom" && content?.event === "click") onStop();
  };
  const handle = newDisplay();
  handle.update({ ...viewBundle(button.id), "text/plain": `[${label}]` });
  return () => {
    handle.update({ "text/plain": "" });
    for (const comm of [button, style, layout]) comm.close();
  };
}
