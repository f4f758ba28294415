// npx tsx scripts/pictures.ts: draws the small pictures of the lists of lessons, notebooks/pictures/NN.svg.
import fs from "node:fs";
import path from "node:path";
import { pictures } from "./pictures/lessons.js";
import { svgFile } from "./pictures/svg.js";

const folder = path.resolve(import.meta.dirname, "../notebooks/pictures");
fs.mkdirSync(folder, { recursive: true });
for (const [number, draw] of Object.entries(pictures)) {
  const svg = svgFile(draw());
  fs.writeFileSync(path.join(folder, `${number}.svg`), svg);
  console.log(`notebooks/pictures/${number}.svg ${String(svg.length)} bytes`);
}
