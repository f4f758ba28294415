// Settings that a reader has never changed, read from their schema. JupyterLab has a program written and compiled for each of its
// hundred schemas (https://ajv.js.org), which was an eighth of all that it does until a notebook is there; where nobody has set
// anything, there is nothing to validate, only defaults to collect.

/** A JSON schema, as far as it is read here. */
export interface Schema {
  $ref?: string;
  default?: unknown;
  definitions?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema | Schema[] | boolean;
  allOf?: Schema[];
}

/** What may bring defaults under conditions; JupyterLab's schemas have none of it. */
const conditions = [
  "then",
  "else",
  "dependencies",
  "dependentSchemas",
  "prefixItems",
  "unevaluatedProperties",
];

/** A schema asks for more than is read here. */
class Unread extends Error {}

/**
 * The values of a plugin whose reader has set none, as Ajv's option `useDefaults` fills them in.
 *
 * @returns undefined for a schema that is not read here.
 */
export function defaultsOf(schema: Schema): Record<string, unknown> | undefined {
  const values = {};
  try {
    fill(schema, values, schema);
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
  return values;
}

function fill(schema: Schema | boolean | undefined, value: unknown, root: Schema): void {
  if (typeof schema !== "object" || typeof value !== "object" || value === null) return;
  if (conditions.some((name) => name in schema)) throw new Unread();
  if (schema.$ref !== undefined) fill(referred(schema.$ref, root), value, root);
  for (const one of schema.allOf ?? []) fill(one, value, root);
  if (!Array.isArray(value)) return fillObject(schema, value as Record<string, unknown>, root);
  if (Array.isArray(schema.items)) throw new Unread();
  for (const item of value) fill(schema.items, item, root);
}

function fillObject(schema: Schema, values: Record<string, unknown>, root: Schema): void {
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  for (const [name, property] of Object.entries(properties)) {
    if (values[name] === undefined && property.default !== undefined)
      values[name] = structuredClone(property.default);
  }
  const patterns = Object.entries(patternProperties);
  for (const [name, value] of Object.entries(values)) {
    const matching = patterns.flatMap(([pattern, one]) => (new RegExp(pattern, "u").test(name) ? [one] : []));
    const known = Object.hasOwn(properties, name) ? [properties[name]!, ...matching] : matching;
    for (const one of known.length > 0 ? known : [additionalProperties]) fill(one, value, root);
  }
}

function referred(address: string, root: Schema): Schema {
  const name = /^#\/definitions\/([^/]+)$/.exec(address)?.[1];
  const schema = name === undefined ? undefined : root.definitions?.[name];
  if (!schema) throw new Unread();
  return schema;
}
