// Still pictures of widgets, for places where they do not move: GitHub, print, a notebook opened without its kernel. They have
// the page's colours; as PNG they stand on white paper.
import { toBase64 } from "../display/internal.js";
import { frameColor as line, ink, inkOnTint, paper, type Picture, svgFile } from "../plotting/internal.js";
import { textWidth, words as drawnWords } from "../plotting/internal.js";

export type { Picture };

const accent = "#1976d2";
const fontSize = 13;

/** Height of a row, as in JupyterLab. */
const rowHeight = 28;
const labelWidth = 84;

/** Words of a still picture. */
const words: typeof drawnWords = (text, x, y, looks) =>
  drawnWords(text, x, y, { color: ink, size: fontSize, ...looks });

/** A row with a description in front, as controls have it. */
export function labelled(description: string, content: Picture): Picture {
  if (description === "") return content;
  const width = Math.max(labelWidth, textWidth(description, fontSize) + 12);
  return {
    width: width + content.width,
    height: Math.max(rowHeight, content.height),
    svg: words(description, width - 8, 18, { anchor: "end" }) + moved(content, width, 0),
  };
}

/** A track with a thumb at a share 0–1, the value behind it. */
export function sliderPicture(share: number, value: string): Picture {
  const length = 100;
  const at = 8 + Math.max(0, Math.min(1, share)) * length;
  return {
    width: length + 24 + textWidth(value, fontSize) + 12,
    height: rowHeight,
    svg:
      `<line x1="8" y1="14" x2="${String(8 + length)}" y2="14" stroke="${line}" stroke-width="4" stroke-linecap="round"/>` +
      `<line x1="8" y1="14" x2="${at.toFixed(1)}" y2="14" stroke="${accent}" stroke-width="4" stroke-linecap="round"/>` +
      `<circle cx="${at.toFixed(1)}" cy="14" r="8" fill="${paper}" stroke="${accent}" stroke-width="2"/>` +
      words(value, length + 28, 18),
  };
}

/** A bar filled up to a share 0–1. */
export function barPicture(share: number): Picture {
  const full = 220;
  return {
    width: full,
    height: rowHeight,
    svg:
      `<rect x="0" y="6" width="${String(full)}" height="16" fill="#eceff1"/>` +
      `<rect x="0" y="6" width="${(full * Math.max(0, Math.min(1, share))).toFixed(1)}" height="16" fill="${accent}"/>`,
  };
}

/** Words in a frame: a text field, a menu, a button. */
export function framed(text: string, { fill = paper, color = "", suffix = "", least = 60 } = {}): Picture {
  const written = color || (fill === paper ? ink : inkOnTint);
  const width = Math.max(least, textWidth(text + suffix, fontSize) + 26);
  return {
    width,
    height: rowHeight,
    svg:
      `<rect x="0.5" y="2.5" width="${String(width - 1)}" height="23" rx="2" fill="${fill}" stroke="${line}"/>` +
      words(text, 9, 18, { color: written }) +
      (suffix ? words(suffix, width - 9, 18, { anchor: "end", color: written }) : ""),
  };
}

/** A box with a tick or without. */
export function checkPicture(isOn: boolean, description: string): Picture {
  return {
    width: 26 + textWidth(description, fontSize) + 8,
    height: rowHeight,
    svg:
      `<rect x="2.5" y="7.5" width="13" height="13" rx="2" fill="${isOn ? accent : paper}" stroke="${isOn ? accent : line}"/>` +
      (isOn ? `<path d="M5 14l3 3l5-6" fill="none" stroke="white" stroke-width="2"/>` : "") +
      words(description, 24, 18),
  };
}

/** Lines of words. */
export function textPicture(text: string): Picture {
  const lines = text.split("\n").slice(0, 40);
  return {
    width: Math.max(20, ...lines.map((one) => textWidth(one, fontSize))) + 4,
    height: Math.max(rowHeight, 18 * lines.length + 8),
    svg: lines.map((one, i) => words(one, 2, 18 + 18 * i)).join(""),
  };
}

/** A PNG or JPEG. */
export function imagePicture(bytes: Uint8Array, format: string, width: number, height: number): Picture {
  const url = `data:image/${format};base64,${toBase64(bytes)}`;
  return {
    width,
    height,
    svg: `<image x="0" y="0" width="${String(width)}" height="${String(height)}" href="${url}"/>`,
  };
}

/** Pictures beside each other. */
export function beside(pictures: readonly Picture[]): Picture {
  let x = 0;
  const parts = pictures.map((picture) => {
    const part = moved(picture, x, 0);
    x += picture.width + 8;
    return part;
  });
  return {
    width: Math.max(0, x - 8),
    height: Math.max(0, ...pictures.map(({ height }) => height)),
    svg: parts.join(""),
  };
}

/** Pictures below each other. */
export function below(pictures: readonly Picture[]): Picture {
  let y = 0;
  const parts = pictures.map((picture) => {
    const part = moved(picture, 0, y);
    y += picture.height + 4;
    return part;
  });
  return {
    width: Math.max(0, ...pictures.map(({ width }) => width)),
    height: Math.max(0, y - 4),
    svg: parts.join(""),
  };
}

/** A picture as an SVG file with a margin. */
export function toSvgFile({ width, height, svg }: Picture): string {
  const content = `<g transform="translate(8,6)">${svg}</g>`;
  return svgFile({ width: Math.ceil(width) + 16, height: Math.ceil(height) + 12, svg: content });
}

function moved({ svg }: Picture, x: number, y: number): string {
  return `<g transform="translate(${x.toFixed(1)},${y.toFixed(1)})">${svg}</g>`;
}
