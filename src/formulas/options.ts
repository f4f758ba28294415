// Options of a family of formulas as one type, and as values with every default filled in.

/** The options of a formula, all of them given, as its functions take them. */
interface WithDefaults {
  readonly defaults: object;
}

/** The union `A | B` as `A & B`. */
type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The options of one formula, each of them optional. */
export type OptionsOf<Formula extends WithDefaults> = Writable<Partial<Formula["defaults"]>>;

/** The options that any formula of a family has. */
export type AllOptions<Family extends Readonly<Record<string, WithDefaults>>> = Intersection<
  { [Name in keyof Family]: OptionsOf<Family[Name]> }[keyof Family]
>;

/** A formula's options, with its defaults where `given` has none. */
export function fillOptions<Options extends object>(
  { defaults }: { readonly defaults: Options },
  given: object,
): Options {
  const filled = { ...defaults };
  for (const key of Object.keys(defaults) as (keyof Options)[]) {
    const value = (given as Partial<Options>)[key];
    if (value !== undefined) filled[key] = value;
  }
  return filled;
}
