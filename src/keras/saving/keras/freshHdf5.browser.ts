// In a page the bundler knows one copy of the HDF5 library; what wore it out goes with the page.

export function freshHdf5(_copy: number): Promise<typeof import("h5wasm")> {
  return Promise.reject(
    new Error("too many damaged files have worn the HDF5 library out; reload the page, then read sound ones"),
  );
}
