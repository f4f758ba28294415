// The set-up, step by step: npm packages, build, Python environment, kernelspecs. Any step can be killed: the next run does it again.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { cache, inRoot, venv, venvPython } from "./paths.mjs";
import { runNpm } from "./npm.mjs";
import { findPython } from "./python.mjs";
import { run, SetupError, tail } from "./run.mjs";
import { isDone, keyOf, step } from "./steps.mjs";

const looksOffline = (output) =>
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|NewConnectionError|Temporary failure in name/.test(output);

function explain(what, output) {
  const cause = looksOffline(output)
    ? "the network cannot be reached; connect and run the same command again"
    : "it said:";
  return new SetupError(`Cannot ${what}: ${cause}\n${tail(output)}`);
}

function npmPackages() {
  return step("npm", {
    title: "npm packages",
    key: keyOf({
      text: [process.versions.modules, process.platform, process.arch],
      files: [inRoot("package-lock.json")],
    }),
    isThere: () => fs.existsSync(inRoot("node_modules", "typescript")),
    async work() {
      const { code, output } = await runNpm(["ci", "--no-audit", "--no-fund"]);
      if (code !== 0) throw explain("install npm packages", output);
    },
  });
}

/** What the build itself writes among the sources. */
const isBuilt = /\.wasm(\.ts)?$|[\\/]generated[\\/]/;

/** Names, sizes and times of everything the build reads; reading contents would cost more than it saves. */
function sourceKey() {
  const lines = [];
  for (const folder of ["src", "scripts"]) {
    for (const name of fs.readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" }).sort()) {
      const stat = fs.statSync(inRoot(folder, name));
      if (stat.isFile() && !isBuilt.test(name)) lines.push(`${name} ${stat.size} ${stat.mtimeMs}`);
    }
  }
  return keyOf({ text: lines, files: [inRoot("package-lock.json")] });
}

function buildSources() {
  return step("build", {
    title: "build",
    key: sourceKey(),
    isThere: () => fs.existsSync(inRoot("dist", "index.d.ts")),
    async work() {
      const { code, output } = await run(process.execPath, [inRoot("scripts", "build.mjs")]);
      if (code !== 0) throw explain("build", output);
      if (output.trim()) console.log(output.trimEnd()); // what it did without
    },
  });
}

function siteExtension() {
  return step("site-extension", {
    title: "kernel for pages",
    key: sourceKey(),
    isThere: () => fs.existsSync(inRoot("dist", "siteExtension", "package.json")),
    async work() {
      const { code, output } = await run(process.execPath, [inRoot("scripts", "buildSiteExtension.mjs")]);
      if (code !== 0) throw explain("build the kernel for pages", output);
    },
  });
}

/** Our own kernels keep their startup snapshots here, not in the user's home directory. */
const kernelEnv = { GRADUS_CACHE_DIR: cache("kernel") };

/** When a file was written: the snapshot holds this package's declarations, and those built anew are another snapshot's. */
const timeOf = (...parts) => String(fs.statSync(inRoot(...parts), { throwIfNoEntry: false })?.mtimeMs);

/**
 * The kernel starts its type checker from a snapshot, which it builds by itself after a first, slower start. Here the
 * build fits into the time that Python's packages take to arrive. Where it fails, kernels start plain.
 */
function startupSnapshot() {
  const script = inRoot("dist", "kernel", "language", "languageEntry.cjs");
  return step("snapshot", {
    title: "startup snapshot of the kernel",
    key: keyOf({
      text: [process.version, process.execPath, kernelEnv.GRADUS_CACHE_DIR, timeOf("dist", "index.d.ts")],
      files: [script, inRoot("node_modules", "typescript", "package.json"), inRoot("tsconfig.json")],
    }),
    async work() {
      try {
        const file = inRoot("dist", "kernel", "language", "buildSnapshot.js");
        const { prepareSnapshot } = await import(pathToFileURL(file).href);
        Object.assign(process.env, kernelEnv);
        await prepareSnapshot({ dir: inRoot("notebooks"), language: "typescript", script });
      } catch {
        // The first kernel tries again.
      }
    },
  });
}

