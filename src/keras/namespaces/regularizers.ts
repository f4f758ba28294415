// What a cell finds behind `regularizers.`: Keras's factories, without what the layers need beside them.
export { l1, l1l2, l2, type Regularizer, type RegularizerArgument } from "../regularizers.js";
