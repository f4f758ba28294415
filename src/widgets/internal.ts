// What other rooms use and nobody outside: the door beside index.ts.
export type { Picture } from "./picture.js";
