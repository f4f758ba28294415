// What the language worker does: the kernel's checker, over declarations that came with the page.
import { listen, tell } from "../workerLine.js";
import { declarations, readLate } from "./declarations.js";
import "../node/globals.js";
import {
  answerer,
  makeLanguageService,
  setAddresses,
  setAdvice,
  setFiles,
  setKernelFiles,
  type LanguageRequestLine,
} from "../../kernel/language.js";
import { notebookFolder } from "../messages.js";
import { adviceOn, isAddress } from "../missingModules.js";
import { AddressTypes } from "./addressTypes.js";
import { door, LaterTypes, standIn } from "./laterTypes.js";
import { mapSystem } from "./mapSystem.js";

/** A cell that needs what most first cells need: its types are there before the first one comes. */
const warmingUp = 'import { layers } from "gradus"; layers.dense({ units: 1 })';

const own = "/node_modules/gradus/dist/";
const types = `${own}kernel/language/types/`;

const files = new Map(Object.entries(await declarations));
const addresses = new AddressTypes(files, () => service.refresh());
const changed = new Set<string>();
setFiles(mapSystem(files, notebookFolder, readLate, changed));
const doorText = files.get(own + door)!;
files.set(own + door, standIn);
setKernelFiles({
  lib: "/node_modules/typescript/lib",
  nodeTypes: "/node_modules/@types/node/index.d.ts",
  tslabTypes: `${types}tslab.d.ts`,
  globalTypes: `${types}globals.d.ts`,
  own,
});
setAdvice(adviceOn);
setAddresses(isAddress, addresses.find);
const service = makeLanguageService();
// While JupyterLab still loads, and as nearly every notebook is opened: its checker keeps what it has read.
service.open({ dir: notebookFolder, language: "typescript" });
service.check({ code: warmingUp });
const bringTypes = (): void => {
  files.set(own + door, doorText);
  changed.add(own + door);
};
const later = new LaterTypes(service, bringTypes, warmingUp);
const answer = answerer(later.service, tell);
const answerWithAddresses = (line: LanguageRequestLine): void => {
  addresses.running = codeToRun(line);
  answer(line);
  addresses.running = "";
};
listen<LanguageRequestLine>((line) => later.take(line, answerWithAddresses));

/** The code of the cells that a request is about because they run, or ran before a restart. */
function codeToRun({ method, params }: LanguageRequestLine): string {
  if (method === "check" || method === "addModule") return (params as { code: string }).code;
  if (method !== "restore") return "";
  return (params as { entries: { code: string }[] }).entries.map(({ code }) => code).join("\n");
}
