// Messages to a kernel go at once. JupyterLite's sockets are mock-socket's, which let each message wait 4 ms in a timer, in imitation
// of a network: as long as a small cell takes. There is no setting for it.
import type { JupyterFrontEnd } from "@jupyterlab/application";

export function sendAtOnce(app: JupyterFrontEnd): void {
  const { prototype } = app.serviceManager.kernels.serverSettings.WebSocket;
  const send = Reflect.get(prototype, "send") as (this: WebSocket, data: unknown) => void;
  const turns = new MessageChannel();
  const waiting: (() => void)[] = [];
  turns.port1.onmessage = () => waiting.shift()!();

  /** In a turn of its own, as from a timer, and in the order of sending. */
  const inNextTurn = (deliver: (...args: unknown[]) => void, _ms: number, ...args: unknown[]) => {
    waiting.push(() => {
      deliver(...args);
    });
    turns.port2.postMessage(undefined);
    return 0;
  };

  prototype.send = function (data: unknown) {
    const { setTimeout } = globalThis;
    Object.assign(window, { setTimeout: inNextTurn });
    try {
      send.call(this, data);
    } finally {
      Object.assign(window, { setTimeout });
    }
  };
}
