#!/usr/bin/env python3
"""Writes activations.json: every activation and its derivative as PyTorch computes them.

Inputs are float32 numbers; PyTorch evaluates them in float64, so that the difference to NetGen is NetGen's own rounding.
Run with PyTorch 1.13 (Debian's python3-torch): python3 make_activations.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(4)
special = [0.0, -0.0, 1e-30, -1e-30, 1e-4, -1e-4, 0.5, -0.5, 1.0, -1.0, 3.0, -3.0, 6.0, -6.0, 0.01, -0.01, 12.5, -12.5, 30.0, -30.0]
x32 = torch.cat([torch.tensor(special), 3 * torch.randn(44)]).float()

activations = {
    "ReLU": F.relu,
    "LeakyReLU": lambda x: F.leaky_relu(x, 0.01),
    "LeakyReLU_2": lambda x: F.leaky_relu(x, 0.3),
    "ReLU6": F.relu6,
    "ELU": F.elu,
    "ELU_2": lambda x: F.elu(x, 0.7),
    "SELU": F.selu,
    "CELU": F.celu,
    "CELU_2": lambda x: F.celu(x, 0.6),
    "GELU": F.gelu,
    "GELU_2": lambda x: F.gelu(x, approximate="tanh"),
    "SiLU": F.silu,
    "Mish": F.mish,
    "Sigmoid": torch.sigmoid,
    "HardSigmoid": F.hardsigmoid,
    "LogSigmoid": F.logsigmoid,
    "Tanh": torch.tanh,
    "HardTanh": F.hardtanh,
    "HardTanh_2": lambda x: F.hardtanh(x, -0.4, 2.0),
    "Tanhshrink": F.tanhshrink,
    "Softplus": lambda x: F.softplus(x, threshold=1e9),
    "Softplus_2": lambda x: F.softplus(x, 2.5, threshold=1e9),
    "Softsign": F.softsign,
    "Softshrink": F.softshrink,
    "Hardshrink": F.hardshrink,
    "Hardswish": F.hardswish,
    "Threshold": lambda x: F.threshold(x, 0.1, -0.5),
    "Exponential": torch.exp,
    "Linear": lambda x: x * 1,
}

result = {"x": [float(str(v)) for v in x32.numpy()], "activations": {}}
for name, f in activations.items():
    x = x32.double().requires_grad_()
    y = f(x)
    y.sum().backward()
    result["activations"][name] = {"y": [float("%.12g" % v) for v in y.detach()], "derivative": [float("%.12g" % v) for v in x.grad]}

path = pathlib.Path(__file__).with_name("activations.json")
path.write_text(json.dumps(result, separators=(",", ":")) + "\n")
print(len(activations), "activations at", len(special) + 44, "inputs")
