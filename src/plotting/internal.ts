// What other rooms use and nobody outside: the door beside index.ts.
export {
  classColors,
  classTints,
  faintLine,
  frameColor,
  ink,
  inkOnTint,
  panelEdge,
  paper,
  softInk,
  widgetInk,
  wrongColor,
} from "./colors.js";
export { drawnHtml } from "./drawing.js";
export { contourLines } from "./image/contours.js";
export { pngUrl } from "./image/pngEncoder.js";
export { colorize } from "./image/raster.js";
export { flipped } from "./pyplot/pictures.js";
export { stillPng } from "./stillPng.js";
export { escapeXml, type Picture, place, svgFile, words } from "./svg.js";
export { textWidth } from "./render/textWidth.js";
