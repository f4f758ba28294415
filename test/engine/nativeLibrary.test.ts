// The optional native tier on the kernels of src/array/native, where OpenBLAS is not and the build has found a C compiler.
import { expect, it, vi } from "vitest";
import { findNativeLibrary } from "../../src/nativeLibrary.js";
import { Trainer } from "../../src/engine/index.js";
import { config, expectSameTraining } from "./nativeTraining.js";

it("gives the results of WebAssembly, and the same bits with 1, 2 and 3 threads; or says what is missing", async () => {
  vi.stubEnv("GRADUS_OPENBLAS", "off");
  if (findNativeLibrary() === undefined)
    await expect(Trainer.create({ ...config, native: true })).rejects.toThrow(
      "Cannot multiply natively: OpenBLAS or the library of the build must be installed",
    );
  else await expectSameTraining();
});
