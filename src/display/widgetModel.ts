// One model of the ipywidgets protocol over a Jupyter comm; the widgets room builds on it.
// Messages: https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
import { newId } from "./display.js";
import { type Comm, type MimeBundle, type NotebookHost, notebookHost } from "./host.js";

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
  return {
    module: "@jupyter-widgets/controls",
    version: "2.0.0",
    model: `${name}StyleModel`,
    view: "StyleView",
    viewModule: "@jupyter-widgets/base",
  };
}

/** Keys of a model with their values; bytes travel beside the message. */
export type ModelState = Record<string, unknown>;

/** Models on the page, so that a page that is loaded again can ask for them. */
const open = new Map<string, Model>();
/** The notebook whose control comm is served. */
let served: NotebookHost | undefined;

/** A model that the front end knows. */
export class Model {
  readonly id: string;
  readonly kind: ModelClass;
  readonly state: ModelState;
  /** Called with the keys that the front end changed. */
  onUpdate?: (state: ModelState) => void;
  /** Called with custom messages such as a button's click. */
  onCustom?: (content: unknown, buffers: Uint8Array[]) => void;
  private readonly comm: Comm;

  private constructor(host: NotebookHost, kind: ModelClass, state: ModelState, id: string) {
    this.id = id;
    this.kind = kind;
    this.state = { ...classKeys(kind), ...state };
    const { json, paths, buffers } = splitBytes(this.state);
    this.comm = host.openComm(
      "jupyter.widget",
      { state: json, buffer_paths: paths },
      { id, metadata: { version: "2.1.0" }, buffers },
    );
    this.comm.onMessage = (data, bytes) => {
      this.receive(data, bytes);
    };
    this.comm.onClose = () => open.delete(id);
    open.set(id, this);
  }

  /** Opens a model; undefined where there is no notebook. */
  static open(kind: ModelClass, state: ModelState, id: string = newId()): Model | undefined {
    const host = notebookHost();
    if (!host) return undefined;
    serveReloads(host);
    return new Model(host, kind, state, id);
  }

  /** Changes keys here and in the front end. */
  update(state: ModelState): void {
    Object.assign(this.state, state);
    const { json, paths, buffers } = splitBytes(state);
    this.comm.send({ method: "update", state: json, buffer_paths: paths }, { buffers });
  }

  /** Sends a message that is no change of state. */
  send(content: unknown, buffers: Uint8Array[] = []): void {
    this.comm.send({ method: "custom", content }, { buffers });
  }

  close(): void {
    open.delete(this.id);
    this.comm.close();
  }

  private receive(data: unknown, bytes: Uint8Array[]): void {
    const message = data as {
      method?: string;
      state?: ModelState;
      buffer_paths?: (string | number)[][];
      content?: unknown;
    };
    if (message.method === "update") {
      const state = { ...message.state };
      for (const [i, path] of (message.buffer_paths ?? []).entries()) {
        if (path.length === 1) state[String(path[0])] = bytes[i];
      }
      Object.assign(this.state, state);
      this.onUpdate?.(state);
    } else if (message.method === "request_state") {
      this.update(this.state);
    } else if (message.method === "custom") {
      this.onCustom?.(message.content, bytes);
    }
  }
}

/** How one state key refers to another model. */
export function modelReference(id: string): string {
  return `IPY_MODEL_${id}`;
}

/** The output that puts a model's view on the page. */
export function viewBundle(id: string): MimeBundle {
  return { "application/vnd.jupyter.widget-view+json": { version_major: 2, version_minor: 0, model_id: id } };
}

function classKeys({ module, version, model, view, viewModule = module }: ModelClass): ModelState {
  return {
    _model_module: module,
    _model_module_version: version,
    _model_name: model,
    _view_module: viewModule,
    _view_module_version: version,
    _view_name: view,
  };
}

/** Bytes may not stand in JSON: they are taken out and named by their paths. */
function splitBytes(
  state: ModelState,
  prefix: (string | number)[] = [],
): { json: ModelState; paths: (string | number)[][]; buffers: Uint8Array[] } {
  const json: ModelState = {};
  const paths: (string | number)[][] = [];
  const buffers: Uint8Array[] = [];
  for (const [key, value] of Object.entries(state)) {
    if (value instanceof Uint8Array) {
      paths.push([...prefix, key]);
      buffers.push(value);
    } else json[key] = value;
  }
  return { json, paths, buffers };
}

/** A page that is loaded again opens a control comm and asks for every model's state. */
function serveReloads(host: NotebookHost): void {
  if (served === host) return;
  served = host;
  host.onCommOpen("jupyter.widget.control", (comm) => {
    comm.onMessage = (data) => {
      if ((data as { method?: string }).method === "request_states") answerStates(comm);
    };
  });
}

function answerStates(comm: Comm): void {
  const states: Record<string, unknown> = {};
  const paths: (string | number)[][] = [];
  const buffers: Uint8Array[] = [];
  for (const [id, { kind, state }] of open) {
    const split = splitBytes(state, [id, "state"]);
    paths.push(...split.paths);
    buffers.push(...split.buffers);
    states[id] = {
      model_name: kind.model,
      model_module: kind.module,
      model_module_version: kind.version,
      state: split.json,
    };
  }
  comm.send({ method: "update_states", states, buffer_paths: paths }, { buffers });
}
