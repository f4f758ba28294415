"""TensorFlow.js in cells: tensors print, a History shows its numbers, an interrupted fit can be called again."""

import os
import tempfile
import time

from kernel_case import NOTEBOOKS, KernelCase

MODULES = os.path.join(os.path.dirname(__file__), "..", "..", "node_modules")


class Tfjs(KernelCase):
    @classmethod
    def setUpClass(cls):
        cls.cwd = tempfile.mkdtemp(dir=NOTEBOOKS)
        os.makedirs(os.path.join(cls.cwd, "node_modules"))
        for name in ("@tensorflow", "@types"):
            os.symlink(os.path.abspath(os.path.join(MODULES, name)), os.path.join(cls.cwd, "node_modules", name))
        super().setUpClass()

    def setUp(self):
        super().setUp()
        self.ok(
            'import * as tf from "@tensorflow/tfjs";\n'
            "const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [4] }), tf.layers.dense({ units: 1 })] });\n"
            'model.compile({ loss: "meanSquaredError", optimizer: "sgd" });\n'
            "const xs = tf.randomNormal([64, 4]), ys = tf.randomNormal([64, 1]); let epochs = 0;",
            timeout=120,
        )

    def test_tensors_show_their_values(self):
        value = self.ok("tf.tensor2d([[1, 2], [3, 4.5]])").value
        self.assertIn("[3, 4.5]", value)
        self.assertIn("shape [2, 2], float32", value)
        self.assertIn("[1, 2]", self.ok("({ inside: tf.tensor1d([1, 2]) })").value)
        self.assertIn("disposed", self.ok("const gone = tf.scalar(1); gone.dispose(); gone").value)

    def test_a_history_shows_its_numbers(self):
        value = self.ok("await model.fit(xs, ys, { epochs: 2, verbose: 0 })", timeout=60).value
        self.assertRegex(value, r"^History \{")
        self.assertIn("epoch: [ 0, 1 ]", value)
        self.assertLess(len(value), 400)

    def test_interrupted_fit_can_be_called_again(self):
        for _ in range(2):
            msg_id = self.send(
                "await model.fit(xs, ys, { epochs: 1e6, verbose: 0, callbacks: { onEpochEnd: () => { epochs++ } } })"
            )
            time.sleep(1.5)
            self.manager.interrupt_kernel()
            self.assertEqual(self.finish(msg_id, 10).reply["ename"], "KeyboardInterrupt")
            time.sleep(0.5)
            before = int(self.ok("epochs").value)
            self.assertGreater(before, 0)
            time.sleep(0.5)
            self.assertEqual(int(self.ok("epochs").value), before)
            self.assertEqual(
                self.ok("(await model.fit(xs, ys, { epochs: 2, verbose: 0 })).history.loss.length", timeout=60).value, "2"
            )

    def test_interrupt_in_the_middle_of_a_batch(self):
        msg_id = self.send(
            "await model.fit(xs, ys, { epochs: 10, verbose: 0, callbacks: { onBatchEnd: () => { for (;;) {} } } })"
        )
        time.sleep(1.5)
        self.manager.interrupt_kernel()
        self.assertEqual(self.finish(msg_id, 10).reply["ename"], "KeyboardInterrupt")
        time.sleep(0.6)
        self.ok("(await model.fit(xs, ys, { epochs: 1, verbose: 0 })).history.loss.length", timeout=60)
