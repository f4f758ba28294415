// The two packages that are made from this tree. `gradus` is everything; `gradus-kernel` is the rooms that compute nothing, and
// needs a fraction of the space. `gradus` holds the kernel's files itself instead of depending on the other package: so a
// notebook never meets a kernel of one version and a library of another, and either package can be installed alone.
import fs from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { inRoot } from "./paths.mjs";
import { repositoryOf } from "./repository.mjs";
import { carryTensorFlow, inlined } from "./tensorflow.mjs";

/** Rooms and files of dist that `gradus-kernel` holds; test/setup/packages.test.ts proves that they import nothing else of it. */
const kernelRooms = ["kernel", "jupyter", "notebook", "display", "labExtension"];
const kernelFiles = [
  "commandLine",
  "fileErrors",
  "kernelCli",
  "nodeModule",
  "sharedMemory",
  "validation",
  "workerEntry",
].map((name) => `${name}.js`);

/**
 * Packages of which ours carry only the files they use (`bundleDependencies`): the rest would take 24 MB more.
 * Their command lines are left out, and what only those depend on.
 */
const carried = {
  katex: /^dist\/(katex\.mjs|katex\.min\.css|fonts\/.*\.woff2)$/,
  prettier: /^(index\.mjs|doc\.mjs|THIRD-PARTY-NOTICES\.md|plugins\/(babel|estree|typescript)\.mjs)$/,
  typescript: /^(lib\/typescript\.js|lib\/lib\..*\.d\.ts|ThirdPartyNoticeText\.txt)$/,
};

const packages = {
  gradus: {
    holds: () => true,
    documents: [
      "README.md",
      "README.ko.md",
      "CHANGELOG.md",
      "SECURITY.md",
      "LICENSE",
      "docs/dependencies.md",
    ],
    manifest: ({ name, description, keywords, main, types, exports, bin, ...rest }) => ({
      ...{ name, description, keywords, main, types, exports: withoutSources(exports), bin },
      dependencies: without(inlined, rest.dependencies),
      // of TensorFlow.js's packages each is taken where it is installed; none is installed by itself
      ...optionalPeers({
        ...rest.peerDependencies,
        ...only(inlined, rest.dependencies),
        ...rest.optionalDependencies,
      }),
    }),
    extras: async (target) => {
      const place = path.join(target, "dist", "keras", "backends", "tfjs");
      await carryTensorFlow(path.join(place, "tensorflow"));
      fs.writeFileSync(
        path.join(place, "tensorflow.d.ts"),
        'export * from "./tensorflow/types/tfjs/dist/index.js";\n',
      );
    },
  },
  "gradus-kernel": {
    /** Declarations are left out, for nothing is imported from this package, but those that the kernel reads itself. */
    holds: (file) =>
      kernelFiles.includes(file) ||
      file.endsWith(".vsix") ||
      (kernelRooms.includes(file.split("/")[0]) &&
        (!file.endsWith(".d.ts") || file.startsWith("kernel/language/types/"))),
    documents: ["docs/gradus-kernel.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"],
    manifest: ({ dependencies }, imported) => ({
      name: "gradus-kernel",
      description: "A TypeScript kernel for Jupyter: typed cells, a debugger, types while you type",
      keywords: ["jupyter", "kernel", "typescript", "notebook", "tslab"],
      exports: { "./package.json": "./package.json" },
      bin: { gradus: "./dist/kernelCli.js" },
      dependencies: only([...imported], dependencies),
    }),
  },
};

export const packageNames = Object.keys(packages);

/**
 * Puts a package together from dist, which must be built.
 *
 * @param name - `"gradus"` or `"gradus-kernel"`.
 * @param target - The folder to make; one that is there is replaced.
 * @returns Its manifest, and its files with their sizes.
 */
export async function stagePackage(name, target) {
  const { holds, documents, manifest: describe, extras } = packages[name];
  fs.rmSync(target, { recursive: true, force: true });
  const dist = filesUnder(inRoot("dist")).filter((file) => !file.endsWith(".map") && holds(file));
  for (const file of dist) copy(inRoot("dist", file), path.join(target, "dist", file));
  for (const file of documents) {
    const isReadme = file === `docs/${name}.md`;
    copy(inRoot(file), path.join(target, isReadme ? "README.md" : file));
  }
  await extras?.(target);
  const root = JSON.parse(fs.readFileSync(inRoot("package.json"), "utf8"));
  const described = describe(root, importedPackages(dist.map((file) => inRoot("dist", file))));
  const bundleDependencies = Object.keys(carried).filter((one) => one in described.dependencies);
  for (const one of bundleDependencies) carry(one, target);
  const { version, license, type, engines } = root;
  const manifest = {
    ...{ version, license, type, engines, ...repositoryOf(process.env) },
    ...described,
    bundleDependencies,
  };
  fs.writeFileSync(path.join(target, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const files = filesUnder(target).map((file) => ({
    path: file,
    size: fs.statSync(path.join(target, file)).size,
  }));
  return { manifest, files };
}

/** The part of another package that ours uses, with its licence. */
function carry(name, target) {
  const from = inRoot("node_modules", name);
  const to = path.join(target, "node_modules", name);
  for (const file of filesUnder(from)) {
    if (carried[name].test(file) || /^licen[sc]e/i.test(file))
      copy(path.join(from, file), path.join(to, file));
  }
  const whole = JSON.parse(fs.readFileSync(path.join(from, "package.json"), "utf8"));
  const { version, description, author, license, repository, type, main, exports } = whole;
  const part = { name, version, description, author, license, repository, type, main, exports };
  fs.writeFileSync(path.join(to, "package.json"), `${JSON.stringify(part, null, 2)}\n`);
}

/** Names of the packages that JavaScript files load: by import, or by `require` (esbuild numbers it) and its `resolve`. */
function importedPackages(files) {
  const specifiers = files
    .filter((file) => /\.c?js$/.test(file))
    .flatMap((file) => {
      const code = fs.readFileSync(file, "utf8");
      const { staticImports, dynamicImports, staticExports } = parseSync(file, code).module;
      return [
        ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
        ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
        ...dynamicImports.map(({ moduleRequest: { start, end } }) => code.slice(start + 1, end - 1)),
        ...[...code.matchAll(/\b(?:require\d*|resolve)\(["'`]([^"'`]+)/g)].map(([, specifier]) => specifier),
      ];
    });
  return new Set(specifiers.map((one) => /^(@[^/]+\/)?[^./][^/]*/.exec(one ?? "")?.[0]));
}

function only(names, dependencies) {
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => names.includes(name)));
}

function without(names, dependencies) {
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => !names.includes(name)));
}

function optionalPeers(peerDependencies) {
  const names = Object.keys(peerDependencies);
  return {
    peerDependencies,
    peerDependenciesMeta: Object.fromEntries(names.map((name) => [name, { optional: true }])),
  };
}

/** A condition for this tree's own sources leads nowhere in a package. */
function withoutSources(exports) {
  return Object.fromEntries(
    Object.entries(exports).map(([entry, to]) => {
      if (typeof to === "string") return [entry, to];
      const { "gradus-source": _source, ...conditions } = to;
      return [entry, conditions];
    }),
  );
}

function filesUnder(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

function copy(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to);
}
