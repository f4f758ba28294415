// The playground in a notebook, and from code.
import { afterEach, describe, expect, it, vi } from "vitest";
import { playground } from "../../src/index.js";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

afterEach(removeHost);

describe("playground() in a notebook", () => {
  const click = (host: FakeHost, name: string): void => {
    const button = host.comms.find((comm) => comm.opened.state?.["description"] === name)!;
    button.onMessage!({ method: "custom", content: { event: "click" } }, []);
  };
  const frames = (host: FakeHost): number =>
    host.comms.find((comm) => String(comm.opened.state?.["value"]).includes("<svg"))!.sent.length;

  it("shows knobs and a picture, with PNG and words", async () => {
    const host = useFakeHost();
    const pg = playground({ language: "ko" });
    await pg.ready;
    await vi.waitFor(() => {
      expect(host.page).toHaveLength(1);
    });
    expect(Object.keys(host.page[0]!)).toEqual([
      "application/vnd.jupyter.widget-view+json",
      "image/svg+xml",
      "image/png",
      "text/plain",
    ]);
    expect(host.page[0]!["text/plain"]).toContain("학습률 [0.1 ▾]");
    expect(host.page[0]!["text/plain"]).toContain("에포크 0  손실");
  });

  it("plays about ten frames a second, pauses, steps, and begins again as before", async () => {
    const host = useFakeHost();
    const pg = playground();
    await vi.waitFor(() => {
      expect(host.page).toHaveLength(1);
    });
    click(host, "Play");
    await vi.waitFor(() => {
      expect(frames(host)).toBeGreaterThan(3);
    }, 10_000);
    click(host, "Play");
    const epoch = pg.history[pg.history.length - 1]!.epoch;
    expect(epoch).toBeGreaterThan(2);
    await pg.step(10);
    expect(pg.history.at(-1)?.epoch).toBe(epoch + 10);
    const before = pg.history[0];
    await pg.reset();
    expect(pg.history).toEqual([before]);
  });

  it("takes a knob's value: the learning rate at once, the data from the start", async () => {
    const host = useFakeHost();
    const pg = playground();
    await vi.waitFor(() => {
      expect(host.page).toHaveLength(1);
    });
    await pg.step(3);
    const menu = (name: string): ReturnType<FakeHost["model"]> =>
      host.comms.find((comm) => comm.opened.state?.["description"] === name)!;
    menu("learning rate").onMessage!({ method: "update", state: { index: 5 } }, []);
    expect(pg.settings.learningRate).toBe(1);
    expect(pg.history.at(-1)?.epoch).toBe(3);
    menu("data").onMessage!({ method: "update", state: { index: 1 } }, []);
    await vi.waitFor(() => {
      expect(pg.history.at(-1)?.epoch).toBe(0);
    });
    expect(pg.link).toBe("playground?dataset=circles&learningRate=1");
  });

  it("works from code without a notebook", async () => {
    const pg = playground("playground?hidden=3");
    await pg.step(5);
    expect(pg.history.at(-1)?.epoch).toBe(5);
    expect(JSON.parse(JSON.stringify(pg))).toMatchObject({ hidden: [3] });
    // each epoch has its place in the curves, however quick the machine is
    expect(pg.history.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
