// Where the modules lie that revive estimators: beside the script of the web worker that asks.

/** The address of a module of this package. */
export function ownModule(file: string): string {
  return new URL(`../../../${file}`, location.href).href;
}

/** A page has no packages. */
export function ownFile(): undefined {
  return undefined;
}
