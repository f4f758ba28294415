// What the picture of each lesson shows. Paths are walked by the rules that the lessons teach, not drawn by hand.
import { exampleDigits } from "../../src/teaching/drawDigit/strokes.js";
import { arrow, blue, box, dot, gray, green, line, orange, type Point, purple, red, ring } from "./svg.js";

/** Random numbers from -1 to 1 that are the same each time. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Down the contours in full batch, mini-batches and one sample at a time: the smaller the batch, the more it trembles. */
function batches(): string {
  const bottom: Point = [112, 58];
  const contours = [14, 27, 40, 53].map((r) => ring(bottom, r * 1.5, r * 0.8)).join("");
  const walk = (tremble: number, seed: number, color: string): string => {
    const next = noise(seed);
    const points: Point[] = [[12, 8 + 12 * (seed - 1)]];
    for (let i = 0; i < 22; i++) {
      const [x, y] = points.at(-1)!;
      points.push([
        x + 0.16 * (bottom[0] - x) + tremble * next(),
        y + 0.24 * (bottom[1] - y) + tremble * next(),
      ]);
    }
    return line(points, color, tremble > 6 ? 1.2 : 2);
  };
  return contours + walk(9, 3, gray) + walk(3, 2, orange) + walk(0, 1, blue);
}

/** The four corners of XOR, and the same four as the hidden layer sees them: one line parts them. */
function xor(): string {
  const corner = (x: number, y: number, isOne: boolean): string => dot([x, y], isOne ? orange : blue, 5);
  const frame = (x: number): string => box([x, 18], 58, 64, { stroke: gray });
  const before = corner(22, 70, false) + corner(50, 70, true) + corner(22, 30, true) + corner(50, 30, false);
  const after =
    corner(108, 70, false) + corner(112, 62, false) + corner(126, 44, true) + corner(138, 34, true);
  const parting: Point[] = [
    [104, 40],
    [144, 66],
  ];
  return frame(7) + before + arrow([71, 50], 16) + frame(95) + after + line(parting, green, 2.2);
}

/** A narrow valley, in which each rule walks its own path. */
function optimizers(): string {
  const bottom: Point = [130, 52];
  const contours = [8, 17, 27, 38].map((r) => ring(bottom, r * 3.4, r)).join("");
  // x is shallow, y is steep: a gradient of 0.02 and of 0.5 for each unit
  const slopes = [0.02, 0.5] as const;
  const walk = (step: (gradient: number, axis: 0 | 1, memory: number[]) => number, color: string): string => {
    const at = [14 - bottom[0], 14 - bottom[1]];
    const memory = [0, 0, 0, 0];
    const points: Point[] = [[14, 14]];
    for (let i = 0; i < 60; i++) {
      for (const axis of [0, 1] as const) at[axis]! -= step(slopes[axis] * at[axis]!, axis, memory);
      points.push([bottom[0] + at[0]!, bottom[1] + at[1]!]);
    }
    return line(points, color, 1.9);
  };
  const sgd = walk((gradient) => 3.6 * gradient, gray);
  const momentum = walk((gradient, axis, memory) => {
    memory[axis] = 0.8 * memory[axis]! + 0.9 * gradient;
    return memory[axis];
  }, blue);
  const rmsprop = walk((gradient, axis, memory) => {
    memory[axis] = 0.9 * memory[axis]! + 0.1 * gradient * gradient;
    return (2.4 * gradient) / (Math.sqrt(memory[axis]) + 0.1);
  }, orange);
  return contours + sgd + momentum + rmsprop + dot([14, 14], red, 3.5);
}

/** Learning rate against batch size: what goes well lies along a diagonal. */
function map(): string {
  const [columns, rows] = [9, 6];
  const tiles = range(columns).flatMap((x) =>
    range(rows).map((y) => {
      const distance = Math.abs(x - 1.6 - (rows - 1 - y) * 0.9) / 3.2;
      return box([12 + 15.2 * x, 7 + 14.6 * y], 13.6, 13, {
        fill: distance < 1 ? blue : red,
        opacity: distance < 1 ? 1 - 0.8 * distance : Math.min(0.75, 0.15 + 0.35 * (distance - 1)),
      });
    }),
  );
  return tiles.join("");
}

/** The network of XOR, its weights as widths. */
function network(): string {
  const inputs: Point[] = [
    [22, 30],
    [22, 70],
  ];
  const hidden: Point[] = [
    [80, 30],
    [80, 70],
  ];
  const output: Point = [138, 50];
  const weights: [Point, Point, number][] = [
    [inputs[0]!, hidden[0]!, 4.6],
    [inputs[0]!, hidden[1]!, -2.4],
    [inputs[1]!, hidden[0]!, 4.2],
    [inputs[1]!, hidden[1]!, -2],
    [hidden[0]!, output, 5],
    [hidden[1]!, output, -5.4],
  ];
  const lines = weights.map(([from, to, weight]) =>
    line([from, to], weight > 0 ? blue : orange, Math.abs(weight)),
  );
  const units = [...inputs, ...hidden, output].map((unit) => dot(unit, gray, 9.5));
  return lines.join("") + units.join("");
}

