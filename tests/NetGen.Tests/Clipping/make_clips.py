"""Clipped gradients by PyTorch, limits by NumPy's percentile, and a trajectory of ZClip written from its paper.

Run: /usr/bin/python3 make_clips.py   (python3-torch 1.13; writes clips.json). The gradient is the one of ClipNetwork.Gradient.
"""
import json
import math

import numpy as np
import torch

COUNTS = [5 * 20, 20, 20 * 3, 3, 3, 3 * 70, 70]


def gradient():
    flat = [((k * 7919 + 13) % 2001 - 1000) / 256 for k in range(sum(COUNTS))]
    tensors, start = [], 0
    for count in COUNTS:
        p = torch.zeros(count, requires_grad=True)
        p.grad = torch.tensor(flat[start:start + count])
        tensors.append(p)
        start += count
    return tensors


def flat(tensors):
    return [x for p in tensors for x in p.grad.tolist()]


cases = []
for max_norm in (1e-3, 1.0, 40.0, 1000.0):
    tensors = gradient()
    norm = torch.nn.utils.clip_grad_norm_(tensors, max_norm).item()
    cases.append({"limit": max_norm, "norm": norm, "gradient": flat(tensors)})

values = []
for limit in (0.5, 3.0, 10.0):
    tensors = gradient()
    torch.nn.utils.clip_grad_value_(tensors, limit)
    values.append({"limit": limit, "norm": 0, "gradient": flat(tensors)})

# Norms of a calm run with spikes.
norms = [1 + 0.2 * math.sin(3.7 * k) + (9 if k in (31, 44, 45) else 0) + (0.5 if k > 50 else 0) for k in range(70)]

mean = var = None
zclip = []
for t, norm in enumerate(norms):
    if t < 25:
        zclip.append(norm)
        if t == 24:
            mean, var = float(np.mean(norms[:25])), float(np.var(norms[:25]))
        continue
    z = (norm - mean) / (math.sqrt(var) + 1e-6)
    c = mean + 2.5 * math.sqrt(var) / (z / 2.5) if z > 2.5 else norm
    zclip.append(norm * c / (norm + 1e-6) if c < norm else norm)
    mean = 0.97 * mean + 0.03 * c
    var = 0.97 * var + 0.03 * (c - mean) ** 2

percentile = []
for t, norm in enumerate(norms):
    limit = float(np.percentile(norms[max(0, t - 39):t + 1], 30))
    percentile.append(norm * min(1, limit / (norm + 1e-6)) if norm > limit else norm)

with open("clips.json", "w") as file:
    json.dump({"globalNorm": cases, "value": values, "norms": norms, "zScore": zclip, "percentile30Window40": percentile}, file)
    file.write("\n")
