"""Trajectories of PyTorch's optimizers over 50 recorded gradients, for OptimizerGoldenTests.

Run: /usr/bin/python3 make_optimizers.py > optimizers.json   (made with torch 1.13.1)

Everything is computed in double precision, from weights and gradients that are exact in single precision. The first 15
values are a weight matrix, the last 5 a bias, which does not decay.
"""
import inspect
import json

import numpy as np
import torch
from torch.optim import nadam

# torch 1.13 multiplies by mu twice where the documented formula, and torch from 2.0 on, has it once.
source = inspect.getsource(nadam._single_tensor_nadam)
assert "mu_product * mu * mu_next" in source
exec(source.replace("mu_product * mu * mu_next", "mu_product * mu_next"), vars(nadam))

STEPS = 50
KEPT = [1, 2, 3, 5, 6, 7, 10, 20, 35, 50]
WEIGHTS, BIASES = 15, 5

random = np.random.RandomState(2024)
count = WEIGHTS + BIASES
start = random.uniform(-1, 1, count).astype(np.float32)
scale = 10.0 ** random.uniform(-3, 1, count)
phase = random.uniform(0, 6, count)
gradients = np.array([
    scale * (np.cos(0.2 * t + phase) + 0.5 * random.standard_normal(count)) for t in range(STEPS)]).astype(np.float32)
gradients[:, 3] = 0  # never a gradient
gradients[::3, 7] = 0  # sometimes none
gradients[:, 11] = np.abs(gradients[:, 11])  # always the same sign

o = torch.optim
CASES = {
    "SGD": (o.SGD, dict(lr=0.05)),
    "SGD weight decay": (o.SGD, dict(lr=0.05, weight_decay=0.1)),
    "SGD momentum": (o.SGD, dict(lr=0.02, momentum=0.9)),
    "SGD momentum dampening": (o.SGD, dict(lr=0.05, momentum=0.9, dampening=0.5, weight_decay=0.05)),
    "SGD Nesterov": (o.SGD, dict(lr=0.02, momentum=0.8, nesterov=True, weight_decay=0.05)),
    "Adagrad": (o.Adagrad, dict()),
    "Adagrad all options": (o.Adagrad, dict(lr=0.1, lr_decay=0.02, initial_accumulator_value=0.1, weight_decay=0.1)),
    "Adadelta": (o.Adadelta, dict()),
    "Adadelta weight decay": (o.Adadelta, dict(lr=0.5, rho=0.95, eps=1e-5, weight_decay=0.1)),
    "RMSprop": (o.RMSprop, dict()),
    "RMSprop weight decay": (o.RMSprop, dict(lr=0.02, alpha=0.9, weight_decay=0.1)),
    "RMSprop momentum": (o.RMSprop, dict(lr=0.005, momentum=0.9)),
    "RMSprop centered": (o.RMSprop, dict(centered=True, eps=1e-5)),
    "RMSprop centered momentum": (o.RMSprop, dict(lr=0.005, centered=True, momentum=0.7, eps=1e-5, weight_decay=0.1)),
    "Adam": (o.Adam, dict()),
    "Adam weight decay": (o.Adam, dict(lr=0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1)),
    "Adam AMSGrad": (o.Adam, dict(lr=0.05, betas=(0.9, 0.9), amsgrad=True, weight_decay=0.1)),
    "AdamW": (o.AdamW, dict(lr=0.05)),
    "AdamW AMSGrad": (o.AdamW, dict(lr=0.05, betas=(0.9, 0.9), amsgrad=True, weight_decay=0.3)),
    "Adamax": (o.Adamax, dict()),
    "Adamax weight decay": (o.Adamax, dict(lr=0.05, betas=(0.8, 0.9), weight_decay=0.1)),
    "NAdam": (o.NAdam, dict()),
    "NAdam weight decay": (o.NAdam, dict(lr=0.05, betas=(0.85, 0.97), weight_decay=0.1, momentum_decay=0.04)),
    "RAdam": (o.RAdam, dict(lr=0.01)),
    "RAdam weight decay": (o.RAdam, dict(lr=0.05, betas=(0.8, 0.95), weight_decay=0.1)),
    "Rprop": (o.Rprop, dict()),
    "Rprop all options": (o.Rprop, dict(lr=0.03, etas=(0.4, 1.3), step_sizes=(0.01, 0.1))),
}


def run(optimizer, options):
    initial = torch.tensor(start, dtype=torch.float64)
    weights = [initial[:WEIGHTS].clone().requires_grad_(), initial[WEIGHTS:].clone().requires_grad_()]
    options = dict(options)
    decay = options.pop("weight_decay", 0.01 if optimizer is o.AdamW else None)
    groups = [dict(params=weights[:1]), dict(params=weights[1:])]
    if decay is not None:
        groups[0]["weight_decay"], groups[1]["weight_decay"] = decay, 0.0
    stepper = optimizer(groups, **options)
    kept = []
    for t in range(STEPS):
        gradient = torch.tensor(gradients[t], dtype=torch.float64)
        weights[0].grad, weights[1].grad = gradient[:WEIGHTS].clone(), gradient[WEIGHTS:].clone()
        stepper.step()
        if t + 1 in KEPT:
            kept.append([float("%.10g" % v) for w in weights for v in w.detach()])
    return kept


def rows(values):
    return "[\n    " + ",\n    ".join(json.dumps(v) for v in values) + "\n  ]"


print('{\n  "steps": %s,\n  "start": %s,\n  "gradients": %s,\n  "cases": {' % (
    json.dumps(KEPT), json.dumps([float(v) for v in start]), rows([[float("%.9g" % v) for v in g] for g in gradients])))
print(",\n".join('  "%s": %s' % (name, rows(run(*case))) for name, case in CASES.items()))
print("  }\n}")
