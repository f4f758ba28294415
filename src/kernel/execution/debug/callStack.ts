// The frames of a paused main thread that lie in what the user wrote: those of packages and of the kernel are left out.
import type { Debugger } from "node:inspector";
import type { InspectorSession } from "./inspectorSession.js";
import type { Places, SourcePlace } from "./places.js";

export interface Frame {
  id: number;
  call: Debugger.CallFrame;
  name: string;
  place: SourcePlace;
  /** Whether it is a cell's own code, outside of its functions. */
  isCell: boolean;
}

let lastId = 0;

/** The user's frames, innermost first. */
export function userFrames(
  calls: readonly Debugger.CallFrame[],
  session: InspectorSession,
  places: Places,
): Frame[] {
  return calls.flatMap((call) => {
    const script = session.scripts.get(call.location.scriptId) ?? "";
    const place = placeOf(call.location, session, places);
    if (!place) return [];
    const isCell = places.isCell(script) && isWholeScript(call);
    const name = call.functionName || (isCell ? "cell" : "(anonymous)");
    return [{ id: ++lastId, call, name, place, isCell }];
  });
}

/** Where a location lies in what the user wrote. */
export function placeOf(
  { scriptId, lineNumber, columnNumber = 0 }: Debugger.Location,
  { scripts }: InspectorSession,
  places: Places,
): SourcePlace | undefined {
  return places.toSource(scripts.get(scriptId) ?? "", lineNumber, columnNumber);
}

/** `"use strict"; (async () => {` is where each cell's script begins. */
function isWholeScript({ functionName, functionLocation }: Debugger.CallFrame): boolean {
  if (functionName !== "" || !functionLocation) return false;
  return functionLocation.lineNumber === 0 && (functionLocation.columnNumber ?? 0) <= 15;
}
