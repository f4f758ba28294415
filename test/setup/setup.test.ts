import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freshCopy, killGroup, runScript, type Script } from "./freshCopy.js";

describe.skipIf(process.platform === "win32")("the set-up of a fresh copy", () => {
  let copy: ReturnType<typeof freshCopy>;
  beforeAll(() => {
    copy = freshCopy();
  });
  const running = new Set<Script>();
  const start = (...args: Parameters<typeof runScript>) => {
    const script = runScript(...args);
    running.add(script);
    void script.ended.then(() => running.delete(script));
    return script;
  };
  afterEach(() => running.forEach(killGroup)); // a failed test leaves nothing running
  afterAll(() => copy.remove());

  it("says what to type when there is no Python on PATH", async () => {
    const bin = fs.mkdtempSync(path.join(copy.dir, "bin-"));
    const script = start(copy.dir, "start.mjs", [], {
      ...process.env,
      PATH: bin,
      GRADUS_PYTHON: undefined,
    });
    expect(await script.ended).toBe(2);
    expect(script.output()).toMatch(
      /Cannot set up JupyterLab: Python must be 3\.10 or newer .*current value is none on PATH; .*(apt|brew|python\.org)/,
    );
    expect(script.output()).not.toMatch(/\n\s+at /);
    fs.rmSync(bin, { recursive: true });
  });

  it("is finished by a second run after a kill in the middle", async () => {
    const first = start(copy.dir, "setup.mjs");
    await first.printed(/npm packages …/);
    await delay(1500);
    killGroup(first);
    await first.ended;

    const second = start(copy.dir, "setup.mjs");
    while (!fs.existsSync(path.join(copy.dir, ".venv", "bin", "pip"))) await delay(50);
    killGroup(second);
    await second.ended;
    expect(second.output()).not.toMatch(/✓ JupyterLab in \.venv/);

    const third = start(copy.dir, "setup.mjs");
    expect(await third.ended, third.output()).toBe(0);
    expect(third.output()).toMatch(/✓ npm packages \(\d/);
    const spec = path.join(copy.dir, ".venv", "share", "jupyter", "kernels", "tslab", "kernel.json");
    const cache = path.join(copy.dir, ".cache", "kernel"); // not in the user's home directory
    expect((JSON.parse(fs.readFileSync(spec, "utf8")) as { env: object }).env).toEqual({
      GRADUS_CACHE_DIR: cache,
    });
    expect(fs.readdirSync(cache).filter((name) => name.endsWith(".blob"))).toHaveLength(1);
  });

  it("npm start serves the lessons, keeps its token, and stops what it started", async () => {
    const script = start(copy.dir, "start.mjs", ["--no-browser"]);
    const [, url] = await script.printed(/Lessons: (\S+)/);
    const { origin, searchParams } = new URL(url!);
    const contents = `${origin}/api/contents/index.ipynb`;
    expect((await fetch(contents)).status).toBe(403);
    expect(
      (await fetch(contents, { headers: { Authorization: `token ${searchParams.get("token")!}` } })).status,
    ).toBe(200);
    script.process.kill("SIGINT");
    await script.ended;
    await expect(fetch(`${origin}/api`)).rejects.toThrow();
  });

  it("leaves no JupyterLab behind when npm itself is ended by SIGTERM", async () => {
    const npm = spawn("npm", ["start", "--", "--no-browser"], {
      cwd: copy.dir,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    npm.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    const address = () => /Lessons: (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
    await expect.poll(address, { timeout: 120_000 }).toBeDefined();
    npm.kill("SIGTERM");
    const answers = () =>
      fetch(`${address()!}/api`).then(
        () => true,
        () => false,
      );
    await expect.poll(answers, { timeout: 30_000, interval: 500 }).toBe(false);
  });

  it("says that a port is in use", async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as net.AddressInfo;
    const script = start(copy.dir, "start.mjs", ["--no-browser", "--port", String(port)]);
    expect(await script.ended).toBe(2);
    expect(script.output()).toContain(`port must be free, current value is ${String(port)}`);
    taken.close();
  });
});