/** Digits as one may write them; one of them is read wrongly. */
function digits(): string {
  const written = [7, 2, 1, 0, 4, 9, 5, 3];
  return written
    .map((digit, i) => {
      const [x, y] = [4 + 38 * (i % 4), 3 + 48 * Math.floor(i / 4)];
      const strokes = exampleDigits[digit]!.map((stroke) =>
        line(
          range(stroke.length / 2).map((j) => [x + stroke[2 * j]! * 0.15, y + stroke[2 * j + 1]! * 0.155]),
          i === 5 ? orange : gray,
          3.6,
        ),
      );
      return strokes.join("") + (i === 5 ? box([x + 5, y + 1], 32, 42, { stroke: orange }) : "");
    })
    .join("");
}

/** A vector, a stack of images, a time series. */
function shapes(): string {
  const vector = range(6).map((i) => box([10, 12 + 13 * i], 12, 11, { fill: blue, opacity: 0.9 - 0.12 * i }));
  const images = range(4).map((i) =>
    box([44 + 7 * i, 42 - 8 * i], 34, 34, { fill: orange, opacity: 0.25 + 0.15 * i, stroke: orange }),
  );
  const series = [0, 1].map((row) =>
    line(
      range(22).map((i) => [112 + 2 * i, 36 + 30 * row - 11 * Math.sin(i / (2.2 - row)) * (1 - i / 44)]),
      green,
      2.2,
    ),
  );
  return [...vector, ...images, ...series].join("");
}

/** A filter goes over the pixels of a digit and answers where it finds its edge. */
function convolution(): string {
  const seven = ["00000", "01110", "00010", "00100", "01000", "01000"].map((row) => [...row].map(Number));
  const cell = 13;
  const pixels = seven.flatMap((row, y) =>
    row.map((value, x) =>
      box([8 + cell * x, 11 + cell * y], cell - 1.5, cell - 1.5, {
        fill: value === 1 ? blue : gray,
        opacity: value === 1 ? 1 : 0.22,
      }),
    ),
  );
  const window = box([8 + cell - 1, 11 - 1], 3 * cell + 0.5, 3 * cell + 0.5, { stroke: orange });
  const answers = range(4).flatMap((y) =>
    range(3).map((x) => {
      const sum = range(3).reduce((total, i) => total + seven[y]![x + i]! - seven[y + 2]![x + i]!, 0);
      return box([106 + 15 * x, 20 + 15 * y], 13, 13, {
        fill: sum >= 0 ? orange : purple,
        opacity: 0.18 + 0.27 * Math.abs(sum),
      });
    }),
  );
  return [...pixels, window, arrow([80, 50], 17), ...answers].join("");
}

/** Settings that a random search has tried, the best of them marked. */
function search(): string {
  const next = noise(11);
  const best: Point = [104, 40];
  const tried = range(34).map((): Point => [80 + 68 * next(), 48 + 36 * next()]);
  const distance = ([x, y]: Point): number => Math.hypot((x - best[0]) / 90, (y - best[1]) / 60);
  const points = tried.map((point) => {
    const score = 1 - Math.min(1, distance(point));
    return dot(point, score > 0.72 ? green : score > 0.45 ? blue : gray, 2 + 3.2 * score);
  });
  const axes = line(
    [
      [8, 6],
      [8, 92],
      [152, 92],
    ],
    gray,
    1.4,
  );
  return axes + points.join("") + dot(best, green, 5) + ring(best, 9, 9, red, 2.2);
}

/** Steps up: gradus. */
function summary(): string {
  const steps: Point[] = range(6).flatMap((i): Point[] => [
    [14 + 22 * i, 88 - 14 * i],
    [36 + 22 * i, 88 - 14 * i],
  ]);
  const colors = [gray, blue, orange, green, purple, red];
  return (
    line(steps, gray, 2.4) +
    range(6)
      .map((i) => dot([25 + 22 * i, 80 - 14 * i], colors[i]!, 4.2))
      .join("")
  );
}

/** An empty sheet, and a pencil. */
function project(): string {
  const sheet = box([34, 10], 62, 80, { stroke: gray });
  const lines = range(4).map((i) =>
    line(
      [
        [43, 26 + 13 * i],
        [i === 3 ? 62 : 86, 26 + 13 * i],
      ],
      gray,
      1.6,
    ),
  );
  const pencil = line(
    [
      [72, 70],
      [118, 24],
    ],
    orange,
    8,
  );
  const tip = line(
    [
      [64, 78],
      [70, 72],
    ],
    blue,
    3.4,
  );
  return [sheet, ...lines, pencil, tip].join("");
}

/** By the lesson's number. */
export const pictures: Readonly<Record<string, () => string>> = {
  "01": batches,
  "02": xor,
  "03": optimizers,
  "04": map,
  "05": network,
  "06": digits,
  "07": shapes,
  "08": convolution,
  "09": search,
  "10": summary,
  "11": project,
};
