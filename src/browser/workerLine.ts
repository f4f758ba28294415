// A worker's line to its page. Imported first: what comes while the modules behind it still load would be lost.

interface Line {
  postMessage: (message: unknown) => void;
  addEventListener: (type: "message", handle: (event: MessageEvent) => void) => void;
  removeEventListener: (type: "message", handle: (event: MessageEvent) => void) => void;
}

const { postMessage, addEventListener, removeEventListener } = globalThis as unknown as Line;
const early: unknown[] = [];
const keep = ({ data }: MessageEvent): void => void early.push(data);
addEventListener("message", keep);

/** Tells the page something. */
export function tell(message: unknown): void {
  postMessage(message);
}

/** Calls back for each message of the page, those that came already first. */
export function listen<M>(handle: (message: M) => void): void {
  removeEventListener("message", keep);
  for (const message of early.splice(0)) handle(message as M);
  addEventListener("message", ({ data }) => handle(data as M));
}
