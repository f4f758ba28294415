// Which old pixels make a new one, along one axis, as OpenCV has it.

/** For one new pixel along an axis: which old ones it mixes, and how much of each. */
type Taps = [index: number, weight: number][];

/** The old pixel that the new one starts in. */
export const nearestTaps = (from: number, to: number): Taps[] =>
  Array.from({ length: to }, (_, i) => [[Math.min(Math.floor(i * (1 / (to / from))), from - 1), 1]]);

/** Two neighbours by distance between pixel centres. */
export const linearTaps = (from: number, to: number): Taps[] =>
  Array.from({ length: to }, (_, i) => {
    const at = ((i + 0.5) * from) / to - 0.5;
    return pair(Math.floor(at), at - Math.floor(at), from);
  });

/** OpenCV's "area" for a larger picture: linear, but steps stay where pixels meet. Its rounding, too, decides on which side. */
export const areaGrowTaps = (from: number, to: number): Taps[] => {
  const zoom = to / from;
  return Array.from({ length: to }, (_, i) => {
    const left = Math.floor(i * (1 / zoom));
    const part = Math.fround(i + 1 - (left + 1) * zoom);
    return pair(left, part <= 0 ? 0 : part - Math.floor(part), from);
  });
};

/** All pixels under the new one, those at its edges by the part that is covered. */
export const areaTaps = (from: number, to: number): Taps[] =>
  Array.from({ length: to }, (_, i) => {
    const [start, stop] = [(i * from) / to, ((i + 1) * from) / to];
    const taps: Taps = [];
    for (let p = Math.floor(start); p < Math.min(Math.ceil(stop - 1e-9), from); p++)
      taps.push([p, ((Math.min(stop, p + 1) - Math.max(start, p)) * to) / from]);
    return taps;
  });

function pair(left: number, part: number, length: number): Taps {
  if (left < 0) return [[0, 1]];
  if (left >= length - 1) return [[length - 1, 1]];
  return [
    [left, 1 - part],
    [left + 1, part],
  ];
}
