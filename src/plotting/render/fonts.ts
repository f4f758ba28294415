// Our own fonts, so that pictures look the same on every machine. Each picture has its fonts read anew, so one without
// Korean or symbols gets a small file with the same Latin letters.
import { fileBeside, needNode } from "../../nodeModule.js";

const latin = ["NotoSansKR-Latin.otf"];
const full = ["NotoSansKR-Regular.otf", "DejaVuSans-Symbols.ttf"];

/** The name inside the font files. */
export const fontFamily = "Noto Sans CJK KR";

/** The font files that have every sign of an SVG picture. */
export function fontFilesFor(svg: string): string[] {
  // the Latin file has ASCII and the minus sign; references such as `&#8230;` may stand for anything
  const names = /[^\n\r\t -~\u2212]|&#/.test(svg) ? full : latin;
  const { fileURLToPath } = needNode("node:url", "paint a PNG", "show the SVG");
  return names.map((name) => fileURLToPath(fileBeside(import.meta.url, `../font/${name}`)));
}
