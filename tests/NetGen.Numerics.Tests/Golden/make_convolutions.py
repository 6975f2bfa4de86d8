#!/usr/bin/env python3
"""Writes convolutions.json: networks of convolutions and pooling as PyTorch computes them, with the gradient of every parameter.

The networks are those of Networks/ConvolutionNetworks.cs. Inputs and parameters are float32 numbers in NetGen's layout
(channels last, weights [taps * channels / groups, filters]); PyTorch evaluates them in float64.
Run with PyTorch 1.13 (Debian's python3-torch): python3 make_convolutions.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(31)
ROWS = 3


def f32(tensor):
    return tensor.float().double()


def inputs(tensor):
    """The shortest decimals that read back as the same float32 numbers."""
    return [float(str(x)) for x in tensor.detach().float().contiguous().numpy().flatten()]


def flat(tensor):
    return [float("%.9g" % x) for x in tensor.detach().double().contiguous().flatten()]


class Case:
    """Parameters by NetGen's names, with the permutation that brings them into NetGen's layout."""

    def __init__(self, name, shape):
        self.name = name
        self.parameters = {}
        self.layout = {}
        self.x = f32(torch.randn(ROWS, *shape))
        self.targets = f32(torch.randn(ROWS, 2))

    def get(self, name, shape, order, scale=0.4):
        parameter = f32(scale * torch.randn(shape)).requires_grad_()
        self.parameters[name] = parameter
        self.layout[name] = order
        return parameter

    def conv2d(self, name, x, filters, height, width, bias=True, suffix="weight", **options):
        channels = x.shape[1] // options.get("groups", 1)
        w = self.get(f"{name}.{suffix}", (filters, channels, height, width), (2, 3, 1, 0))
        b = self.get(f"{name}.bias", (filters,), (0,)) if bias else None
        return F.conv2d(x, w, b, **options)

    def conv1d(self, name, x, filters, taps, bias=True, suffix="weight", **options):
        channels = x.shape[1] // options.get("groups", 1)
        w = self.get(f"{name}.{suffix}", (filters, channels, taps), (2, 1, 0))
        b = self.get(f"{name}.bias", (filters,), (0,)) if bias else None
        return F.conv1d(x, w, b, **options)

    def transposed2d(self, name, x, filters, height, width, bias=True, **options):
        w = self.get(f"{name}.weight", (x.shape[1], filters, height, width), (2, 3, 0, 1))
        b = self.get(f"{name}.bias", (filters,), (0,)) if bias else None
        return F.conv_transpose2d(x, w, b, **options)

    def transposed1d(self, name, x, filters, taps, **options):
        w = self.get(f"{name}.weight", (x.shape[1], filters, taps), (2, 0, 1))
        return F.conv_transpose1d(x, w, self.get(f"{name}.bias", (filters,), (0,)), **options)

    def normalised(self, name, x, filters, height, width, **options):
        v = self.get(f"{name}.weight", (filters, x.shape[1], height, width), (2, 3, 1, 0))
        g = self.get(f"{name}.magnitude", (filters,), (0,), 1)
        w = g.view(-1, 1, 1, 1) * v / v.flatten(1).norm(dim=1).view(-1, 1, 1, 1)
        return F.conv2d(x, w, self.get(f"{name}.bias", (filters,), (0,)), **options), w

    def dense(self, name, x):
        w = self.get(f"{name}.weight", (x.shape[1], 2), (0, 1))
        return x @ w + self.get(f"{name}.bias", (2,), (0,))

    def finish(self, output, penalty=0):
        loss = F.mse_loss(output, self.targets)
        (loss + penalty).backward()
        return {
            "name": self.name, "rows": ROWS, "input": inputs(self.x), "targets": inputs(self.targets), "output": flat(output), "loss": float(loss),
            "parameters": {n: inputs(p.permute(self.layout[n])) for n, p in self.parameters.items()},
            "gradients": {n: flat(p.grad.permute(self.layout[n])) for n, p in self.parameters.items()},
        }


def image(case):
    return case.x.permute(0, 3, 1, 2)


def flatten(x):
    """Channels last, as NetGen flattens."""
    return x.movedim(1, -1).flatten(1)


cases = []

c = Case("StridedConvolutions", (9, 8, 3))
x = torch.tanh(c.conv2d("conv2d1", image(c), 5, 3, 3, stride=2, padding=1))
x = c.conv2d("conv2d2", F.pad(x, (1, 0, 0, 0)), 18, 2, 3)
x = F.max_pool2d(x, 2, stride=1)
cases.append(c.finish(c.dense("dense1", flatten(x))))

c = Case("DilatedConvolutions", (8, 9, 2))
x = torch.tanh(c.conv2d("conv2d1", F.pad(image(c), (0, 3, 2, 1)), 6, 3, 3, dilation=2))
x = F.avg_pool2d(x, 3, stride=2, padding=1)
x = torch.tanh(c.conv2d("conv2d2", x, 9, 2, 2, bias=False, dilation=(1, 2), stride=(2, 1)))
cases.append(c.finish(c.dense("dense1", x.mean((2, 3)))))

c = Case("GroupedConvolutions", (6, 6, 4))
x = torch.tanh(c.conv2d("conv2d1", image(c), 32, 3, 3, padding="same"))
x = torch.tanh(c.conv2d("conv2d2", x, 32, 3, 3, padding=1, groups=2))
x = torch.tanh(c.conv2d("conv2d3", x, 12, 3, 3, stride=2, groups=4))
cases.append(c.finish(c.dense("dense1", x.amax((2, 3)))))

c = Case("DepthwiseConvolutions", (6, 7, 3))
x = F.pad(image(c), (1, 1, 0, 1))
x = torch.tanh(c.conv2d("depthwiseconv2d1", x, 6, 3, 3, stride=2, groups=3))
x = c.conv2d("separableconv2d1", x, 6, 3, 3, bias=False, suffix="depthwise", padding=1, groups=6)
x = torch.tanh(c.conv2d("separableconv2d1", x, 5, 1, 1))
# The mean over what lies within the image, as Keras has it.
sums = F.avg_pool2d(F.pad(x, (1, 1, 0, 1)), (2, 3), stride=1) * 6
counts = F.avg_pool2d(F.pad(torch.ones_like(x), (1, 1, 0, 1)), (2, 3), stride=1) * 6
cases.append(c.finish(c.dense("dense1", flatten(sums / counts))))

c = Case("TransposedConvolutions", (4, 3, 6))
x = torch.tanh(c.transposed2d("conv2dtranspose1", image(c), 5, 3, 3, stride=2, padding=1, output_padding=1))
x = torch.tanh(c.transposed2d("conv2dtranspose2", x, 19, 2, 3, bias=False, stride=3, dilation=2))
cases.append(c.finish(c.dense("dense1", x.mean((2, 3)))))

c = Case("SequenceConvolutions", (12, 3))
x = F.pad(c.x.permute(0, 2, 1), (4, 0))
x = torch.tanh(c.conv1d("conv1d1", x, 6, 3, dilation=2))
x = torch.tanh(c.conv1d("depthwiseconv1d1", x, 6, 3, stride=2, groups=6))
x = c.conv1d("separableconv1d1", x, 12, 3, bias=False, suffix="depthwise", padding="same", groups=6)
x = torch.tanh(c.conv1d("separableconv1d1", x, 5, 1))
x = F.avg_pool1d(x, 2, stride=1)
x = F.max_pool1d(c.transposed1d("conv1dtranspose1", x, 4, 3, stride=2), 2)
cases.append(c.finish(c.dense("dense1", flatten(F.pad(x, (1, 2))))))

c = Case("NormalisedConvolutions", (3, 4, 5))
x, w1 = c.normalised("conv2d1", F.pad(image(c), (1, 1, 1, 1)), 7, 1, 1)
x, _ = c.normalised("conv2d2", torch.tanh(x), 6, 3, 3)
d = c.get("separableconv2d1.depthwise", (6, 1, 2, 2), (2, 3, 1, 0))
x, w3 = c.normalised("separableconv2d1", F.conv2d(torch.tanh(x), d, groups=6), 4, 1, 1)
penalty = 0.01 * (w1 ** 2).sum() + 0.005 * (w3.abs().sum() + d.abs().sum())
cases.append(c.finish(c.dense("dense1", flatten(torch.tanh(x))), penalty))

path = pathlib.Path(__file__).with_name("convolutions.json")
path.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
