"""A search on threads from a notebook in the checkout: models that no data holds come from a module cell."""

import os

from kernel_case import KernelCase

MODELS = """/** @module models */
import { fromModule, layers, Sequential, type tf } from "gradus";
export function buildModel({ units = 4 }: { units?: number }) {
  const model = new Sequential([layers.dense({ units, inputShape: [4] }), layers.dense({ units: 1 })]);
  const loss = (yTrue: tf.Tensor, yPred: tf.Tensor) => yPred.sub(yTrue).SHAPE().mean(-1);
  model.compile({ optimizer: "sgd", loss });
  return model;
}
fromModule(import.meta.url, buildModel);
"""

SEARCH = """import { GridSearchCV, iris, KerasRegressor } from "gradus";
import { buildModel } from "./models";
async function table(nJobs: number) {
  const estimator = new KerasRegressor({ buildFn: buildModel });
  const search = new GridSearchCV({ estimator, paramGrid: { model__units: [2, 4] }, cv: 2, nJobs, seed: 1, verbose: 0 });
  await search.fit(iris().data, iris().target);
  return String(search.cvResults.meanTestScore);
}
const alone = await table(1), together = await table(2);
"""


class Search(KernelCase):
    @classmethod
    def setUpClass(cls):
        cls.cwd = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", "notebooks", "en"))
        super().setUpClass()

    def test_models_of_a_module_cell_travel_to_threads_edited_too(self):
        tables = []
        for shape in ("square", "abs"):
            self.ok(MODELS.replace("SHAPE", shape))
            outcome = self.ok(SEARCH, timeout=180)
            self.assertNotIn("this process", outcome.text("stderr"))
            self.shows("alone === together", "true")
            tables.append(self.run_cell("alone").value)
        self.assertNotEqual(*tables)
