// Prints arrays as NumPy does: aligned columns, 8 digits, lines of 75 characters, long arrays summarised with dots.
import type { DType } from "./dtype.js";
import type { Elements } from "./elements.js";
import { showShape } from "./shape.js";

const threshold = 1000;
const edgeItems = 3;
const lineWidth = 75;
const precision = 8;

/** As `print(x)` writes it. */
export function printArray(x: Elements): string {
  if (x.ndim === 0) return showScalar(x.data[0]!, x.dtype);
  return layOut(x, " ", 1, lineWidth);
}

/** As Python's prompt writes it. */
export function reprArray(x: Elements): string {
  const body = layOut(x, ", ", "array(".length + 1, lineWidth - 1);
  const extras: string[] = [];
  if ((x.size === 0 && !(x.ndim === 1 && x.shape[0] === 0)) || x.size > threshold)
    extras.push(`shape=${showShape(x.shape)}`);
  if ((x.dtype !== "float64" && x.dtype !== "bool") || x.size === 0) extras.push(`dtype=${x.dtype}`);
  if (extras.length === 0) return `array(${body})`;
  const text = `array(${body},`;
  const more = `${extras.join(", ")})`;
  const lastLine = text.length - (text.lastIndexOf("\n") + 1);
  return text + (lastLine + more.length + 1 > lineWidth ? `\n${" ".repeat(6)}` : " ") + more;
}

/** Brackets, separators and line breaks around formatted elements (NumPy's `_formatArray`). */
function layOut(x: Elements, separator: string, indent: number, width: number): string {
  if (x.size === 0) return "[]";
  const summarize = x.size > threshold;
  const format = formatter(shownElements(x, summarize), x.dtype, x.ndim);
  const tight = separator.trimEnd();
  const build = (axis: number, start: number, hanging: string, room: number): string => {
    if (axis === x.ndim) return format(x.data[start]!);
    const length = x.shape[axis]!;
    const step = x.shape.slice(axis + 1).reduce((size, n) => size * n, 1);
    const short = summarize && length > 2 * edgeItems;
    const shown = short ? [0, 1, 2, -1, length - 3, length - 2, length - 1] : [...Array(length).keys()];
    const inner = axis + 1 < x.ndim;
    const words = shown.map((i) =>
      i < 0 ? "..." : build(axis + 1, start + i * step, `${hanging} `, room - 1),
    );
    if (inner) return `[${words.join(`${tight}${"\n".repeat(x.ndim - axis - 1)}${hanging}`)}]`;
    let [text, line] = ["", hanging];
    words.forEach((word, i) => {
      if (line.length + word.length > room - Math.max(tight.length, 1) && line.length > hanging.length) {
        text += `${line.trimEnd()}\n`;
        line = hanging;
      }
      line += word + (i < words.length - 1 ? separator : "");
    });
    return `[${(text + line).slice(hanging.length)}]`;
  };
  return build(0, 0, " ".repeat(indent), width);
}

/** The elements that are printed: all of them, or those near the edges of every axis. */
function shownElements(x: Elements, summarize: boolean): ArrayLike<number> {
  if (!summarize) return x.data;
  const found: number[] = [];
  const walk = (axis: number, start: number): void => {
    if (axis === x.ndim) return void found.push(x.data[start]!);
    const length = x.shape[axis]!;
    const step = x.shape.slice(axis + 1).reduce((size, n) => size * n, 1);
    for (let i = 0; i < length; i++) {
      if (length > 2 * edgeItems && i === edgeItems) i = length - edgeItems;
      walk(axis + 1, start + i * step);
    }
  };
  walk(0, 0);
  return found;
}

/** A function that writes one element so that all line up. */
function formatter(values: ArrayLike<number>, dtype: DType, ndim: number): (value: number) => string {
  if (dtype === "bool") return (value) => (value ? (ndim > 0 ? " True" : "True") : "False");
  if (dtype === "uint8" || dtype === "int32") {
    let width = 0;
    for (const value of Array.from(values)) width = Math.max(width, String(value).length);
    return (value) => String(value).padStart(width);
  }
  return floatFormatter(Array.from(values), dtype);
}

