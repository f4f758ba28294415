// node:path, of which a page's paths are those of POSIX.
import * as path from "pathe";

export * from "pathe";
export default path;
