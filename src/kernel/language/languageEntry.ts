// The language process. It runs as one CommonJS file, dist/kernel/language/languageEntry.cjs (scripts/buildKernel.mjs),
// from the disk or out of a startup snapshot.
import v8 from "node:v8";
import type { SnapshotContent } from "./buildSnapshot.js";
import { findKernelFiles, setKernelFiles } from "./kernelFiles.js";
import { makeLanguageService } from "./makeService.js";
import { serve } from "./serve.js";
import { buildSnapshotHeap } from "./snapshotMain.js";

if (v8.startupSnapshot.isBuildingSnapshot()) {
  buildSnapshotHeap((globalThis as unknown as { gradusSnapshot: SnapshotContent }).gradusSnapshot);
} else {
  setKernelFiles(findKernelFiles(__filename));
  serve(makeLanguageService(), makeLanguageService);
}
