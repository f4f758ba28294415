// What other rooms use and nobody outside: the door beside index.ts.
export { captureOutput, currentSink } from "./capture.js";
export { newId, outputHost } from "./display.js";
export { escapeHtml, toBase64 } from "./rich.js";
export { shownSymbol, toBundle } from "./toBundle.js";
export {
  Model,
  type ModelClass,
  type ModelState,
  controlClass,
  layoutClass,
  modelReference,
  styleClass,
  viewBundle,
} from "./widgetModel.js";
