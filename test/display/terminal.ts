// What a terminal shows in the end of a text with carriage returns and colours.

/** The lines on the screen, without colours. */
export const screenOf = (text: string): string[] =>
  text
    .replace(/\u001b\[\d+m/g, "")
    .split("\n")
    .map((line) => line.slice(line.lastIndexOf("\r") + 1).trimEnd());
