// A notebook that remembers what it was told.
import { type Comm, hostSymbol, type MimeBundle, type NotebookHost } from "../../src/display/host.js";

export interface FakeComm extends Comm {
  target: string;
  opened: { state?: Record<string, unknown>; buffer_paths?: unknown[] };
  metadata: unknown;
  sent: { data: Record<string, unknown>; buffers: Uint8Array[] }[];
  isClosed: boolean;
}

export class FakeHost implements NotebookHost {
  execution = 1;
  /** Every output and its later versions, in order. */
  outputs: { id: string | undefined; bundle: MimeBundle; isUpdate: boolean; metadata?: unknown }[] = [];
  comms: FakeComm[] = [];
  targets = new Map<string, (comm: Comm, data: unknown) => void>();

  display(
    bundle: MimeBundle,
    options: { displayId?: string; metadata?: Record<string, unknown> } = {},
  ): void {
    this.outputs.push({ id: options.displayId, bundle, isUpdate: false, metadata: options.metadata });
  }

  updateDisplay(id: string, bundle: MimeBundle): void {
    this.outputs.push({ id, bundle, isUpdate: true });
  }

  clearOutput(): void {
    this.outputs = [];
  }

  openComm(
    target: string,
    data: unknown,
    { id = "comm", metadata }: { id?: string; metadata?: unknown; buffers?: Uint8Array[] } = {},
  ): Comm {
    const comm: FakeComm = {
      id,
      target,
      opened: data as FakeComm["opened"],
      metadata,
      sent: [],
      isClosed: false,
      send(message, options) {
        this.sent.push({
          data: structuredClone(message) as Record<string, unknown>,
          buffers: options?.buffers ?? [],
        });
      },
      close() {
        this.isClosed = true;
      },
    };
    this.comms.push(comm);
    return comm;
  }

  onCommOpen(target: string, handler: (comm: Comm, data: unknown) => void): () => void {
    this.targets.set(target, handler);
    return () => this.targets.delete(target);
  }

  onInterrupt(): () => void {
    return () => undefined;
  }

  input(): Promise<string> {
    return Promise.resolve("");
  }

  /** The model of the comm with this `_model_name`; the last of several. */
  model(name: string): FakeComm {
    const found = this.comms.findLast((comm) => comm.opened.state?.["_model_name"] === name);
    if (!found) throw new Error(`no ${name} was opened`);
    return found;
  }

  /** The latest version of each output, in order of appearance. */
  get page(): MimeBundle[] {
    const byId = new Map<string | undefined, MimeBundle>();
    for (const [i, { id, bundle }] of this.outputs.entries()) byId.set(id ?? String(i), bundle);
    return [...byId.values()];
  }
}

/** Puts a notebook on the global object. */
export function useFakeHost(): FakeHost {
  const host = new FakeHost();
  (globalThis as { [hostSymbol]?: NotebookHost })[hostSymbol] = host;
  return host;
}

export function removeHost(): void {
  delete (globalThis as { [hostSymbol]?: NotebookHost })[hostSymbol];
}
