// How often numbers changed hands, in all models together: weights, an optimizer's memory, its learning rate. Who trains remembers
// the count and asks before each epoch whether it still holds, not each weight whose it is.

/** Whoever sets a lender, or changes what a lender has taken over, adds to it. */
export const handovers = { count: 0 };
