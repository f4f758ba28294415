// Opens one model of the ipywidgets protocol over a Jupyter comm; the widgets room builds on it.
// Messages: https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
import { type Comm, type MimeBundle, notebookHost } from "./host.js";
import { newId } from "./display.js";

/** Where a model's front-end class comes from. */
export interface ModelClass {
  module: string;
  version: string;
  model: string;
  view: string | null;
  viewModule?: string;
}

/** A class of `@jupyter-widgets/controls`, by its name without "Model". */
export function controlClass(name: string, view: string = `${name}View`): ModelClass {
  return { module: "@jupyter-widgets/controls", version: "2.0.0", model: `${name}Model`, view };
}

export const layoutClass: ModelClass = {
  module: "@jupyter-widgets/base",
  version: "2.0.0",
  model: "LayoutModel",
  view: "LayoutView",
};

/** The style model of a control, as in `styleClass("Slider")`. */
export function styleClass(name: string): ModelClass {
  const model = `${name}StyleModel`;
  return {
    module: "@jupyter-widgets/controls",
    version: "2.0.0",
    model,
    view: "StyleView",
    viewModule: "@jupyter-widgets/base",
  };
}

/** A model's state as it goes to the front end: its class, then its own keys. */
export function modelState(model: ModelClass, state: Record<string, unknown>): Record<string, unknown> {
  return {
    _model_module: model.module,
    _model_module_version: model.version,
    _model_name: model.model,
    _view_module: model.viewModule ?? model.module,
    _view_module_version: model.version,
    _view_name: model.view,
    ...state,
  };
}

/** Opens a model; undefined where there is no notebook. Buffers replace the keys named in `bufferPaths`. */
export function openModel(
  model: ModelClass,
  state: Record<string, unknown>,
  options: { id?: string; bufferPaths?: (string | number)[][]; buffers?: Uint8Array[] } = {},
): Comm | undefined {
  const data = { state: modelState(model, state), buffer_paths: options.bufferPaths ?? [] };
  return notebookHost()?.openComm("jupyter.widget", data, {
    id: options.id ?? newId(),
    metadata: { version: "2.1.0" },
    ...(options.buffers && { buffers: options.buffers }),
  });
}

/** How one state key refers to another model. */
export function modelReference(id: string): string {
  return `IPY_MODEL_${id}`;
}

/** The output that puts a model's view on the page. */
export function viewBundle(id: string): MimeBundle {
  return { "application/vnd.jupyter.widget-view+json": { version_major: 2, version_minor: 0, model_id: id } };
}
