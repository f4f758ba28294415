// What scikit-learn 1.9 gives: fixtures/selection.py.
import fs from "node:fs";

const special: Record<string, number> = { nan: NaN, inf: Infinity, "-inf": -Infinity };

export const fixture = JSON.parse(
  fs.readFileSync(new URL("fixtures/selection.json", import.meta.url), "utf8"),
  (_, value: unknown) => (typeof value === "string" && value in special ? special[value] : value),
) as Record<string, ReturnType<typeof JSON.parse>>;
