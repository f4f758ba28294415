"""The kernel under clients that are not JupyterLab: nbclient runs a whole lesson, jupyter console answers what is typed."""

import os
import re
import subprocess
import sys
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
