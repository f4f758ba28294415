// How wide a text is in our font. Without it Vega guesses 0.8 em a sign, and axis titles drift away from their labels.

/** Advance widths of the printable ASCII signs in Noto Sans KR, in thousandths of an em, from space to tilde. */
const ascii = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555,
  555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293,
  535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555,
  559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468,
  377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
];
const hangul = 920;
const symbol = 600;

/** The width of `text` in pixels at a font size in pixels. */
export function textWidth(text: string, fontSize: number): number {
  let sum = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    sum += ascii[code - 32] ?? (code >= 0x1100 ? (code < 0x2e80 ? symbol : hangul) : symbol);
  }
  return (sum * fontSize) / 1000;
}
