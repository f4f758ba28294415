// The variables of the notebook in front, at JupyterLab's right side: what each holds, live while a cell runs. It needs no
// debugger, and asks only while somebody sees it.
import type { INotebookTracker, NotebookPanel } from "@jupyterlab/notebook";
import type { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import type { KernelConnection } from "@jupyterlab/services";
import { Widget } from "@lumino/widgets";
import { askControl } from "../kernelQuestions.js";
import { rowsOf, type Row } from "./rows.js";
import { showBundle } from "./showBundle.js";

/** ms between two looks. */
const lookEvery = 1000;

export class VariablesPanel extends Widget {
  readonly #tracker: INotebookTracker;
  readonly #rendermime: IRenderMimeRegistry;
  readonly #filter = document.createElement("input");
  readonly #body = document.createElement("tbody");
  readonly #note = document.createElement("p");
  readonly #shown = document.createElement("div");
  #rows: Row[] = [];
  #isAsking = false;

  constructor(tracker: INotebookTracker, rendermime: IRenderMimeRegistry) {
    super();
    this.#tracker = tracker;
    this.#rendermime = rendermime;
    this.id = "gradus-variables";
    this.title.label = "Variables";
    this.title.caption = "Variables of the notebook (TypeScript)";
    this.addClass("gradus-variables");
    this.#build();
    tracker.currentChanged.connect(() => this.#forget());
    setInterval(() => void this.#look(), lookEvery);
  }

  #build(): void {
    this.#filter.type = "search";
    this.#filter.placeholder = "Filter by name or type";
    this.#filter.oninput = () => this.#draw();
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const title of ["Name", "Value", "Type", "Shape", "Memory"]) {
      head.appendChild(document.createElement("th")).textContent = title;
    }
    table.append(this.#body);
    this.#shown.className = "gradus-variables-shown";
    this.node.append(this.#filter, this.#note, table, this.#shown);
  }

  async #look(): Promise<void> {
    if (!this.isVisible || this.#isAsking) return;
    this.#isAsking = true;
    const panel = this.#tracker.currentWidget;
    try {
      const kernel = panel && (await ourKernel(panel));
      const reply = kernel && (await askControl(kernel, "gradus_variables_request", {}));
      if (this.#tracker.currentWidget !== panel) return;
      // A busy answer says nothing new: what was seen last stays.
      if (reply?.["status"] === "ok") this.#rows = rowsOf(reply["variables"]);
      else if (!kernel) this.#rows = [];
      this.#note.textContent = kernel ? "" : "The notebook in front has no TypeScript kernel";
      this.#draw();
    } finally {
      this.#isAsking = false;
    }
  }

  #forget(): void {
    this.#rows = [];
    this.#shown.replaceChildren();
    this.#draw();
    void this.#look();
  }

  #draw(): void {
    const wanted = this.#filter.value.toLowerCase();
    const rows = this.#rows.filter(({ name, type }) => `${name} ${type}`.toLowerCase().includes(wanted));
    this.#body.replaceChildren(
      ...rows.map((row) => {
        const line = document.createElement("tr");
        line.title = `${row.name}: ${row.value}`;
        for (const text of [row.name, row.value, row.type, row.shape, row.memory])
          line.insertCell().textContent = text;
        line.onclick = () => void this.#show(row.name);
        return line;
      }),
    );
  }

  /** A variable as a cell would show it, arrays as tables. */
  async #show(name: string): Promise<void> {
    const kernel = this.#tracker.currentWidget && (await ourKernel(this.#tracker.currentWidget));
    const reply = kernel && (await askControl(kernel, "gradus_variables_request", { show: name }));
    const title = document.createElement("h4");
    title.textContent = name;
    const data = (reply?.["data"] ?? {}) as Record<string, unknown>;
    const shown = await showBundle(this.#rendermime, data);
    this.#shown.replaceChildren(title, ...shown);
  }
}

async function ourKernel({ sessionContext }: NotebookPanel): Promise<KernelConnection | undefined> {
  const kernel = sessionContext.session?.kernel;
  if (!kernel || kernel.isDisposed) return undefined;
  const info = await kernel.info.catch(() => undefined);
  return info?.implementation === "gradus" ? kernel : undefined;
}