/** NumPy's `FloatingFormat`: plain digits, or exponents where magnitudes are far apart. */
function floatFormatter(values: number[], dtype: DType): (value: number) => string {
  const finite = values.filter(Number.isFinite);
  let [most, least] = [0, Infinity];
  for (const value of finite) {
    const size = Math.abs(value);
    if (size === 0) continue;
    most = Math.max(most, size);
    least = Math.min(least, size);
  }
  const [maxPlain, minPlain] = dtype === "float32" ? [1e6, Math.fround(1e-4)] : [1e8, 1e-4];
  const ratio = dtype === "float32" ? Math.fround(most / least) : most / least;
  const exponent = most > 0 && (most >= maxPlain || least < minPlain || ratio > 1000);
  let [padLeft, padRight] = [0, 0];
  let write: (value: number) => string;
  if (exponent) {
    const parts = finite.map((value) => splitExponent(value, shortestExponential(value, dtype)));
    const digits = Math.max(...parts.map((part) => part.fraction.length));
    const exponentSize = Math.max(...parts.map((part) => part.exponent.length));
    padLeft = Math.max(...parts.map((part) => part.whole.length));
    padRight = exponentSize + 2 + digits;
    write = (value) => {
      const { whole, fraction, sign, exponent } = splitExponent(value, exponential(value, digits));
      return `${whole.padStart(padLeft)}.${fraction.padEnd(digits, "0")}e${sign}${exponent.padStart(exponentSize, "0")}`;
    };
  } else {
    const parts = finite.map((value) => positional(value, dtype).split("."));
    for (const [whole = "", fraction = ""] of parts) {
      padLeft = Math.max(padLeft, whole.length);
      padRight = Math.max(padRight, fraction.length);
    }
    write = (value) => {
      const [whole = "", fraction = ""] = positional(value, dtype).split(".");
      return `${whole.padStart(padLeft)}.${fraction.padEnd(padRight)}`;
    };
  }
  if (finite.length !== values.length) {
    const negative = values.includes(-Infinity) ? 1 : 0;
    padLeft = Math.max(padLeft, 3 - (padRight + 1), 3 + negative - (padRight + 1));
  }
  return (value) => {
    if (Number.isFinite(value)) return write(value);
    const text = Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
    return text.padStart(padLeft + padRight + 1);
  };
}

/** A single number as Python's `str` writes it. */
function showScalar(value: number, dtype: DType): string {
  if (dtype === "bool") return value ? "True" : "False";
  if (dtype === "int32" || dtype === "uint8") return String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const { whole, fraction, sign, exponent } = splitExponent(value, shortest(value, dtype));
    return `${whole}${fraction && `.${fraction}`}e${sign}${exponent}`;
  }
  const digits = plain(shortest(value, dtype));
  const text = digits.includes(".") ? digits : `${digits}.0`;
  return Object.is(value, -0) ? `-${text}` : text;
}

/** The shortest decimal with exponent that reads back as the same number of this type. */
function shortest(value: number, dtype: DType): string {
  if (dtype !== "float32") return value.toExponential();
  for (let digits = 0; digits < 9; digits++) {
    const text = exponential(value, digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential();
}

/** At most 8 decimals, the trailing zeros cut, the point kept: `0.1`, `3.`, `-0.`. */
function positional(value: number, dtype: DType): string {
  let text = plain(shortest(value, dtype));
  if ((text.split(".")[1]?.length ?? 0) > precision)
    text = roundHalfEven(value, value.toFixed(precision), (n) => value.toFixed(n), precision);
  if (!text.includes(".")) text += ".";
  else text = text.replace(/0+$/, "");
  return Object.is(value, -0) || (value < 0 && !text.startsWith("-")) ? `-${text}` : text;
}

/** With exponent and at most 8 decimals, as short as possible. */
function shortestExponential(value: number, dtype: DType): string {
  const text = shortest(value, dtype);
  const digits = (/\.(\d+)e/.exec(text)?.[1] ?? "").length;
  return digits > precision ? exponential(value, precision).replace(/\.?0+e/, "e") : text;
}

/** With exponent and exactly `digits` decimals, halves to the even digit. */
function exponential(value: number, digits: number): string {
  return roundHalfEven(value, value.toExponential(digits), (n) => value.toExponential(n), digits);
}

/** JavaScript rounds halves up, NumPy to the even digit: corrects the last digit where the number lies exactly between two. */
function roundHalfEven(
  value: number,
  rounded: string,
  write: (digits: number) => string,
  digits: number,
): string {
  const [mantissa = "", exponent] = rounded.split("e");
  if (!/[13579]$/.test(mantissa)) return rounded;
  const exact = write(Math.min(digits + 30, 100)).split("e")[0]!;
  const rest = exact.slice(exact.indexOf(".") + 1 + digits);
  if (!/^50*$/.test(rest)) return rounded;
  const even = mantissa.slice(0, -1) + String(Number(mantissa.at(-1)) - 1);
  return exponent === undefined ? even : `${even}e${exponent}`;
}

/** Digits without exponent: `1.5e-3` → `0.0015`. */
function plain(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(
    text,
  )!;
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function splitExponent(
  value: number,
  text: string,
): { whole: string; fraction: string; sign: string; exponent: string } {
  const [, whole = "", fraction = "", sign = "", exponent = ""] = /^(-?\d+)(?:\.(\d+))?e([+-])(\d+)$/.exec(
    text,
  )!;
  return {
    whole: Object.is(value, -0) ? `-${whole}` : whole,
    fraction,
    sign,
    exponent: exponent.padStart(2, "0"),
  };
}
