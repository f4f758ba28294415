// Terminal text as HTML: colours of escape sequences, and what carriage returns and backspaces leave on the line.
import { escapeHtml } from "./html.js";

/** What a terminal shows in the end: a line that was overwritten is gone. */
export function settleLines(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => {
      while (line.includes("\b")) line = line.replace(/[^\b]?[\b]/, "");
      const parts = line.split("\r");
      return parts.reduce((shown, part) => part + shown.slice(part.length), "");
    })
    .join("\n");
}

const sequence = /\x1b\[([\d;]*)([A-Za-z])/g;

/** Text with ANSI colours as HTML; the sixteen colours and bold become classes, other sequences are dropped. */
export function ansiToHtml(text: string): string {
  let html = "";
  let at = 0;
  let classes: string[] = [];
  const add = (part: string) => {
    if (part === "") return;
    html +=
      classes.length > 0 ? `<span class="${classes.join(" ")}">${escapeHtml(part)}</span>` : escapeHtml(part);
  };
  for (const match of text.matchAll(sequence)) {
    add(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[2] === "m") classes = nextClasses(classes, match[1]!.split(";").map(Number));
  }
  add(text.slice(at));
  return html;
}

function nextClasses(before: readonly string[], codes: readonly number[]): string[] {
  let classes = [...before];
  const withoutColour = () => classes.filter((name) => !/^ansi-\d/.test(name));
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 0) classes = [];
    else if (code === 1) classes.push("ansi-bold");
    else if (code === 22) classes = classes.filter((name) => name !== "ansi-bold");
    else if (code === 39) classes = withoutColour();
    else if (code >= 30 && code <= 37) classes = [...withoutColour(), `ansi-${String(code - 30)}`];
    else if (code >= 90 && code <= 97) classes = [...withoutColour(), `ansi-${String(code - 90)}`];
    else if (code === 38 || code === 48) {
      // 38;5;n and 38;2;r;g;b: of the palette only the first sixteen have a class.
      const n = codes[i + 2]!;
      if (code === 38 && codes[i + 1] === 5 && n < 16)
        classes = [...withoutColour(), `ansi-${String(n % 8)}`];
      i += codes[i + 1] === 5 ? 2 : 4;
    }
  }
  return classes;
}
