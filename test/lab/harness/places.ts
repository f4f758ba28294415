// Where the tests in JupyterLab read and write.
import path from "node:path";

/** The project's folder: what JupyterLab serves. */
export const root = path.resolve(import.meta.dirname, "../../..");

/** Where screenshots go. */
export const screenshots = path.resolve(root, process.env["GRADUS_SCREENSHOTS"] ?? ".cache/screenshots");
