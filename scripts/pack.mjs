// npm run pack -- [FOLDER]: makes both packages, `gradus` and `gradus-kernel`, from what is built, and packs each into a
// tarball. It says what they hold; `npm run release` and .github/workflows/release.yml start here.
import "./lib/node.mjs";

const { runScript } = await import("./lib/main.mjs");
await runScript(async () => {
  const fs = await import("node:fs");
  const path = await import("node:path");
  const { cache, inRoot } = await import("./lib/paths.mjs");
  const { runNpm } = await import("./lib/npm.mjs");
  const { SetupError } = await import("./lib/run.mjs");
  if (!fs.existsSync(inRoot("dist", "index.d.ts")))
    throw new SetupError("Cannot pack: dist must be built; run `npm run build` first");
  const { run } = await import("./lib/run.mjs");
  const built = await run(process.execPath, [inRoot("scripts", "buildSiteExtension.mjs")]);
  if (built.code !== 0)
    throw new SetupError(`Cannot pack: the kernel for pages cannot be built\n${built.output}`);
  const { packageNames, stagePackage } = await import("./lib/packages.mjs");
  const target = path.resolve(process.argv[2] ?? cache("packages"));
  fs.mkdirSync(target, { recursive: true });
  for (const name of packageNames) {
    const folder = path.join(target, name);
    const { manifest, files } = await stagePackage(name, folder);
    const missing = entryPoints(manifest).filter((file) => !files.some((one) => one.path === file));
    if (missing.length > 0) throw new SetupError(`Cannot pack ${name}: it lacks ${missing.join(", ")}`);
    const { code, output } = await runNpm(["pack", "--ignore-scripts", "--pack-destination", target], {
      cwd: folder,
    });
    if (code !== 0) throw new SetupError(`Cannot pack ${name}: npm pack failed\n${output}`);
    fs.rmSync(folder, { recursive: true });
    const tarball = path.join(target, `${name}-${manifest.version}.tgz`);
    console.log(
      `${tarball}: ${megabytes(fs.statSync(tarball).size)} MB packed, ${String(files.length)} files:`,
    );
    for (const [part, { count, bytes }] of byFolder(files))
      console.log(`  ${part}  ${String(count)}, ${megabytes(bytes)} MB`);
  }
});

/** What the exports and commands of a manifest point at. */
function entryPoints({ exports, bin, main, types }) {
  const targets = (value) =>
    typeof value === "string" ? [value] : Object.values(value ?? {}).flatMap(targets);
  return [main, types, exports, bin].flatMap(targets).map((file) => file.replace(/^\.\//, ""));
}

function byFolder(files) {
  const parts = new Map();
  for (const { path, size } of files) {
    const part = path.includes("/") ? path.split("/").slice(0, 2).join("/") : path;
    const { count, bytes } = parts.get(part) ?? { count: 0, bytes: 0 };
    parts.set(part, { count: count + 1, bytes: bytes + size });
  }
  return [...parts].sort(([a], [b]) => a.localeCompare(b));
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
