// What other rooms use and nobody outside: the door beside index.ts.
export { checkNames, namesOf, type Samples, samplesOf } from "./samples.js";
