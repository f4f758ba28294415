// Questions to the kernel, over its control channel: answered while a cell runs, without a word about busy and idle.
import { KernelMessage, type KernelConnection } from "@jupyterlab/services";
import type { EditorAnswer, EditorOperation, EditorRequest } from "../kernel/internal.js";

/** ms after which a kernel is taken to have lost a question. */
const patience = 60_000;

/** Asks a question about types; null when the kernel has no answer now. */
export async function askKernel<O extends EditorOperation>(
  kernel: KernelConnection,
  request: EditorRequest<O>,
): Promise<EditorAnswer<O> | null> {
  const { status, answer } = await askControl(kernel, "gradus_language_request", request);
  return status === "ok" ? (answer as EditorAnswer<O>) : null;
}

/** The content of the kernel's reply; its `status` is "lost" where none comes. */
export async function askControl(
  kernel: KernelConnection,
  msgType: string,
  content: object,
): Promise<Record<string, unknown>> {
  const message = KernelMessage.createMessage({
    msgType,
    channel: "control",
    username: kernel.username,
    session: kernel.clientId,
    content,
  });
  const future = kernel.sendControlMessage(message, true, false);
  // no idle status follows, so that the future never is done by itself
  future.done.catch(() => undefined);
  try {
    return await new Promise<Record<string, unknown>>((resolve) => {
      const giveUp = () => resolve({ status: "lost" });
      const timer = setTimeout(giveUp, patience);
      kernel.disposed.connect(giveUp);
      future.onReply = ({ content }) => {
        clearTimeout(timer);
        kernel.disposed.disconnect(giveUp);
        resolve(content);
      };
    });
  } finally {
    future.dispose();
  }
}
