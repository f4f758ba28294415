// Messages about shapes: who wanted which, which came, and the usual cause.

/** Builds `Cannot <action>: <name> must have shape <wanted>, current shape is <got>; <fix>`. */
export function shapeComplaint(parts: {
  action: string;
  name: string;
  wanted: string;
  got: string;
  fix?: string | undefined;
}): string {
  const { action, name, wanted, got, fix } = parts;
  return `Cannot ${action}: ${name} must have shape ${wanted}, current shape is ${got}${fix ? `; ${fix}` : ""}`;
}
