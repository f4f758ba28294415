// For what and how the C of src is compiled: platforms, and the levels of their processors that have functions of their own.

/** Flags of every compiler; no sum is merged with a product, so that results have WebAssembly's bits. */
export const flags = [
  "-O3",
  "-fno-math-errno",
  "-fno-trapping-math",
  "-ffp-contract=off",
  "-fvisibility=hidden",
  "-Wno-psabi",
];

/** Products of very large matrices may differ in their last bits. */
export const flagsOf = (source) =>
  source === "product.c"
    ? flags.map((flag) => (flag === "-ffp-contract=off" ? "-ffp-contract=fast" : flag))
    : flags;

const avx2 = ["-mavx2", "-mfma"];
const avx512 = ["-mavx512f", "-mavx512bw", "-mavx512dq", "-mavx512vl", "-mprefer-vector-width=512"];
/** By `process.arch`, the flags of each level that level.c may name, from 1 on; x86 without AVX2 (level 0) has WebAssembly. */
export const levels = { x64: [avx2, [...avx2, ...avx512]], arm64: [[]] };

/** The same for Zig, which knows processors by name. */
const zigLevels = {
  x64: [["-mcpu=x86_64_v3"], ["-mcpu=x86_64_v4", "-mprefer-vector-width=512"]],
  arm64: [["-mcpu=generic"]],
};
const zigNames = {
  x64: "x86_64",
  arm64: "aarch64",
  linux: "linux-gnu.2.17",
  darwin: "macos",
  win32: "windows-gnu",
};

/** What packages carry: each with the flags of Zig that name it. */
export const everywhere = ["linux", "darwin", "win32"].flatMap((platform) =>
  ["x64", "arm64"].map((arch) => ({
    platform,
    arch,
    target: ["-target", `${zigNames[arch]}-${zigNames[platform]}`],
    levels: zigLevels[arch],
  })),
);

const extensions = { linux: "so", darwin: "dylib", win32: "dll" };
/** The library's file in dist/native; src/nativeLibrary.ts looks for it. */
export const libraryName = (platform, arch) => `${platform}-${arch}.${extensions[platform]}`;
