// What is measured, in words both sides understand. Each case runs in a process of its own.

/** name → settings; `threads` 0 means "as it comes". */
export const cases = {
  xor: { title: "XOR 2-2-1, batch 1, 10,000 epochs, history and a callback" },
  mnist: { title: "MNIST epoch, 784-512-10, rmsprop, batch 128", batchSize: 128 },
  mnist32: { title: "MNIST epoch, batch 32", batchSize: 32 },
  predict: { title: "predict 10,000 images" },
  cnn: { title: "lesson 08's CNN, one epoch, adam, batch 128", batchSize: 128 },
};
