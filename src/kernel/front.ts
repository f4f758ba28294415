// The door for who carries the kernel's messages otherwise than over Jupyter's sockets: what answers them, and what it asks for.
export { Dispatcher } from "./front/dispatcher.js";
export type { Executor, ExecutorOptions } from "./front/executor.js";
export { kernelInfo } from "./front/kernelInfo.js";
export { Publisher } from "./front/publisher.js";
export { TypeService } from "./front/typeService.js";
export { LanguageClient, type StartLanguage } from "./language/client.js";
export type { LanguageReplyLine, NotebookLanguage } from "./language/types.js";
export type { Json } from "./rpc/json.js";
export type { FromExecution, ToExecution } from "./rpc/messages.js";
