// What scikit-learn 1.9 gives: fixtures/selection.py.
import fs from "node:fs";
import { expect } from "vitest";
import { array, type CvResults } from "gradus";

const special: Record<string, number> = { nan: NaN, inf: Infinity, "-inf": -Infinity };

export const fixture = JSON.parse(
  fs.readFileSync(new URL("fixtures/selection.json", import.meta.url), "utf8"),
  (_, value: unknown) => (typeof value === "string" && value in special ? special[value] : value),
) as Record<string, ReturnType<typeof JSON.parse>>;

/** The fixture's irises. */
export const x = array(fixture.data.x);
export const y = array(fixture.data.y, { dtype: "int32" });

/** A table of scikit-learn's, and what it chose. */
export interface Wanted {
  table: Record<string, (number | object)[]>;
  bestIndex?: number;
  bestScore?: number;
  bestParams?: object;
}

export function expectTable(search: { cvResults: CvResults }, { table }: Wanted): void {
  for (const [column, wanted] of Object.entries(table)) {
    const got = Array.from(search.cvResults[column] as ArrayLike<unknown>);
    if (column === "params") expect(got).toEqual(wanted);
    else
      wanted.forEach((value, i) =>
        Number.isNaN(value)
          ? expect(got[i], `${column} ${String(i)}`).toBeNaN()
          : expect(got[i], `${column} ${String(i)}`).toBeCloseTo(value as number, 10),
      );
  }
}
