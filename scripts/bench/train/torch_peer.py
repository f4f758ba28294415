"""One measurement of PyTorch: python torch_peer.py CASE THREADS DATA -> a line of JSON."""
import json, os, resource, sys, time
name, threads, data = sys.argv[1], int(sys.argv[2]), sys.argv[3]
import numpy as np, torch
from torch import nn

torch.manual_seed(1); torch.set_num_threads(threads)
x = torch.from_numpy(np.fromfile(os.path.join(data, "train.x"), "uint8").reshape(-1, 784).astype("float32") / 255)
y = torch.from_numpy(np.fromfile(os.path.join(data, "train.y"), "uint8").astype("int64"))
if name == "cnn":
    x = x.reshape(-1, 1, 28, 28)
    net = nn.Sequential(nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1600, 10))
    optimizer = torch.optim.Adam(net.parameters())
else:
    net = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 10)); optimizer = torch.optim.RMSprop(net.parameters(), lr=0.001, alpha=0.9)
loss, batch = nn.CrossEntropyLoss(), 32 if name == "mnist32" else 128
def epoch():
    order = torch.randperm(len(x)); start = np.array([time.perf_counter(), time.process_time()])
    for s in range(0, len(x), batch):
        rows = order[s : s + batch]; optimizer.zero_grad(set_to_none=True); loss(net(x[rows]), y[rows]).backward(); optimizer.step()
    return np.array([time.perf_counter(), time.process_time()]) - start
if name == "predict":
    with torch.no_grad():
        def predict():
            start = np.array([time.perf_counter(), time.process_time()])
            for s in range(0, 10000, 32): net(x[s : s + 32])
            return np.array([time.perf_counter(), time.process_time()]) - start
        predict(); best = np.min([predict() for _ in range(5)], axis=0)
else:
    if name != "cnn": epoch()
    best = np.min([epoch() for _ in range({"cnn": 1, "mnist": 5, "mnist32": 2}[name])], axis=0)
print(json.dumps({"seconds": best[0], "cpu": best[1], "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
