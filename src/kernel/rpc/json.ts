// JSON text as part of a message. A value becomes text in the process where it is at home: what is no JSON is an error there,
// of the cell that showed it, and who passes the text on cannot fail over what it says.

export type Json = string;

/** The text of an object whose members are text already; undefined ones are left out. */
export function jsonObject(members: Record<string, Json | undefined>): Json {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(members)) {
    if (value !== undefined) parts.push(`${JSON.stringify(key)}:${value}`);
  }
  return `{${parts.join(",")}}`;
}
