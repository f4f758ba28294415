// Records in the engine's memory: named fields one after the other, each at a multiple of its own size, as AssemblyScript lays
// out a class.

/** `usize`: an address. */
export type FieldType = "i32" | "usize" | "f32" | "f64";

export interface RecordType<Field extends string = string> {
  readonly types: Readonly<Record<Field, FieldType>>;
  /** Byte offset of each field. */
  readonly offsets: Readonly<Record<Field, number>>;
  /** A multiple of 8, so that records can stand one after the other. */
  readonly bytes: number;
}

/** Values of a record by field; those that are missing are 0. */
export type Values<Type extends RecordType> = Partial<Record<keyof Type["types"], number>>;

export const sizeOf = (type: FieldType): number => (type === "f64" ? 8 : 4);

/** Lays out the fields of a record in the order in which they are written. */
export function record<Field extends string>(types: Readonly<Record<Field, FieldType>>): RecordType<Field> {
  const offsets = {} as Record<Field, number>;
  let end = 0;
  for (const [field, type] of Object.entries(types) as [Field, FieldType][]) {
    const size = sizeOf(type);
    offsets[field] = Math.ceil(end / size) * size;
    end = offsets[field] + size;
  }
  return { types, offsets, bytes: Math.ceil(end / 8) * 8 };
}

/** Writes the given fields of the record at `address`. */
export function writeFields<Type extends RecordType>(
  buffer: ArrayBufferLike,
  address: number,
  { types, offsets }: Type,
  values: Values<Type>,
): void {
  const view = new DataView(buffer, address);
  for (const [field, value] of Object.entries(values) as [string, number | undefined][]) {
    if (value === undefined) continue;
    const type = types[field];
    if (type === undefined) throw new TypeError(`Cannot write a record: it has no field "${field}"`);
    const at = offsets[field]!;
    if (type === "f64") view.setFloat64(at, value, true);
    else if (type === "f32") view.setFloat32(at, value, true);
    else view.setInt32(at, value, true);
  }
}
