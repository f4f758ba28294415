// The door for who checks types over other files than a disk's.
export { setAddresses } from "./language/addresses.js";
export { answerer } from "./language/answerer.js";
export { setFiles } from "./language/files.js";
export { setKernelFiles } from "./language/kernelFiles.js";
export { setAdvice } from "./language/missingModules.js";
export { makeLanguageService } from "./language/makeService.js";
export type {
  CheckReply,
  LanguageRequestLine,
  LanguageService,
  OpenRequest,
  RestoreEntry,
} from "./language/types.js";
