// Processes of the kernel killed or stopped, folders gone or closed: the cell says what happened, and the next one runs.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, vi } from "vitest";
import { FaultyNotebook } from "./harness/kernel.js";
import { probe } from "./harness/probe.js";

const lacks = process.platform === "win32" ? "signals need Linux or macOS" : undefined;
const signals = ["SIGKILL", "SIGSEGV", "SIGABRT", "SIGTERM", "SIGHUP"] as const;

describe("the kernel's processes", () => {
  let notebook: FaultyNotebook;
  const before = async () => {
    notebook = await FaultyNotebook.open();
  };
  const after = () => notebook.close();

  for (const which of ["execution", "language"] as const) {
    probe(
      `the ${which} process ended by a signal at a random moment`,
      { room: "kernel", tries: 20, lacks, before, after },
      async ({ random }) => {
        const pid = (await notebook.pids())[which];
        const cell = notebook.run(
          `await new Promise((done) => setTimeout(done, ${String(random.randint(30))}))`,
        );
        await sleep(random.randint(30));
        process.kill(pid, signals[random.randint(signals.length)]);
        const { status, evalue } = await cell;
        if (which === "language") expect(status).toBe("ok");
        else if (status === "error") expect(evalue).toMatch(/^The session ended: it (was|crashed)/);
        await notebook.recovers();
      },
    );
  }

  probe(
    "the language process stopped: the cell says so, and an interrupt ends it",
    { room: "kernel", tries: 1, lacks, before, after },
    async () => {
      const { language } = await notebook.pids();
      process.kill(language, "SIGSTOP");
      const cell = notebook.run("1", 60, true);
      await sleep(6000);
      await notebook.interrupt();
      const { ename, text } = await cell;
      expect(ename).toBe("KeyboardInterrupt");
      expect(text).toMatch(/^This cell waits until its types are checked by process \d+: 5 s so far/);
      await notebook.stillRuns(); // with another one
      process.kill(language, "SIGCONT");
      await vi.waitFor(() => expect(() => process.kill(language, 0)).toThrow("ESRCH"), { timeout: 10_000 });
    },
  );

  probe(
    "the language process stopped and continued",
    { room: "kernel", tries: 1, lacks, before, after },
    async () => {
      const { language } = await notebook.pids();
      // Nothing but the result where all that a cell shows is saved or compared, and not by all of them taken back.
      for (const [takesInput, outputs] of [
        [true, ["stream", "clear_output", "execute_result"]],
        [false, ["execute_result"]],
      ] as const) {
        process.kill(language, "SIGSTOP");
        const cell = notebook.run("6 * 7", 60, takesInput);
        await sleep(6000);
        process.kill(language, "SIGCONT");
        const ended = await cell;
        expect(ended.value).toBe("42");
        const types = ended.outputs.map(({ header }) => header.msg_type);
        expect(types.filter((type) => !["status", "execute_input"].includes(type))).toEqual(outputs);
      }
    },
  );
});

describe("the kernel's folders", () => {
  probe(
    "the notebook's folder renamed, and the session lost",
    { room: "kernel", tries: 1, lacks },
    async () => {
      const notebook = await FaultyNotebook.open();
      const moved = `${notebook.dir}-moved`;
      try {
        fs.renameSync(notebook.dir, moved);
        await notebook.stillRuns();
        const { evalue, text } = await notebook.run("process.exit(1)");
        expect(evalue).toMatch(/^The session ended: process\.exit\(1\) was called/);
        expect(text + (await notebook.run("1")).text).toContain(`${notebook.dir} is gone`);
        await notebook.stillRuns();
      } finally {
        await notebook.close();
        fs.rmSync(moved, { recursive: true });
      }
    },
  );

  probe("a temporary folder that cannot be written", { room: "kernel", tries: 1 }, async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "gradus-faults-")), "file");
    fs.writeFileSync(file, "no folder");
    const notebook = await FaultyNotebook.open({ env: { TMPDIR: file, TEMP: file, TMP: file } });
    try {
      const { evalue } = await notebook.run("/** @module lib */\nexport const one = 1;");
      expect(evalue).toMatch(/^Cannot keep module cell lib: .*file must be a folder that can be written/);
      await notebook.stillRuns();
    } finally {
      await notebook.close();
    }
  });

  probe("a module cell with a name of 300 characters", { room: "kernel", tries: 1 }, async () => {
    const notebook = await FaultyNotebook.open();
    try {
      const { evalue } = await notebook.run(`/** @module ${"m".repeat(300)} */\nexport const one = 1;`);
      expect(evalue).toMatch(/^Cannot keep module cell: its name must be a short file name/);
      await notebook.stillRuns();
    } finally {
      await notebook.close();
    }
  });
});
