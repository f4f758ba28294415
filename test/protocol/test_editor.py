"""What an editor asks while somebody types: `gradus_language_request` on the control channel."""

from queue import Empty

from kernel_case import KernelCase

CELLS = [
    {"id": "a", "code": "/** Doubles. */\nfunction twice(n: number) { return 2 * n; }"},
    {"id": "b", "code": "let total = twice(21);"},
    {"id": "c", "code": "total = 'many';\nzeros([1]);"},
]
TWICE = {"cell": "b", "offset": CELLS[1]["code"].index("twice")}
TOTAL = {"cell": "c", "offset": 0}


class Editor(KernelCase):
    def post(self, **content):
        """Sends a question without waiting; its id."""
        message = self.client.session.msg("gradus_language_request", content)
        self.client.control_channel.send(message)
        return message["header"]["msg_id"]

    def asked(self, **content):
        return self.control("gradus_language_request", content, timeout=60)["content"]

    def answer(self, **content):
        reply = self.asked(**content)
        self.assertEqual(reply["status"], "ok", reply)
        return reply["answer"]

    def broadcasts(self):
        """Every iopub message there is."""
        found = []
        while True:
            try:
                found.append(self.client.get_iopub_msg(timeout=0.3))
            except Empty:
                return found

    def test_answers_each_question(self):
        def ask(op, **more):
            return self.answer(op=op, cells=CELLS, **more)

        checked = ask("check")
        self.assertEqual([cell["id"] for cell in checked], ["a", "b", "c"])
        codes = [d["code"] for d in checked[2]["diagnostics"]]
        self.assertEqual(codes, ["TS2322", "TS2304"])
        self.assertEqual([cell["id"] for cell in ask("check", targets=["b"])], ["b"])
        self.assertIn("Doubles.", ask("hover", **TWICE)["markdown"])
        self.assertEqual(ask("signature", cell="b", offset=18)["argument"], 0)
        self.assertEqual(ask("definition", **TWICE), {"cell": "a", "from": 25, "to": 30})
        self.assertEqual([place["cell"] for place in ask("references", **TOTAL)], ["b", "c"])
        self.assertEqual(ask("rename", **TOTAL)["name"], "total")
        at = CELLS[2]["code"].index("zeros")
        fixes = ask("fixes", cell="c", code="TS2304", **{"from": at, "to": at + 5})
        self.assertIn("Import 'zeros' from \"gradus\"", [fix["description"] for fix in fixes])
        offered = ask("importables", cell="c", offset=at + 5)
        self.assertIn("zerosLike", [one["name"] for one in offered])
        (edit,) = ask("addImport", cell="c", name="zeros", module="gradus")
        self.assertEqual(edit["insert"], 'import { zeros } from "gradus";\n')
        completed = ask("complete", cell="c", offset=3)
        self.assertIn("total", [match["text"] for match in completed["matches"]])
        self.assertIn("function", [colour["type"] for colour in ask("colours", cell="b")])
        self.assertIn(": number", [hint["text"] for hint in ask("hints", cell="b")])
        self.assertIsNone(ask("file", file="/nowhere.ts"))
        (laid_out,) = ask("format", cell="c")
        self.assertEqual(laid_out["insert"], 'total = "many";\nzeros([1]);')

    def test_passes_without_busy_and_idle_while_a_cell_runs(self):
        self.broadcasts()
        running = self.send("await new Promise((done) => ((globalThis as any).done = done)); 1")
        while self.client.get_iopub_msg(timeout=30)["msg_type"] != "execute_input":
            pass
        self.assertEqual(len(self.answer(op="check", cells=CELLS)), 3)
        self.assertEqual(self.broadcasts(), [])
        self.manager.interrupt_kernel()
        self.assertEqual(self.finish(running).status, "error")

    def test_says_what_is_wrong_with_a_question(self):
        cases = [
            ({}, "op must be one of check, hover"),
            ({"op": "constructor", "cells": []}, 'current value is "constructor"'),
            ({"op": "check"}, "cells must be a list of"),
            ({"op": "check", "cells": [{"id": "a"}]}, "cells must be a list of"),
            ({"op": "check", "cells": CELLS, "targets": "a"}, "targets must be a list"),
            ({"op": "hover", "cells": CELLS, "cell": "a"}, "offset must be an offset, current value is undefined"),
            ({"op": "hover", "cells": CELLS, "cell": "a", "offset": -1}, "current value is -1"),
            ({"op": "file", "cells": [], "file": 7}, "file must be a text, current value is 7"),
        ]
        for content, says in cases:
            reply = self.asked(**content)
            self.assertEqual(reply["status"], "error", content)
            self.assertIn(says, reply["evalue"])
        self.assertIsNone(self.answer(op="hover", cells=CELLS, cell="gone", offset=0))
        self.assertIsNone(self.answer(op="hover", cells=CELLS, cell="a", offset=10_000))

    def test_a_cell_that_is_run_goes_before(self):
        # each cell takes its own check: the answer is long in coming
        many = [{"id": f"m{i}", "code": f"const x{i} = [{i}].map((n) => n * {i}).filter(Boolean);"} for i in range(300)]
        editor = self.post(op="check", cells=many)
        cell = self.client.execute("6 * 7")
        self.reply(cell)
        with self.assertRaises(Empty):
            self.client.get_control_msg(timeout=0)
        while True:
            answer = self.client.get_control_msg(timeout=60)
            if answer["parent_header"]["msg_id"] == editor:
                break
        self.assertEqual(len(answer["content"]["answer"]), 300)
