// The frames of a stack for who wrote the cell: the user's own in full, a package's counted, and the lines at fault.
import { packageOf, sourceOf, type Place } from "./stackTraces.js";

const red = (text: string) => `\x1b[31m${text}\x1b[39m`;

/** A line of a stack, and where it points; a built-in function such as `Array.map` has no file. */
export interface Frame {
  text: string;
  file?: string;
  line: number;
  column: number;
}

/** The frames in the text of a stack. */
export function framesOf(stack: string): Frame[] {
  return stack
    .split("\n")
    .filter((line) => /^\s+at .*(:\d+|<anonymous>|index \d+)\)?$/.test(line))
    .map((text) => {
      const place = /(?:at (?:async )?|\()((?:In\[[^\]]+\]|\/[^:]+|[A-Za-z]:[^:]+)):(\d+):(\d+)\)?$/.exec(
        text,
      );
      if (!place) return { text, line: 0, column: 0 };
      return { text, file: place[1]!, line: Number(place[2]), column: Number(place[3]) };
    });
}

/** A frame for a place that the stack does not tell of. */
export function frameAt({ file, line, column }: Place): Frame {
  return { text: `    at async ${file}:${String(line)}:${String(column)}`, file, line, column };
}

/** The stack's lines as they are shown: packages' insides and repetitions are counted instead. */
export function frameLines(frames: readonly Frame[]): string[] {
  return withoutRepetitions(withoutLibraries(frames));
}

/**
 * With one line in place of neighbouring frames of packages: their insides say little to who called them. A stack of nothing
 * else stays whole.
 */
function withoutLibraries(frames: readonly Frame[]): string[] {
  if (!hasUsers(frames)) return frames.map(({ text }) => text);
  const lines: string[] = [];
  let names: string[] = [];
  const close = () => {
    if (names.length === 0) return;
    lines.push(`    … ${countOf(names.length)} in ${[...new Set(names)].join(", ")}`);
    names = [];
  };
  frames.forEach(({ text }, index) => {
    const name = packageAt(frames, index);
    if (name !== undefined) return void names.push(name);
    close();
    lines.push(text);
  });
  close();
  return lines;
}

/** How many functions may call each other in a circle for their frames to be folded. */
const maxCircle = 4;

/** A recursion calls the same few lines again and again: shown once, and counted. */
function withoutRepetitions(lines: readonly string[]): string[] {
  const shown: string[] = [];
  for (let at = 0; at < lines.length;) {
    const [size, times] = repetitionAt(lines, at);
    shown.push(...lines.slice(at, at + size));
    if (times > 1) shown.push(`    … the same again, ${countOf((times - 1) * size)}`);
    at += size * times;
  }
  return shown;
}

/** The block of lines at `at` that is repeated at least twice more: its size, and how often it is there. */
function repetitionAt(lines: readonly string[], at: number): [size: number, times: number] {
  for (let size = 1; size <= maxCircle; size++) {
    let end = at + size;
    while (end < lines.length && lines[end] === lines[end - size]) end++;
    const times = Math.floor((end - at) / size);
    if (times > 2) return [size, times];
  }
  return [1, 1];
}

function countOf(frames: number): string {
  return `${String(frames)} ${frames === 1 ? "frame" : "frames"}`;
}

/** Whether a stack has a line of the user's own. */
export function hasUsers(frames: readonly Frame[]): boolean {
  return frames.some(isUsers);
}

/** The lines around the innermost place that lies in a cell or a file of the user's, with a caret. */
export function excerptOf(frames: readonly Frame[]): string | undefined {
  for (const { file, line, column } of frames.filter(isUsers)) {
    const source = sourceOf(file!);
    if (source !== undefined) return excerpt(source, line, column);
  }
  return undefined;
}

function isUsers({ file }: Frame): boolean {
  return file !== undefined && packageOf(file) === undefined;
}

/** The package whose frame this is; a built-in function belongs to who called it, the next frame. */
function packageAt(frames: readonly Frame[], index: number): string | undefined {
  const file = frames.slice(index).find((frame) => frame.file !== undefined)?.file;
  return file === undefined ? undefined : packageOf(file);
}

function excerpt(source: string, line: number, column: number, around = 2): string {
  const lines = source.split("\n");
  const first = Math.max(1, line - around);
  const width = String(line + around).length;
  return lines
    .slice(first - 1, line + around)
    .flatMap((text, index) => {
      const number = first + index;
      const prefix = `${number === line ? red(">") : " "} ${String(number).padStart(width)} │ `;
      const shown = `${prefix}${text.length > 200 ? `${text.slice(0, 200)}…` : text}`;
      if (number !== line) return [shown];
      const caret = text
        .slice(0, column - 1)
        .replace(/[^\t]/g, (character) => (isWide(character) ? "  " : " "));
      return [shown, `  ${" ".repeat(width)} │ ${caret}${red("^")}`];
    })
    .join("\n");
}

/** Hangul, Han and kana take two columns of a monospaced font. */
function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
    character,
  );
}
