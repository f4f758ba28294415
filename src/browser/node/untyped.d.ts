// Modules of packages that come without declarations.
declare module "@oxc-project/runtime/helpers/*" {
  const helper: unknown;
  export default helper;
}

declare module "oxc-parser/src-js/wrap.js" {
  export function wrap<T>(result: T): T;
}
