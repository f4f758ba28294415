// The files in a model's folder: their names, which of them are in use, and which nobody needs any more.
import { needNode } from "../../nodeModule.js";
import { partOf } from "../layers/config.js";
import { nodeFiles } from "./nodeFiles.js";

const action = "save the model";

/** A file that save() makes: kind, machine, process, saver, number. Two savers never write to one name. */
const named = /^(?:weights|model)\.([0-9a-z]+)-(\d+)-([0-9a-f]{8})-\d+\.(?:bin|json)$/;
/** Files of earlier editions of save(), and of TensorFlow.js. */
const unnamed = /^(?:weights(?:\.[0-9a-f]{8})?\.bin|model\.json\.[0-9a-f]{8})$/;

/** Savers that have not touched their files for so long are gone, wherever they ran. In ms. */
const patience = 3_600_000;

/** This copy of the module, in this thread. */
const saver = Math.floor(Math.random() * 4294967296)
  .toString(16)
  .padStart(8, "0");
/** Names that this saver is not done with. */
const writing = new Set<string>();
let count = 0;

/** Runs `save` with the names of a new version of the model; `draft` is to become model.json when all is written. */
export async function withNewNames(
  save: (names: { weights: string; draft: string }) => Promise<void>,
): Promise<void> {
  const id = `${machineTag()}-${String(process.pid)}-${saver}-${String(count++)}`;
  const names = { weights: `weights.${id}.bin`, draft: `model.${id}.json` };
  for (const name of Object.values(names)) writing.add(name);
  try {
    await save(names);
  } finally {
    for (const name of Object.values(names)) writing.delete(name);
  }
}

/** The files of weights that a `model.json` points at, as far as save() made them. */
export async function weightsInUse(folder: string): Promise<string[]> {
  const { fs, path } = nodeFiles(action);
  try {
    const content = partOf(JSON.parse(await fs.readFile(path.join(folder, "model.json"), "utf8")));
    const groups = content["weightsManifest"] as { paths: string[] }[];
    return groups.flatMap(({ paths }) => paths).filter((name) => named.test(name) || unnamed.test(name));
  } catch {
    return []; // there is none, or it is not a model's
  }
}

/** Takes away what nobody needs: of savers that died before they were done, and our own that others have replaced. */
export async function tidyUp(folder: string): Promise<void> {
  const { fs, path } = nodeFiles(action);
  const used = await weightsInUse(folder);
  const machine = machineTag();
  for (const name of await fs.readdir(folder)) {
    const [, itsMachine, pid, itsSaver] = named.exec(name) ?? [];
    if (used.includes(name) || writing.has(name) || !(itsMachine ?? unnamed.test(name))) continue;
    const file = path.join(folder, name);
    const isDead = itsMachine === machine && !isRunning(Number(pid));
    if (isDead || itsSaver === saver || (await isOld(file))) await remove(file);
  }

  async function isOld(file: string): Promise<boolean> {
    const found = await fs.stat(file).catch(() => undefined);
    return found !== undefined && Date.now() - found.mtimeMs > patience;
  }
}

/** Removes a file; one that is in use (Windows) or another user's stays. */
export async function remove(file: string): Promise<void> {
  await nodeFiles(action)
    .fs.rm(file, { force: true })
    .catch(() => undefined);
}

/** Tells machines that share a folder apart. */
function machineTag(): string {
  const { hostname } = needNode("node:os", action, "keep it in the page");
  let tag = 0;
  for (const char of hostname()) tag = (Math.imul(tag, 31) + char.codePointAt(0)!) >>> 0;
  return tag.toString(36);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
