// The files in a model's folder: their names, which of them are in use, and which nobody needs any more.
import { partOf } from "../layers/config.js";
import { nodeFiles } from "./nodeFiles.js";
import { isAbandoned, newId, remove, savedBy, saver } from "./saver.js";

const action = "save the model";

/** A file that save() makes. */
const named = new RegExp(`^(?:weights|model)\\.${savedBy}\\.(?:bin|json)$`);
/** Files of earlier editions of save(), and of TensorFlow.js. */
const unnamed = /^(?:weights(?:\.[0-9a-f]{8})?\.bin|model\.json\.[0-9a-f]{8})$/;

/** Names that this saver is not done with. */
const writing = new Set<string>();

/** Runs `save` with the names of a new version of the model; `draft` is to become model.json when all is written. */
export async function withNewNames(
  save: (names: { weights: string; draft: string }) => Promise<void>,
): Promise<void> {
  const id = newId();
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
  for (const name of await fs.readdir(folder)) {
    const [, machine, pid, itsSaver] = named.exec(name) ?? [];
    if (used.includes(name) || writing.has(name) || !(machine ?? unnamed.test(name))) continue;
    const file = path.join(folder, name);
    if (itsSaver === saver || (await isAbandoned(file, machine, Number(pid)))) await remove(file);
  }
}
