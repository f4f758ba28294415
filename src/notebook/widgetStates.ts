// The states of widgets as a front end saves them in a notebook: they are there again when it is opened without its kernel.
import { isRecord, type Message } from "../jupyter/messages.js";
import { isTooDeep } from "./nbformat.js";

interface SavedBuffer {
  path: unknown[];
  encoding: "base64";
  data: string;
}

/**
 * Follows the comms of ipywidgets, and writes what they hold as `metadata.widgets`.
 *
 * @see nbclient's `set_widgets_metadata`; the format is that of Jupyter's widget state, version 2.0
 */
export class WidgetStates {
  readonly #states = new Map<string, Record<string, unknown>>();
  readonly #buffers = new Map<string, Map<string, SavedBuffer>>();

  /** Notes what an iopub message says of a widget. */
  add({ header, content, buffers }: Message): void {
    const id = String(content["comm_id"]);
    if (header.msg_type === "comm_close") {
      this.#states.delete(id);
      this.#buffers.delete(id);
      return;
    }
    const { data } = content;
    if (
      !header.msg_type.startsWith("comm_") ||
      !isRecord(data) ||
      !isRecord(data["state"]) ||
      isTooDeep(data)
    )
      return;
    this.#states.set(id, { ...this.#states.get(id), ...data["state"] });
    const paths = Array.isArray(data["buffer_paths"]) ? (data["buffer_paths"] as unknown[][]) : [];
    const saved = this.#buffers.get(id) ?? new Map<string, SavedBuffer>();
    paths.forEach((path, i) => {
      const bytes = Buffer.from(buffers[i] ?? []);
      saved.set(JSON.stringify(path), { path, encoding: "base64", data: bytes.toString("base64") });
    });
    this.#buffers.set(id, saved);
  }

  /** What stands under `metadata.widgets`; undefined where no widget is. */
  toMetadata(): Record<string, unknown> | undefined {
    const state = Object.fromEntries(
      [...this.#states]
        .filter(([, values]) => "_model_name" in values)
        .map(([id, values]) => {
          const buffers = [...this.#buffers.get(id)!.values()];
          const model = {
            model_name: values["_model_name"],
            model_module: values["_model_module"],
            model_module_version: values["_model_module_version"],
            state: values,
          };
          return [id, buffers.length > 0 ? { ...model, buffers } : model];
        }),
    );
    if (Object.keys(state).length === 0) return undefined;
    return { "application/vnd.jupyter.widget-state+json": { state, version_major: 2, version_minor: 0 } };
  }
}
