"""Cells of commands, as learners know them from Python, and packages named as Deno's notebooks name them."""

import json
import os
import re
import tempfile

from kernel_case import NOTEBOOKS, KernelCase, another_kernel, start_kernel, stop_kernel


def write(folder, name, text):
    file = os.path.join(folder, name)
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "w") as out:
        out.write(text)


class Commands(KernelCase):
    @classmethod
    def setUpClass(cls):
        cls.cwd = tempfile.mkdtemp(dir=NOTEBOOKS)
        write(cls.cwd, "package.json", '{ "name": "notebook", "private": true }')
        write(cls.cwd, "local/package.json", json.dumps({"name": "small", "version": "2.3.0", "main": "i.js"}))
        write(cls.cwd, "local/i.js", "exports.small = 7;")
        write(cls.cwd, "local/i.d.ts", "export const small: number;")
        super().setUpClass()

    def test_a_command_runs_in_the_folder(self):
        outcome = self.ok("// where\n!echo hello 한글\n!cat local/i.js")
        self.assertEqual(outcome.text(), "hello 한글\nexports.small = 7;")
        self.fails("!node -e process.exit(3)\n!echo never", "CommandError", "`node -e process.exit.3.` ended with exit code")

    def test_negations_are_code(self):
        self.ok("const done = false")
        self.shows("!done", "true")

    def test_an_interrupt_ends_the_command(self):
        msg_id = self.send("!sleep 100")
        self.client.get_iopub_msg(timeout=10)
        import time

        time.sleep(0.5)
        self.control("interrupt_request")
        self.assertEqual(self.finish(msg_id, 20).reply["ename"], "KeyboardInterrupt")
        self.shows("1 + 1", "2")

    def test_npm_says_what_and_where_and_the_package_is_there(self):
        self.fails('import { small } from "npm:small@2"; small', "TS2307", "type `%npm install small@2` in a cell")
        outcome = self.ok("%npm install ./local", timeout=60)
        shown = outcome.of("display_data")[0]["data"]["text/plain"]
        self.assertEqual(shown, f"npm install ./local, in {os.path.realpath(self.cwd)}")
        self.assertRegex(outcome.text(), "added 1 package")
        self.shows('import { small } from "npm:small@2"; small', "7")
        self.fails('import { small as s3 } from "npm:small@3"; s3', None, "small must be of version 3, current value is 2.3.0")
        self.fails("%npm install a;b", "CommandError", "what follows %npm must be .*current value is .a;b.")

    def test_ipythons_magics_say_what_to_type(self):
        npm = "type `%npm install NAME`"
        for code, advice in {
            "%npm": npm,
            "%pip install x": npm,
            "%conda install x": npm,
            "%%bash\nls -la": "type each line as a command",
            "%matplotlib inline": "leave the line out",
            "!": "type `! ls`",
            "%npm uninstall": "type `%npm uninstall NAME`",
            "!echo first\n%pip install x": npm,
            "%npm install small\nimport { small } from 'small'": "put code into a cell of its own",
        }.items():
            outcome = self.fails(code, "CommandError", "^Cannot run a command: .*" + re.escape(advice))
            self.assertEqual([code, outcome.text(), outcome.of("display_data")], [code, "", []])
            self.assertEqual(outcome.traceback.count("\n"), 0, "no stack: " + outcome.traceback)

    def test_a_command_among_code_says_where_it_belongs(self):
        for code in ("const a = 1\n%npm install small", "1;\n%matplotlib inline\n2", "1\n!npm install small"):
            line = code.split("\n")[1]
            self.fails(code, None, re.escape(f"A command must be in a cell of its own: move `{line}` to one.") + "$")

    def test_nothing_is_installed_where_no_package_is_named(self):
        with tempfile.TemporaryDirectory() as bare, another_kernel(self, bare):
            self.fails("%npm install // all", "CommandError", "type `%npm install NAME`")
            self.assertEqual(os.listdir(bare), [])


class CommandsInJavaScript(KernelCase):
    kernel_name = "jslab"

    def test_are_the_same(self):
        self.assertEqual(self.ok("! echo hello").text(), "hello\n")
        self.fails("%pip install x", "CommandError", "type `%npm install NAME`")
        self.fails("const a = 1\n%npm install small", None, "must be in a cell of its own")


class Refusal(KernelCase):
    def test_installing_may_be_off(self):
        manager, client = start_kernel(env={**os.environ, "GRADUS_ALLOW_INSTALL": "false"})
        try:
            for code in ("%npm install small", "!npm install small", "!npx small hello", "!echo first\n%npm i small"):
                shown = []
                reply = client.execute_interactive(code, timeout=60, output_hook=lambda message: shown.append(message["msg_type"]))
                self.assertRegex(reply["content"]["evalue"], "installs nothing; add --allow-install")
                self.assertNotIn("stream", shown, code)
            reply = client.execute_interactive("%npm prefix", timeout=60, output_hook=lambda _: None)
            self.assertEqual(reply["content"]["status"], "ok")
        finally:
            stop_kernel(manager, client)
