// What other rooms use and nobody outside: the door beside index.ts.
export { classLabels } from "./classLabels.js";
export { column } from "./labels.js";
