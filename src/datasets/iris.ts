// Fisher's irises: the classic small table.
import { NDArray } from "../array/index.js";

/** What {@link iris} returns; the words are scikit-learn's. */
export interface Iris {
  /** Measurements in cm, float64, shape `[150, 4]`. */
  data: NDArray;
  /** Species, int32, shape `[150]`: 0, 1 or 2, fifty of each in this order. */
  target: NDArray;
  /** Names of the four columns. */
  featureNames: string[];
  /** Names of the three species. */
  targetNames: string[];
}

/**
 * Sepals and petals of 150 irises.
 *
 * Origin: R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7 (1936), in the public
 * domain; the values are those of R and scikit-learn.
 *
 * @example
 * ```ts
 * import { iris } from "gradus";
 * import { expect } from "vitest";
 *
 * const { data, target, targetNames } = iris();
 * expect(data.shape).toEqual([150, 4]);
 * expect(data.at(0).toArray()).toEqual([5.1, 3.5, 1.4, 0.2]);
 * expect(targetNames[target.item(149)]).toBe("virginica");
 * ```
 *
 * @see scikit-learn `sklearn.datasets.load_iris`
 */
export function iris(): Iris {
  const digits = measurements.join("");
  const data = Float64Array.from({ length: 600 }, (_, i) => Number(digits.slice(2 * i, 2 * i + 2)) / 10);
  const target = Int32Array.from({ length: 150 }, (_, i) => Math.floor(i / 50));
  return {
    data: new NDArray(data, [150, 4]),
    target: new NDArray(target, [150]),
    featureNames: ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"],
    targetNames: ["setosa", "versicolor", "virginica"],
  };
}

/** Millimetres with two digits each, four a flower, ten flowers a line. */
const measurements = [
  "51351402493014024732130246311502503614025439170446341403503415024429140249311501",
  "54371502483416024830140143301101584012025744150454391304513514035738170351381503",
  "54341702513715044636100251331705483419025030160250341604523515025234140247321602",
  "48311602543415045241150155421402493115025032120255351302493614014430130251341502",
  "50351303452313034432130250351606513819044830140351381602463214025337150250331402",
  "70324714643245156931491555234013652846155728451363334716492433106629461352273914",
  "50203510593042156022401061294714562936136731441456304515582741106222451556253911",
  "59324818612840136325491561284712642943136630441468284814673050176029451557263510",
  "55243811552437105827391260275116543045156034451667314715632344135630411355254013",
  "55264412613046145826401250233310562742135730421257294213622943135125301157284113",
  "63336025582751197130592163295618653058227630662149254517732963186725581872366125",
  "65325120642753196830552157255020582851246432532365305518773867227726692360225015",
  "69325723562849207728672063274918673357217232601862284818613049186428562172305816",
  "74286119793864206428562263285115612656147730612363345624643155186030481869315421",
  "67315624693151235827511968325923673357256730522363255019653052206234542359305118",
];
