// What a program takes with all its processes, read from Linux's /proc every quarter of a second.
import fs from "node:fs";

const ticksPerSecond = 100; // USER_HZ, the same on all Linux machines

function read(pid, file) {
  try {
    return fs.readFileSync(`/proc/${String(pid)}/${file}`, "utf8");
  } catch {
    return ""; // it has ended
  }
}

/** A process and all below it. */
function tree(pid) {
  const threads = fs.existsSync(`/proc/${String(pid)}/task`)
    ? fs.readdirSync(`/proc/${String(pid)}/task`)
    : [];
  const children = threads.flatMap((thread) => read(pid, `task/${thread}/children`).trim().split(" "));
  return [pid, ...children.filter(Boolean).flatMap((child) => tree(Number(child)))];
}

/** Watches a process until `end` is called. */
export class Watch {
  #peakKb = 0;
  #seconds = new Map();
  #timer;

  constructor(pid) {
    this.#timer = setInterval(() => this.#look(pid), 250);
  }

  #look(pid) {
    let kb = 0;
    for (const one of tree(pid)) {
      kb += Number(/^Pss:\s+(\d+)/m.exec(read(one, "smaps_rollup"))?.[1] ?? 0);
      const fields = read(one, "stat")
        .replace(/^.*\) /s, "")
        .split(" ");
      if (fields.length > 13)
        this.#seconds.set(one, (Number(fields[11]) + Number(fields[12])) / ticksPerSecond);
    }
    this.#peakKb = Math.max(this.#peakKb, kb);
  }

  /** Highest memory and all processor time so far. */
  end() {
    clearInterval(this.#timer);
    const processorSeconds = [...this.#seconds.values()].reduce((sum, one) => sum + one, 0);
    return { peakMb: this.#peakKb / 1024, processorSeconds };
  }
}
