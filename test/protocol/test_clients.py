"""The kernel under clients that are not JupyterLab: nbclient runs a whole lesson, jupyter console answers what is typed,
papermill sets parameters, nbval compares outputs."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

import nbformat
from nbclient import NotebookClient

from kernel_case import NOTEBOOKS

LESSONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "notebooks", "en")


class Nbclient(unittest.TestCase):
    def test_runs_lesson_01(self):
        notebook = nbformat.read(os.path.join(LESSONS, "01-batches.ipynb"), as_version=4)
        NotebookClient(notebook, kernel_name="tslab", timeout=600, resources={"metadata": {"path": LESSONS}}).execute()
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        counts = [cell.execution_count for cell in cells]
        self.assertEqual(counts, list(range(1, len(cells) + 1)))
        outputs = [output for cell in cells for output in cell.outputs]
        pictures = [output for output in outputs if "image/png" in output.get("data", {})]
        self.assertGreater(len(pictures), 3)
        for picture in pictures:
            self.assertTrue(picture["data"]["text/plain"].strip(), "a picture has a text form")
        self.assertIn("✓", "".join(output.get("text", "") + str(output.get("data", "")) for output in outputs))


def notebook(folder, *cells):
    """Writes a notebook; a cell with tags is given as (source, tag, …)."""
    made = nbformat.v4.new_notebook()
    made.metadata.kernelspec = {"name": "tslab", "display_name": "TypeScript", "language": "typescript"}
    for cell in cells:
        source, *tags = (cell,) if isinstance(cell, str) else cell
        made.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": tags}))
    file = os.path.join(folder, "made.ipynb")
    nbformat.write(made, file)
    return file


class Widgets(unittest.TestCase):
    def test_gradus_run_saves_their_states_as_nbclient_does(self):
        cells = (
            'import { widgets } from "gradus";\nconst slider = widgets.intSlider({ value: 3, description: "한글" });\nslider',
            "slider.value = 7;\nwidgets.image({ value: Uint8Array.of(1, 2, 250) })",
        )
        with tempfile.TemporaryDirectory() as folder:
            file = notebook(folder, *cells)
            by_nbclient = nbformat.read(file, as_version=4)
            NotebookClient(by_nbclient, kernel_name="tslab", timeout=600, resources={"metadata": {"path": folder}}).execute()
            cli = os.path.join(LESSONS, "..", "..", "dist", "cli.js")
            out = os.path.join(folder, "out")
            subprocess.run(["node", cli, "run", file, "--out", out], check=True, capture_output=True, timeout=120)
            ours = nbformat.read(os.path.join(out, "made.ipynb"), as_version=4)
            self.assertEqual(models(ours), models(by_nbclient))
            self.assertIn("IntSliderModel", str(models(ours)))
            self.assertIn("AQL6", str(models(ours)))  # the picture's bytes


def models(executed):
    """The saved widgets, with the names of their models in place of their random identifiers."""
    saved = executed.metadata.widgets["application/vnd.jupyter.widget-state+json"]
    texts = [json.dumps(model, sort_keys=True) for model in saved["state"].values()]
    for each, model in saved["state"].items():
        texts = [text.replace(each, model["model_name"]) for text in texts]
    return [saved["version_major"], saved["version_minor"], *sorted(texts)]


class Papermill(unittest.TestCase):
    def test_sets_parameters_written_as_csharp(self):
        """It has no translator for TypeScript; numbers, strings and truth values look the same in C#."""
        with tempfile.TemporaryDirectory() as folder:
            file = notebook(folder, ('let epochs = 10;\nconst name = "a";\nlet quick = false;', "parameters"), "[epochs, name, quick]")
            out = os.path.join(folder, "out.ipynb")
            values = ["-p", "epochs", "3", "-p", "name", "한글", "-p", "quick", "True"]
            subprocess.run([sys.executable, "-m", "papermill", file, out, *values, "--language", ".net-csharp"], check=True, capture_output=True, timeout=120)
            cells = nbformat.read(out, as_version=4).cells
            self.assertEqual(cells[1].metadata.tags, ["injected-parameters"])
            self.assertEqual(cells[2].outputs[0].data["text/plain"], "[ 3, '한글', true ]")


# For six seconds; its claim in the temporary folder tells its process id.
STOP_CHECKER = """
import fs from "node:fs"; import os from "node:os"; import path from "node:path";
const folder = path.join(os.tmpdir(), `gradus-${process.getuid!()}`);
const claims = fs.readdirSync(folder).filter((name) => !name.endsWith(".sock"));
const newest = Math.max(...claims.map((name) => Number(name.split(".")[1])));
const claim = claims.find((name) => name.endsWith(`.${newest}`))!;
const { pid } = JSON.parse(fs.readFileSync(path.join(folder, claim), "utf8"));
process.kill(pid, "SIGSTOP");
setTimeout(() => process.kill(pid, "SIGCONT"), 6000);
0
"""


class Nbval(unittest.TestCase):
    def test_names_the_cell_that_failed(self):
        with tempfile.TemporaryDirectory() as folder:
            file = notebook(folder, "const one = 1", "one", "const fail = () => { throw new Error('no') };\nfail()")
            command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--nbval-lax", "--color=no", file]
            shown = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120).stdout
            self.assertRegex(shown, "1 failed, 2 passed")
            plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", shown)
            self.assertIn("Cell 2: Cell execution caused an exception", plain)
            self.assertIn("at In[2]:2:1", plain)

    @unittest.skipIf(sys.platform == "win32", "processes cannot be stopped there")
    def test_strict_mode_holds_where_types_are_checked_late(self):
        """No output depends on how busy the machine is: it stops the checker while the second cell waits for it."""
        with tempfile.TemporaryDirectory() as folder:
            file = notebook(folder, STOP_CHECKER, "console.log('out'); console.error('err'); 1 + 1")
            executed = nbformat.read(file, as_version=4)
            NotebookClient(executed, kernel_name="tslab", timeout=120, resources={"metadata": {"path": folder}}).execute()
            nbformat.write(executed, file)
            command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--nbval", "--color=no", file]
            shown = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120).stdout
            self.assertRegex(shown, "2 passed", shown)


class Console(unittest.TestCase):
    def type(self, *lines):
        """Types lines into `jupyter console` and returns all it printed, without colours."""
        ended = subprocess.run(
            [sys.executable, "-m", "jupyter_console", "--kernel=tslab", "--simple-prompt"],
            input="".join(f"{line}\n" for line in lines),
            cwd=NOTEBOOKS,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", ended.stdout)

    def test_answers_typed_cells(self):
        shown = self.type("const x: number = 6 * 7", "x", "const y: string = x", "quit")
        self.assertRegex(shown, r"Out\[2\]:\s*42")
        self.assertIn("TS2322", shown)


if __name__ == "__main__":
    unittest.main()
