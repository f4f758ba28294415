"""Memory of one kernel, of each of five at once, and of one that idles; prints one line of JSON.

memory.py KERNELSPEC typescript|python FOLDER IDLE_SECONDS
"""

import json
import os
import sys
import time

from jupyter_client.manager import KernelManager

from processes import memory

kernel_name, language, folder, idle = sys.argv[1:5]
typed = language == "typescript"
result = {}


def start():
    manager = KernelManager(kernel_name=kernel_name)
    manager.start_kernel(cwd=folder, stderr=open(os.devnull, "w"))
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    run(client, 1)
    return manager, client


def run(client, n):
    began = time.perf_counter()
    code = f"const a{n}: number = {n} + 1; console.log(a{n});" if typed else f"a{n}: int = {n} + 1; print(a{n})"
    reply = client.execute_interactive(code, timeout=120, output_hook=lambda message: None)
    assert reply["content"]["status"] == "ok", reply["content"]
    return (time.perf_counter() - began) * 1e3


def end(kernels):
    for manager, client in kernels:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def pids(kernels):
    return [manager.provisioner.pid for manager, _ in kernels]


if typed:  # the startup snapshot is made at the first use of a folder
    first = [start()]
    until = time.perf_counter() + 180
    cache = os.environ["GRADUS_CACHE_DIR"]
    while time.perf_counter() < until and not any(name.endswith(".json") for name in os.listdir(cache)):
        time.sleep(0.5)
    end(first)
    time.sleep(3)  # its language process ends a second later

kernels = [start()]
time.sleep(2)
result["one kernel, MB"] = memory(*pids(kernels))
if typed:
    time.sleep(float(idle) + 2)
    result["the same, idle, MB"] = memory(*pids(kernels))
    result["its next cell, ms"] = run(kernels[0][1], 2)
kernels += [start() for _ in range(4)]
time.sleep(2)
result["each of five, MB"] = memory(*pids(kernels)) / 5
end(kernels)
print(json.dumps(result))
