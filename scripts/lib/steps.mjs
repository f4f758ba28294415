// Set-up steps that are done once. A step that ended well leaves a stamp with the key it was done for; without the stamp,
// after a kill at any point or a change of the key, the step is done again from its beginning.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { cache } from "./paths.mjs";

/** Hash over strings and files' contents: what a step's result depends on. */
export function keyOf({ text = [], files = [] }) {
  const hash = createHash("sha256");
  for (const part of text) hash.update(part).update("\0");
  for (const file of files) hash.update(fs.existsSync(file) ? fs.readFileSync(file) : "missing").update("\0");
  return hash.digest("hex");
}

const stampOf = (name) => cache("setup", `${name}.stamp`);
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Whether a step ended well before, for the same key. */
export function isDone(name, { key, isThere = () => true }) {
  const stamp = stampOf(name);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === key && isThere();
}

/**
 * Does a step unless its stamp carries the same key and `isThere` agrees; says what it does and how long it took.
 */
export async function step(name, { title, key, isThere, work }) {
  const started = performance.now();
  const done = isDone(name, { key, isThere });
  if (!done) {
    const stamp = stampOf(name);
    fs.rmSync(stamp, { force: true });
    console.log(`  ${title} …`);
    await work();
    fs.mkdirSync(cache("setup"), { recursive: true });
    fs.writeFileSync(`${stamp}.new`, key);
    fs.renameSync(`${stamp}.new`, stamp);
  }
  console.log(`✓ ${title} (${done ? "already there" : seconds(started)})`);
}
