// A file beside the notebooks, for recipe 11: what several of them use stands in one place, with types.
import { readCsv, type Table } from "gradus";

/** A penguin whose bill was measured. */
export interface Penguin {
  species: string;
  /** Length and depth in mm. */
  bill: [length: number, depth: number];
}

/** The penguins whose bill was measured. */
export function penguinsOf(table: Table): Penguin[] {
  const species = table.categories("species");
  const bills = table.numbers(["bill_length_mm", "bill_depth_mm"]).toArray() as [number, number][];
  return bills
    .map((bill, i) => ({ species: species[i]!, bill }))
    .filter(({ bill }) => bill.every(Number.isFinite));
}

export const readPenguins = async (file: string): Promise<Penguin[]> => penguinsOf(await readCsv(file));
