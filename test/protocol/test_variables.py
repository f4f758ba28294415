"""Variables: in the panels of a debugger, and for who only wants to know what the session holds."""

import time

from debug_case import DebugCase

SESSION = """import { np } from "gradus";
const xs = new Float64Array([0.5, 1.5, 2.5]);
const point = { x: 3, y: 4, label: "corner" };
const grid = np.array([[1, 2], [3, 4]]);
const names = ["a", "b"];
const ages = new Map([["a", 1], ["b", 2]]);
let seen = 0;
class Shy {
  width = 2;
  get area() { seen++; return 4; }
  [Symbol.for("nodejs.util.inspect.custom")]() { seen++; return "printed"; }
}
const shy = new Shy();
function double(x: number) { return x * 2; }
"""


class WhileItStands(DebugCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.execute(SESSION)

    def setUp(self):
        super().setUp()
        self.start()
        self.msg_id = self.run_until_stop("const one = 1;\n{\n  const inner = [1, 2];\n  inner;\n}", 4)

    def tearDown(self):
        self.body("continue", threadId=1)
        self.assertEqual(self.reply(self.msg_id)["content"]["status"], "ok")
        super().tearDown()

    def test_scopes_and_lines(self):
        scopes = self.scopes()
        self.assertEqual(list(scopes), ["Locals", "Globals"])
        own = self.variables(scopes["Locals"])
        self.assertEqual(list(own)[0], "inner")
        self.assertEqual(
            {name: own[name]["value"] for name in ("inner", "one", "xs", "point", "grid", "names", "ages", "double", "Shy")},
            {
                "inner": "[ 1, 2 ]",
                "one": "1",
                "xs": "Float64Array(3) [ 0.5, 1.5, 2.5 ]",
                "point": "{ x: 3, y: 4, label: 'corner' }",
                "grid": "[[1. 2.] [3. 4.]]",
                "names": "[ 'a', 'b' ]",
                "ages": "Map(2) { 'a' => 1, 'b' => 2 }",
                "double": "ƒ double(x)",
                "Shy": "class Shy",
            },
        )
        # JupyterLab's tree would show it in place of the value.
        self.assertNotIn("type", own["xs"])
        self.assertNotIn("__cell", own)
        self.assertNotIn("setTimeout", self.variables(scopes["Globals"]))

    def test_looking_runs_no_code_of_the_users(self):
        own = self.variables(self.scopes()["Locals"])
        self.assertEqual(own["shy"]["value"], "Shy { width: 2 }")
        self.assertEqual(list(self.variables(own["shy"]["variablesReference"])), ["width"])
        self.assertEqual(own["seen"]["value"], "0")

    def test_opened_values(self):
        own = self.variables(self.scopes()["Locals"])
        opened = lambda name: {k: v["value"] for k, v in self.variables(own[name]["variablesReference"]).items()}
        self.assertEqual(opened("point"), {"x": "3", "y": "4", "label": '"corner"'})
        self.assertEqual(opened("xs"), {"0": "0.5", "1": "1.5", "2": "2.5"})
        self.assertEqual(opened("ages"), {'"a"': "1", '"b"': "2"})
        self.assertEqual(own["one"]["variablesReference"], 0)
        self.assertEqual(opened("grid")["shape"], "[ 2, 2 ]")

    def test_long_lists_are_cut(self):
        self.body("evaluate", expression="globalThis.long = new Float64Array(1_000_000)", context="repl")
        own = self.variables(self.scopes()["Globals"])
        elements = self.variables(own["long"]["variablesReference"])
        self.assertEqual((len(elements), elements["…"]["value"]), (101, '"999,900 more"'))

    def test_a_long_list_a_page_at_a_time(self):
        self.body("evaluate", expression="globalThis.many = Float64Array.from({ length: 100_000 }, (_, i) => 2 * i)", context="repl")
        many = self.variables(self.scopes()["Globals"])["many"]
        self.assertEqual((many["indexedVariables"], many["namedVariables"]), (100_000, 0))
        page = self.page(many, filter="indexed", start=70_000, count=3)
        self.assertEqual(page, {"70000": "140000", "70001": "140002", "70002": "140004"})
        self.assertEqual(list(self.page(many, filter="indexed", start=99_998, count=100)), ["99998", "99999"])
        self.assertEqual(self.page(many, filter="named"), {})
        self.assertEqual(len(self.page(many, start=50, count=250)), 250)

    def test_pages_of_other_values(self):
        expression = "globalThis.match = Object.assign(/b(c)/.exec('abcd')!, { groups: 1 })"
        self.body("evaluate", expression=expression, context="repl")
        own = self.variables(self.scopes()["Globals"])
        match = own["match"]
        self.assertEqual((match["indexedVariables"], match["namedVariables"]), (2, 3))
        self.assertEqual(self.page(match, filter="indexed"), {"0": '"bc"', "1": '"c"'})
        self.assertEqual(self.page(match, filter="named"), {"index": "1", "input": '"abcd"', "groups": "1"})
        self.assertEqual(list(self.page(match, start=1, count=2)), ["1", "index"])
        self.assertEqual(self.page(own["ages"], filter="indexed", start=1, count=5), {'"b"': "2"})
        self.assertEqual(self.page(own["point"], filter="named", start=1, count=1), {"y": "4"})
        self.assertEqual(self.page(own["point"], filter="indexed"), {})
        self.assertNotIn("indexedVariables", own["point"])
        names = list(own)
        scope = self.body("variables", variablesReference=self.scopes()["Globals"], start=2, count=3)
        self.assertEqual([v["name"] for v in scope["variables"]], names[2:5])

    def page(self, variable, **asked):
        reply = self.body("variables", variablesReference=variable["variablesReference"], **asked)
        return {v["name"]: v["value"] for v in reply["variables"]}

    def test_a_proxy_stays_closed(self):
        # Each trap would count; `void`, since an answer that is shown asks the value how it draws itself.
        traps = "new Proxy({}, { get: () => () => { seen++; } })"
        self.body("evaluate", expression=f"void (globalThis.trap = new Proxy([1, 2], {traps}))", context="repl")
        own = self.variables(self.scopes()["Globals"])
        self.assertEqual((own["trap"]["value"], own["trap"]["variablesReference"]), ("[ 1, 2 ]", 0))
        self.assertEqual(self.variables(self.scopes()["Globals"])["seen"]["value"], "0")
        self.body("evaluate", expression="delete globalThis.trap", context="repl")

    def test_evaluate(self):
        frame = self.stack()[0]["id"]
        ask = lambda expression, **more: self.body("evaluate", expression=expression, frameId=frame, **more)
        self.assertEqual(ask("(inner as number[]).length + one", context="repl")["result"], "3")
        self.assertEqual(ask("grid", context="repl")["result"], "array([[1., 2.],\n       [3., 4.]])")
        self.assertEqual(ask("const added = one + 1;", context="repl")["result"], "2")
        self.assertEqual(ask("added", context="hover")["result"], "2")
        # JupyterLab's console shows no message of a failed reply.
        self.assertIn("nope is not defined", ask("nope.x", context="repl")["result"])
        changed = self.ask("evaluate", expression="seen++", frameId=frame, context="hover")
        self.assertIs(changed["success"], False)
        # Ids stay: a new one would move JupyterLab's focus away from its console.
        self.assertEqual(self.stack()[0]["id"], frame)

    def test_set_variable(self):
        scopes = self.scopes()
        reply = self.body("setVariable", variablesReference=scopes["Globals"], name="one", value="1")
        self.assertEqual(reply["value"], "1")
        point = self.variables(scopes["Globals"])["point"]["variablesReference"]
        self.assertEqual(self.body("setVariable", variablesReference=point, name="x", value="5 as number")["value"], "5")
        self.assertEqual(self.variables(point)["x"]["value"], "5")
        self.body("setVariable", variablesReference=point, name="x", value="3")

    def test_rich_variables(self):
        frame = self.stack()[0]["id"]
        rich = lambda name: self.body("richInspectVariables", variableName=name, frameId=frame)["data"]
        self.assertEqual(rich("grid")["text/plain"], "array([[1., 2.],\n       [3., 4.]])")
        self.assertIn("<td>4</td>", rich("grid")["text/html"])
        self.assertIn("<td>1.5</td>", rich("xs")["text/html"])
        self.assertIn("<td>2</td>", rich("inner")["text/html"])
        self.assertEqual(rich("one"), {"text/plain": "1"})

    def test_copy_to_globals(self):
        frame = self.stack()[0]["id"]
        self.body("copyToGlobals", srcVariableName="inner", dstVariableName="kept", srcFrameId=frame)
        self.assertEqual(self.variables(self.scopes()["Globals"])["kept"]["value"], "[ 1, 2 ]")


class WithoutDebugging(DebugCase):
    def facts(self):
        reply = self.control("gradus_variables_request")
        self.assertEqual(reply["content"]["status"], "ok", reply["content"])
        return {v["name"]: v for v in reply["content"]["variables"]}

    def test_what_a_session_holds(self):
        self.assertNotIn("grid", self.facts())
        self.ok(SESSION)
        facts = self.facts()
        grid = facts["grid"]
        self.assertEqual((grid["type"], grid["shape"], grid["bytes"]), ("NDArray", [2, 2], 32))
        xs = facts["xs"]
        self.assertEqual((xs["type"], xs["shape"], xs["bytes"]), ("Float64Array", [3], 24))
        self.assertEqual((facts["names"]["type"], facts["names"]["shape"]), ("Array", [2]))
        self.assertEqual(facts["ages"]["shape"], [2])
        self.assertEqual(facts["double"]["type"], "function")
        self.assertEqual(facts["Shy"]["type"], "class")
        self.assertEqual((facts["seen"]["type"], facts["seen"]["value"]), ("number", "0"))
        self.assertEqual(facts["shy"]["value"], "Shy { width: 2 }")

    def test_models_and_layers_read_as_in_a_cell(self):
        self.ok('import { layers, Sequential } from "gradus";\nconst net = new Sequential([layers.dense({ units: 3 })]);\nconst layer = layers.dense({ units: 2 });')
        for name in ("net", "layer"):
            shown = " ".join(line.strip() for line in self.ok(name).value.split("\n"))
            self.assertEqual(self.facts()[name]["value"][:300], shown[:300])

    def test_while_a_cell_runs(self):
        msg_id = self.send("let spun = 0;\nfor (;;) {\n  spun += 1;\n  if (spun < 0) break;\n}")
        time.sleep(0.6)
        spun = lambda: int(self.facts()["spun"]["value"])
        first = later = spun()
        for _ in range(20):  # a busy machine may let the asker on before the cell
            if later > first:
                break
            time.sleep(0.1)
            later = spun()
        self.assertGreater(later, first)
        self.control("interrupt_request")
        self.assertEqual(self.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")

    def test_it_says_nothing_of_busy_and_idle(self):
        self.facts()
        self.pump(0.3)
        self.statuses.clear()
        self.facts()
        self.pump(0.3)
        self.assertEqual(self.statuses, [])

    def test_inspect_variables_with_the_debugger_off(self):
        self.ok("const held = [1, 2, 3];")
        self.assertIs(self.body("debugInfo")["isStarted"], False)
        variables = {v["name"]: v for v in self.body("inspectVariables")["variables"]}
        self.assertEqual(variables["held"]["value"], "[ 1, 2, 3 ]")
        opened = self.variables(variables["held"]["variablesReference"])
        self.assertEqual(opened["1"]["value"], "2")
        rich = self.body("richInspectVariables", variableName="held")["data"]
        self.assertIn("<td>3</td>", rich["text/html"])

    def test_who_asks_meanwhile_gets_the_same_answer(self):
        # JupyterLab asks at each message of a running cell.
        self.ok("const asked = [1];")
        msg_id = self.send("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);")
        self.pump(0.5)  # the cell keeps the thread that has the variables
        ids = [self.send_debug("inspectVariables") for _ in range(5)]
        bodies = [self.reply_to(request)["body"] for request in ids]
        references = {v["variablesReference"] for body in bodies for v in body["variables"] if v["name"] == "asked"}
        self.assertLess(len(references), 5)
        self.assertEqual(self.reply(msg_id)["content"]["status"], "ok")

    def test_a_debugger_statement_does_not_stop_who_only_looks(self):
        self.facts()
        self.ok("debugger;\n1")
