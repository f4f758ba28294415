// Adam; the decay of weights is every optimizer's.
export { prepare, step } from "./adam";
