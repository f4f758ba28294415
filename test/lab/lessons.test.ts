// Lessons in JupyterLab: opened, run to the end, looked over in the light and in the dark. Each in one language and none of the
// longest in every run (the part `lessons` checks what they claim), all of them in the part `allLab`.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findFaults, findThemeFaults } from "./harness/faults.js";
import { useLab } from "./harness/lab.js";
import { isNightly } from "../lessons/lessons.js";
import { root } from "./harness/places.js";

const lab = useLab();

/** Milliseconds for one lesson; lesson 09 trains 36 models on all of MNIST, and two lessons share the cores. */
const patience = 600_000;

const all = ["ko", "en"].flatMap((language) =>
  fs
    .readdirSync(path.join(root, "notebooks", language))
    .filter((name) => /^\d\d-.*\.ipynb$/.test(name))
    .map((name) => `${language}/${name}`),
);

/** Lessons with odd numbers in Korean, with even ones in English; lesson 01 has a test of its own. */
const few = all.filter((name) => /^(ko\/\d[13579]|en\/\d[02468])-/.test(name) && !/\/0[169]-/.test(name));

const lessons = isNightly ? all : few;

describe("the look at a theme", () => {
  it("finds black text and pictures without ground in the dark", async () => {
    // One transparent pixel.
    const png =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=";
    const notebook = await lab().create([
      'import { display } from "tslab";',
      "display.html(\"<p style='color: #222'>hidden</p><p>shown</p>\");",
      `display.html("<img width=9 src='data:image/png;base64,${png}'>");`,
    ]);
    try {
      await notebook.runAll();
      await notebook.useTheme("dark");
      expect(await findThemeFaults(notebook)).toEqual([
        "cell 2 hides its text: hidden",
        "cell 3 shows a picture without ground",
      ]);
    } finally {
      await notebook.useTheme("light");
      await notebook.close();
    }
  });
});

describe.concurrent("a lesson in JupyterLab", () => {
  it.each(lessons)(
    "%s runs to its end and shows all that it should",
    async (lesson) => {
      const name = lesson.replace("/", "-").replace(".ipynb", "");
      const notebook = await lab().open(`notebooks/${lesson}`);
      try {
        await notebook.runAll(patience);
        const faults: Record<string, string[]> = {};
        // The theme is JupyterLab's, not the page's: another lesson may have left it in the dark.
        for (const theme of ["light", "dark"] as const) {
          await notebook.useTheme(theme);
          await notebook.screenshot(`${name}-${theme}`);
          faults[theme] = await findThemeFaults(notebook);
        }
        expect(faults).toEqual({ light: [], dark: [] });
        expect(await findFaults(notebook)).toEqual([]);
      } finally {
        await notebook.close();
      }
    },
    patience + 60_000,
  );
});
