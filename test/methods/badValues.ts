// What no argument should be, by the words under which a failure is shown; their types say which parameters may take them after all.
export const badValues = {
  null: null,
  NaN: NaN,
  Infinity: Infinity,
  "-1": -1 as const,
  "1.5": 1.5 as const,
  '"x"': "x" as const,
  true: true as const,
  "[]": [] as never[],
  '["x"]': ["x"] as "x"[],
  "[NaN]": [NaN] as number[],
  "[null]": [null] as null[],
  "[[1, 2], [3]]": [[1, 2], [3]] as number[][], // prettier-ignore
  "[1, 2, 3, 4, 5]": [1, 2, 3, 4, 5] as number[],
  "{}": {},
  "{ batch_size }": { batch_size: 1 },
  "() => 1": () => 1,
};

export type BadValue = keyof typeof badValues;
