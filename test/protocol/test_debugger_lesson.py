"""The lesson about the debugger: what it tells its reader to press, and what he then sees."""

import json
import os

from debug_case import DebugCase

LESSON = os.path.join(os.path.dirname(__file__), "..", "..", "notebooks", "en", "debugger.ipynb")


class Lesson(DebugCase):
    cwd = os.path.dirname(LESSON)

    def setUp(self):
        super().setUp()
        with open(LESSON, encoding="utf8") as file:
            self.cells = {cell["id"]: "".join(cell["source"]) for cell in json.load(file)["cells"]}
        self.start()

    def run_cells(self, *names):
        for name in names:
            self.ok(self.cells[name])

    def test_the_steps_of_its_table(self):
        self.run_cells("network")
        code = self.cells["backward"]
        line = 1 + next(i for i, text in enumerate(code.split("\n")) if text.strip().startswith("const y"))
        self.break_at(code, line)
        self.run_cells("backward", "sign-question")
        msg_id = self.send(self.cells["one"])
        self.stopped()
        self.assertEqual(self.where(), [f"backward:{line}", "cell:1"])
        self.assertEqual({"a1", "a2"} - set(self.locals()), set())
        self.assertEqual(self.locals()["y"], "undefined")
        self.step("next")
        self.assertLess(float(self.locals()["y"]), 1)
        self.step("next")
        self.assertLess(float(self.locals()["d3"]), 0)
        self.step("next")
        self.assertEqual(list(self.gradient()), ["w5", "w6"])
        self.step("next")
        self.step("next")
        self.assertNotIn("undefined", (self.locals()["d1"], self.locals()["d2"]))
        self.step("next")
        gradient = self.gradient()
        self.assertEqual(sorted(gradient), ["w1", "w2", "w3", "w4", "w5", "w6"])
        self.assertEqual([float(gradient[name]) for name in ("w1", "w2")], [0, 0])
        self.go_on(msg_id)

    def gradient(self):
        reference = self.variables(self.scopes()["Locals"])["gradient"]["variablesReference"]
        return {name: v["value"] for name, v in self.variables(reference).items()}

    def test_the_hunt_stops_three_times(self):
        self.run_cells("network", "hasty", "measured")
        msg_id = self.send(self.cells["hunt"])
        for names in ("[ 'w3' ]", "[ 'w1' ]", "[ 'w1', 'w3' ]"):
            self.stopped()
            self.assertEqual(self.locals()["names"], names)
            self.assertLess({"found", "measured"}, set(self.locals()))
            self.body("continue", threadId=1)
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")
        self.run_cells("hunt-question", "hunt-answer")
