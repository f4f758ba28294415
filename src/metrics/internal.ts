// What other rooms use and nobody outside: the door beside index.ts.
export { column } from "./labels.js";
