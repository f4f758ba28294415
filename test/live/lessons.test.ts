// Lessons on the site, at full size: what they claim holds in a browser, too. A few in one language each in every run, and all of
// them, with their solutions, in the part `allLive`.
import { describe, expect, it } from "vitest";
import { countClaims } from "../../src/notebook/run.js";
import { findFaults } from "../lab/harness/faults.js";
import { all, isNightly } from "../lessons/lessons.js";
import { Reader, useBrowser } from "./harness/livePage.js";

const wanted = isNightly
  ? all.filter((name) => /^(ko|en)\/(solutions\/)?\d\d-/.test(name))
  : all.filter((name) => /^(en\/0[15]|ko\/02)-/.test(name));

const patience = 900_000;
const browser = useBrowser();

describe.concurrent("a lesson on the site", () => {
  it.each(wanted)(
    "%s holds what it claims",
    async (name) => {
      const reader = await Reader.come(browser());
      try {
        const notebook = await reader.open(name);
        await notebook.runAll(patience);
        expect(await findFaults(notebook)).toEqual([]);
        expect(countClaims(await notebook.content())).toBeGreaterThan(0);
      } finally {
        await reader.leave();
      }
    },
    patience,
  );
});
