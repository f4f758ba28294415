// TensorFlow.js in a page: from who offers to load it when it is first touched, else from its own script.

interface Page {
  /** Loads a package of TensorFlow.js, or says that it is not there. */
  [loader]?: (name: string) => unknown;
  /** What TensorFlow.js's own script leaves in a page. */
  tf?: unknown;
}

const loader = Symbol.for("gradus.loadTensorFlow");

export function requireModule(name: string): unknown {
  const page = globalThis as Page;
  const found = page[loader] ? page[loader](name) : page.tf;
  if (found) return found;
  throw new Error(
    `Cannot load TensorFlow.js: this is a browser; load its script first, or globalThis.tf = …`,
  );
}