const labRequirements = inRoot("scripts", "requirements.txt");
const testRequirements = inRoot("scripts", "requirements-test.txt");
const siteRequirements = inRoot("scripts", "requirements-site.txt");
const hasVenv = () => fs.existsSync(venvPython);
const labStep = {
  title: "JupyterLab in .venv",
  key: keyOf({ text: [process.platform], files: [labRequirements] }),
  isThere: hasVenv,
};

/** @param python - Command that makes the environment; not needed once it is there. */
async function pythonEnvironment({ python, tests, site }) {
  await step("venv", {
    ...labStep,
    async work() {
      fs.rmSync(venv(), { recursive: true, force: true });
      const { code, output } = await run(python[0], [...python.slice(1), "-m", "venv", venv()]);
      if (code !== 0) throw explain("make the Python environment .venv", output);
      await pipInstall(labRequirements);
    },
  });
  if (site)
    await step("venv-site", {
      title: "JupyterLite in .venv",
      key: keyOf({ files: [labRequirements, siteRequirements] }),
      isThere: hasVenv,
      work: () => pipInstall(siteRequirements),
    });
  if (!tests) return;
  await step("venv-test", {
    title: "Python packages for the tests",
    key: keyOf({ files: [labRequirements, testRequirements] }),
    isThere: hasVenv,
    work: () => pipInstall(testRequirements),
  });
}

async function pipInstall(requirements) {
  const args = [
    "-m",
    "pip",
    "install",
    "--disable-pip-version-check",
    "--no-input",
    "--quiet",
    "-r",
    requirements,
  ];
  const { code, output } = await run(venvPython, args);
  if (code !== 0) throw explain(`install ${path.basename(requirements)} into .venv`, output);
}

function kernelspecs() {
  return step("kernelspecs", {
    title: "kernels tslab and jslab",
    key: keyOf({
      text: [process.execPath, inRoot(), kernelEnv.GRADUS_CACHE_DIR],
      files: [
        inRoot("dist", "kernel", "install.js"),
        inRoot("dist", "labExtension", "package.json"), // names its script by content
        inRoot("scripts", "lab", "overrides.json"),
      ],
    }),
    isThere: () => fs.existsSync(venv("share", "jupyter", "kernels", "tslab", "kernel.json")),
    async work() {
      const { installKernel } = await import(pathToFileURL(inRoot("dist", "kernel", "install.js")).href);
      for (const language of ["typescript", "javascript"]) {
        installKernel({
          directory: venv("share", "jupyter", "kernels"),
          language,
          name: language === "typescript" ? "tslab" : "jslab",
          env: kernelEnv,
        });
      }
      const { installLabExtension } = await import(
        pathToFileURL(inRoot("dist", "kernel", "labExtension.js")).href
      );
      installLabExtension(venv("share", "jupyter", "kernels"));
      // JupyterLab runs a CommonJS script from its own folder, which lies below our package.json and its "type": "module".
      fs.writeFileSync(venv("package.json"), '{ "type": "commonjs" }\n');
      const settings = venv("share", "jupyter", "lab", "settings");
      fs.mkdirSync(settings, { recursive: true });
      fs.copyFileSync(inRoot("scripts", "lab", "overrides.json"), path.join(settings, "overrides.json"));
    },
  });
}

/**
 * Everything a command needs, done once and quick afterwards.
 *
 * @param python - Whether JupyterLab and its environment are needed; defaults to true.
 * @param tests - Also the Python packages of the tests; defaults to false.
 * @param site - Also what builds the web site; defaults to false.
 */
export async function setup({ python = true, tests = false, site = false } = {}) {
  // A missing Python is said at once, not after minutes of npm; looking costs a third of a second, so only when it is needed.
  const interpreter = python && !isDone("venv", labStep) ? (await findPython()).command : undefined;
  const packagesAndBuild = npmPackages()
    .then(buildSources)
    // Kernels in tests have cache folders of their own, in which this snapshot is not found.
    .then(() => python && !tests && startupSnapshot());
  // The two downloads share the waiting. Both end before an error is shown, so that neither is cut off half-way.
  const ends = await Promise.allSettled([
    packagesAndBuild,
    python && pythonEnvironment({ python: interpreter, tests, site }),
  ]);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  if (python) await kernelspecs();
  if (site) await siteExtension();
}
