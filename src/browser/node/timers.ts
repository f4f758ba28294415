// The timers of a page as node:timers has them, as they were before cells could replace them.

const { clearInterval, clearTimeout, setInterval, setTimeout } = globalThis;
const waiting = new Map<number, () => void>();
const channel = new MessageChannel();
let last = 0;

channel.port1.onmessage = ({ data }: MessageEvent<number>) => {
  const work = waiting.get(data);
  waiting.delete(data);
  work?.();
};

/** Runs in a turn of its own, without the 4 ms that browsers add to timers. */
function setImmediate<A extends unknown[]>(work: (...values: A) => unknown, ...values: A): number {
  waiting.set(++last, () => void work(...values));
  channel.port2.postMessage(last);
  return last;
}

function clearImmediate(id: number): void {
  waiting.delete(id);
}

export { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout };
export default { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout };
