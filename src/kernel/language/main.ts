// The language process. It runs as one CommonJS file, dist/kernel/language/main.cjs (scripts/buildKernel.mjs).
import { findKernelFiles, setKernelFiles } from "./kernelFiles.js";
import { makeLanguageService } from "./makeService.js";
import { serve } from "./serve.js";

setKernelFiles(findKernelFiles(__filename));
serve(makeLanguageService());
