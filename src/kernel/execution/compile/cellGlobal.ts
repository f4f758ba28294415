/** The global object's key for what compiled cells call, see `cellApi.ts`. */
export const cellGlobal = "__cell";
