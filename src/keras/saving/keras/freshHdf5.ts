// A copy of the HDF5 library beside those that are there: to Node, another address is another module.

/** @param copy - A number that no other copy has. */
export function freshHdf5(copy: number): Promise<typeof import("h5wasm")> {
  return import(`${import.meta.resolve("h5wasm")}?copy=${String(copy)}`) as Promise<typeof import("h5wasm")>;
}
