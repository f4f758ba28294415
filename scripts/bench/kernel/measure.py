"""Measures one kernel in a fresh process and prints one line of JSON.

measure.py KERNELSPEC typescript|python FOLDER [wait-for-snapshot]
"""

import importlib.util
import json
import os
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

from processes import memory

kernel_name, language, folder = sys.argv[1:4]
wait_for_snapshot = len(sys.argv) > 4
typed = language == "typescript"


def milliseconds(work):
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1e3


def run(code):
    msg_id = client.execute(code)
    while True:
        message = client.get_iopub_msg(timeout=120)
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        if message["msg_type"] == "error":
            raise RuntimeError(code + "\n" + "\n".join(message["content"]["traceback"]))
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            break
    while client.get_shell_msg(timeout=30)["parent_header"].get("msg_id") != msg_id:
        pass


def complete(code):
    msg_id = client.complete(code, len(code))
    while client.get_shell_msg(timeout=30)["parent_header"].get("msg_id") != msg_id:
        pass


def trivial(n):
    return f"const a{n}: number = {n} + 1;\nconsole.log(a{n});" if typed else f"a{n} = {n} + 1\nprint(a{n})"


def function_cell(n):
    if not typed:
        return f"def f{n}(x, y):\n    return x + sum(y)\nv{n} = f{n}({n}, [1, 2, 3])\nprint(v{n})"
    return (
        f"interface P{n} {{ x: number; y: number[] }}\n"
        f"function f{n}(p: P{n}): number {{ return p.x + p.y.reduce((s, v) => s + v, 0); }}\n"
        f"const v{n} = f{n}({{ x: {n}, y: [1, 2, 3] }});\nconsole.log(v{n});"
    )


def median_of(cells):
    times = [milliseconds(lambda code=code: run(code)) for code in cells]
    return statistics.median(times)


result = {}
manager = KernelManager(kernel_name=kernel_name)
began = time.perf_counter()
manager.start_kernel(cwd=folder, stderr=open(os.devnull, "w"))
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=120)
result["start → kernel_info, ms"] = (time.perf_counter() - began) * 1e3
run(trivial(0))
result["start → first typed cell done, ms"] = (time.perf_counter() - began) * 1e3
pid = manager.provisioner.pid
if wait_for_snapshot:
    until = time.perf_counter() + 180
    cache = os.environ["GRADUS_CACHE_DIR"]
    while time.perf_counter() < until and not any(name.endswith(".json") for name in os.listdir(cache)):
        time.sleep(0.5)
time.sleep(1)
result["memory ready, MB"] = memory(pid)
result["trivial cell, ms"] = median_of([trivial(n) for n in range(1, 41)])
result["cell with a function, ms"] = median_of([function_cell(n) for n in range(100, 120)])
if typed:
    began = time.perf_counter()
    run('import * as tf from "@tensorflow/tfjs";\nconsole.log(tf.version.tfjs);')
    result["import tfjs, ms"] = (time.perf_counter() - began) * 1e3
    result["trivial cell after tfjs, ms"] = median_of([trivial(n) for n in range(300, 340)])
    code = "tf.layers."
elif large := next((name for name in ("tensorflow", "torch", "numpy") if importlib.util.find_spec(name)), None):
    run(f"import {large}")
    code = f"{large}.{dict(tensorflow='keras.layers', torch='nn', numpy='linalg')[large]}."
else:
    code = "a1.bit_"
complete(code)
result["completion after a large import, ms"] = statistics.median(
    [milliseconds(lambda: complete(code)) for _ in range(9)]
)
if typed:
    time.sleep(1)
    result["memory with tfjs, MB"] = memory(pid)
client.stop_channels()
manager.shutdown_kernel(now=True)
print(json.dumps(result))
