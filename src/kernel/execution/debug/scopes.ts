// The scopes of a frame: its own variables, those that its function closes over, its module's, the session's.
import type { Frame } from "./callStack.js";
import type { Variables } from "./variables.js";

/** The body of a reply to `scopes`. */
export function scopesOf(frame: Frame | undefined, variables: Variables): { scopes: object[] } {
  if (!frame) return { scopes: [] };
  const { callFrameId, scopeChain } = frame.call;
  const scope = (name: string, types: RegExp, withSession: boolean) => {
    const objectIds = scopeChain.filter(({ type }) => types.test(type)).map(({ object }) => object.objectId!);
    if (objectIds.length === 0 && !withSession && name !== "Locals") return [];
    const variablesReference = variables.refer({ objectIds, withSession, callFrameId });
    return [{ name, variablesReference, expensive: false }];
  };
  // A cell's names are the session's: at its top level they are what is local.
  const [locals] = scope("Locals", /^(local|block|catch|with|eval)$/, frame.isCell);
  return {
    scopes: [
      { ...locals, presentationHint: "locals" },
      ...scope("Closure", /^closure$/, false),
      ...scope("Module", /^(module|script)$/, false),
      ...scope("Globals", /^$/, true),
    ],
  };
}
