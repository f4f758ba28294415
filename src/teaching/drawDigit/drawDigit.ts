// A paper to write digits on, with a model that answers while one writes.
import { array, asArray, type ArrayLike, type NDArray } from "../../array/index.js";
import { display } from "../../display/index.js";
import { viewBundle } from "../../display/internal.js";
import { Drawing } from "../../plotting/index.js";
import { svgFile } from "../../plotting/internal.js";
import { checkInteger, checkOptions, complaint } from "../../validation.js";
import { widgets } from "../../widgets/index.js";
import type { Language } from "../exercises/types.js";
import { padModule, padStyle } from "./page.js";
import { padText, stillPad } from "./still.js";
import { exampleDigits, pen, side, type Stroke, toPixels } from "./strokes.js";
import { padWords } from "./text.js";

export interface DrawDigitOptions {
  /** Whether the box “prepare” is ticked to begin with. Defaults to false. */
  prepare?: boolean;
  /** The example digit that is drawn first and stays where nothing moves, 0 to 9. Defaults to 2. */
  example?: number;
}

/**
 * Answers a drawing: ten probabilities, or a promise of them.
 *
 * @param pixels - uint8, shape `[280, 280]`, a dark pen (0) on white paper (255).
 * @param options - `prepare`: whether the reader ticked the box.
 */
export type DigitReader = (pixels: NDArray, options: { prepare: boolean }) => ArrayLike | Promise<ArrayLike>;

/**
 * Shows a paper to write a digit on, with mouse, pen, finger or keyboard; ten bars answer while one writes.
 *
 * The kernel must be idle to answer. Where nothing moves (print, HTML, stock tslab) an example digit stands with its bars.
 *
 * @param language - Language of the few words around it.
 * @param read - The model: from pixels to ten probabilities. `prepareDigit` brings the pixels into MNIST's form.
 * @returns Nothing, once it is shown: `await` it.
 * @throws TypeError for an unknown option, or if `read` does not give ten numbers; and whatever `read` throws for the example.
 *
 * @example
 * ```ts
 * import { drawDigit, prepareDigit } from "gradus";
 *
 * // a “model” that looks at how much ink there is
 * await drawDigit("en", (pixels, { prepare }) => {
 *   const ink = prepare ? Number(prepareDigit(pixels).mean()) : 255 - Number(pixels.mean());
 *   return Array.from({ length: 10 }, (_, digit) => (digit === Math.round(ink / 10) % 10 ? 1 : 0));
 * });
 * ```
 */
export async function drawDigit(
  language: Language,
  read: DigitReader,
  options: DrawDigitOptions = {},
): Promise<void> {
  const action = "draw a digit";
  checkOptions(action, options, ["prepare", "example"]);
  if (!Object.hasOwn(padWords, language))
    throw new TypeError(complaint({ action, name: "language", wanted: '"ko" or "en"', got: language }));
  const { prepare = false } = options;
  const strokes = exampleDigits[checkInteger(action, "example", options.example ?? 2, { min: 0, max: 9 })]!;
  const answer = async (pixels: NDArray, isPrepared: boolean): Promise<number[]> =>
    tenShares(action, await read(pixels, { prepare: isPrepared }));

  const probabilities = await answer(toPixels(strokes), prepare);
  const words = padWords[language];
  const pad = new widgets.AnyWidget<{ fixed: object; strokes: readonly Stroke[]; prepare: boolean }>({
    esm: padModule,
    css: padStyle,
    state: { fixed: { side, pen, words, examples: exampleDigits }, strokes, prepare },
  });
  pad.onMessage((content, [bytes]) => {
    if (!bytes) return;
    const pixels = array(bytes).reshape([side, side]);
    answer(pixels, (content as { prepare?: boolean }).prepare === true).then(
      (shares) => pad.send({ probabilities: shares }),
      (error: unknown) => pad.send({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
  const still = new Drawing(
    () => svgFile(stillPad(strokes, probabilities)),
    padText(words.example, probabilities),
  );
  const model = pad.open();
  display({ ...(model && viewBundle(model.id)), ...still.toBundle() });
}

/** The answer as ten numbers. */
function tenShares(action: string, given: ArrayLike): number[] {
  const shares = Array.from(asArray(given).data, Number);
  if (shares.length === 10 && shares.every(Number.isFinite)) return shares;
  const wanted = "ten finite numbers, one a digit";
  throw new TypeError(
    complaint({
      action,
      name: "what the reader gives",
      wanted,
      got: shares,
      fix: "give the first row: output.at(0)",
    }),
  );
}
