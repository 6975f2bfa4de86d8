#!/usr/bin/env python3
"""Writes convolutions.json: networks of convolutions and pooling as PyTorch computes them, with the gradient of every parameter.

The networks are those of Networks/ConvolutionNetworks.cs and CompactNetworks.cs. Inputs and parameters are float32 numbers in NetGen's layout
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


def transposed(channels, filters, taps, groups):
    """The shape of a transposed convolution's weight, and what brings it into NetGen's layout: the filters of all groups side by side."""
    def arrange(w):
        w = w.reshape(groups, channels // groups, filters // groups, *taps)
        return w.permute(*range(3, 3 + len(taps)), 1, 0, 2)

    return (channels, filters // groups, *taps), arrange


def arranged(tensor, order):
    return order(tensor) if callable(order) else tensor.permute(order)


class Case:
    """Parameters by NetGen's names, with the permutation that brings them into NetGen's layout."""

    def __init__(self, name, shape):
        self.name = name
        self.parameters = {}
        self.layout = {}
        self.states = {}
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
        w = self.get(f"{name}.weight", *transposed(x.shape[1], filters, (height, width), options.get("groups", 1)))
        b = self.get(f"{name}.bias", (filters,), (0,)) if bias else None
        return F.conv_transpose2d(x, w, b, **options)

    def transposed1d(self, name, x, filters, taps, **options):
        w = self.get(f"{name}.weight", *transposed(x.shape[1], filters, (taps,), options.get("groups", 1)))
        return F.conv_transpose1d(x, w, self.get(f"{name}.bias", (filters,), (0,)), **options)

    def normalised(self, name, x, filters, height, width, **options):
        v = self.get(f"{name}.weight", (filters, x.shape[1], height, width), (2, 3, 1, 0))
        g = self.get(f"{name}.magnitude", (filters,), (0,), 1)
        w = g.view(-1, 1, 1, 1) * v / v.flatten(1).norm(dim=1).view(-1, 1, 1, 1)
        return F.conv2d(x, w, self.get(f"{name}.bias", (filters,), (0,)), **options), w

    def spectral(self, name, module, x, order, suffix="weight"):
        """A module under torch.nn.utils.spectral_norm, whose vectors have taken some steps and then stand still."""
        torch.nn.utils.spectral_norm(module.double())
        with torch.no_grad():
            for p in module.parameters():
                p.copy_(f32(0.4 * torch.randn(p.shape)))
            for _ in range(3):
                module(x)
            module.weight_u.copy_(f32(module.weight_u))
            module.weight_v.copy_(f32(module.weight_v))
        module.eval()
        weight = module.weight_orig
        self.parameters[f"{name}.{suffix}"], self.layout[f"{name}.{suffix}"] = weight, order
        if module.bias is not None:
            self.parameters[f"{name}.bias"], self.layout[f"{name}.bias"] = module.bias, (0,)
        taps = weight.shape[2:]
        inputs_of_filter = module.weight_v.numel() // (taps[0] * taps[1])
        self.states[f"{name}.{suffix}.u"] = inputs(module.weight_u)
        self.states[f"{name}.{suffix}.v"] = inputs(module.weight_v.reshape(inputs_of_filter, *taps).permute(1, 2, 0))
        y = module(x)
        return y, module.weight

    def dense(self, name, x):
        w = self.get(f"{name}.weight", (x.shape[1], 2), (0, 1))
        return x @ w + self.get(f"{name}.bias", (2,), (0,))

    def finish(self, output, penalty=0):
        loss = F.mse_loss(output, self.targets)
        (loss + penalty).backward()
        return {
            "name": self.name, "rows": ROWS, "input": inputs(self.x), "targets": inputs(self.targets), "output": flat(output), "loss": float(loss),
            "parameters": {n: inputs(arranged(p, self.layout[n])) for n, p in self.parameters.items()},
            "states": self.states,
            "gradients": {n: flat(arranged(p.grad, self.layout[n])) for n, p in self.parameters.items()},
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
v = c.get("separableconv2d1.depthwise", (6, 1, 2, 2), (2, 3, 1, 0))
g = c.get("separableconv2d1.depthwiseMagnitude", (6,), (0,), 1)
d = g.view(-1, 1, 1, 1) * v / v.flatten(1).norm(dim=1).view(-1, 1, 1, 1)
x, w3 = c.normalised("separableconv2d1", F.conv2d(torch.tanh(x), d, groups=6), 4, 1, 1)
penalty = 0.01 * (w1 ** 2).sum() + 0.005 * (w3.abs().sum() + d.abs().sum())
cases.append(c.finish(c.dense("dense1", flatten(torch.tanh(x))), penalty))

c = Case("SpectralConvolutions", (5, 6, 4))
CONVOLUTION, TRANSPOSED = (2, 3, 1, 0), (2, 3, 0, 1)
x, w1 = c.spectral("conv2d1", torch.nn.Conv2d(4, 18, (3, 2), padding=1), image(c), CONVOLUTION)
x, _ = c.spectral("conv2d2", torch.nn.Conv2d(18, 6, 3, groups=2, bias=False), torch.tanh(x), CONVOLUTION)
x, _ = c.spectral("depthwiseconv2d1", torch.nn.Conv2d(6, 12, 2, groups=6), torch.tanh(x), CONVOLUTION)
x, d = c.spectral("separableconv2d1", torch.nn.Conv2d(12, 12, 2, groups=12, bias=False), torch.tanh(x), CONVOLUTION, "depthwise")
x, w2 = c.spectral("separableconv2d1", torch.nn.Conv2d(12, 5, 1), x, CONVOLUTION)
x, _ = c.spectral("conv2dtranspose1", torch.nn.ConvTranspose2d(5, 3, 3, stride=2), torch.tanh(x), TRANSPOSED)
x, _ = c.spectral("conv2d3", torch.nn.Conv2d(3, 4, 1), torch.tanh(x), CONVOLUTION)
penalty = 0.01 * (w1 ** 2).sum() + 0.005 * (w2.abs().sum() + d.abs().sum())
cases.append(c.finish(c.dense("dense1", torch.tanh(x).mean((2, 3))), penalty))

c = Case("GroupedTransposedConvolutions", (3, 2, 6))
x = torch.tanh(c.transposed2d("conv2dtranspose1", image(c), 9, 3, 3, stride=2, padding=1, output_padding=1, groups=3))
x = torch.tanh(c.transposed2d("conv2dtranspose2", x, 18, 2, 3, bias=False, stride=(2, 1), dilation=2, groups=9))
x = torch.tanh(c.transposed2d("conv2dtranspose3", x, 18, 2, 2, groups=18))
x = torch.tanh(c.conv2d("conv2d1", x, 32, 1, 1))
x = torch.tanh(c.transposed2d("conv2dtranspose4", x, 32, 2, 2, stride=2, groups=2))
cases.append(c.finish(c.dense("dense1", x.mean((2, 3)))))

c = Case("GroupedTransposedSequence", (5, 4))
x = torch.tanh(c.transposed1d("conv1dtranspose1", c.x.permute(0, 2, 1), 6, 4, stride=2, padding=1, groups=2))
x = torch.tanh(c.transposed1d("conv1dtranspose2", x, 6, 3, dilation=2, groups=6))
cases.append(c.finish(c.dense("dense1", flatten(x))))

# ResNet's shortcut of option B: a convolution of one tap with the block's strides, without bias.
c = Case("ThinningResiduals", (7, 6, 3))
x = c.conv2d("conv2d1", image(c), 3, 1, 1)
t = torch.tanh(c.conv2d("residual1.conv2d1", x, 8, 3, 3, stride=2, padding=1))
t = torch.tanh(c.conv2d("residual1.conv2d2", F.pad(t, (0, 1, 1, 1)), 5, 3, 2, stride=(1, 2)))
s = c.conv2d("residual1.projection", x, 5, 1, 1, bias=False, stride=(2, 4))
cases.append(c.finish(c.dense("dense1", torch.tanh(s + 0.5 * t).mean((2, 3)))))

c = Case("ThinningSequenceResiduals", (9, 4))
x = c.x.permute(0, 2, 1)
t = F.max_pool1d(torch.tanh(c.conv1d("residual1.conv1d1", x, 4, 3, stride=2, padding=1)), 3, stride=2, padding=1)
s = c.conv1d("residual1.projection", x, 4, 1, bias=False, stride=4)
cases.append(c.finish(c.dense("dense1", flatten(s + t))))

c = Case("CompactImages", (12, 13, 1))
x = torch.tanh(c.conv2d("conv2d1", image(c), 6, 5, 5))
x = F.pad(F.max_pool2d(x, (2, 1)), (2, 1, 1, 0))
x = F.softsign(c.conv2d("conv2d2", x, 8, 3, 3, padding="same"))
x = F.avg_pool2d(F.pad(x, (0, 0, 1, 0)), (3, 2), stride=2)
x = torch.tanh(c.conv2d("conv2d3", x, 3, 1, 2, dilation=(1, 2)))
cases.append(c.finish(c.dense("dense1", flatten(x))))

c = Case("CompactNumbers", (6, 5, 2))
x = image(c)
for n, (height, width) in enumerate([(3, 3), (3, 3), (2, 4), (1, 2), (3, 3), (3, 1), (3, 3), (5, 5), (3, 3)], start=1):
    # What is left over of the padding lies at the right and at the bottom.
    x = F.pad(x, ((width - 1) // 2, width // 2, (height - 1) // 2, height // 2))
    x = torch.tanh(c.conv2d(f"conv2d{n}", x, n, height, width))
cases.append(c.finish(c.dense("dense1", x.mean((2, 3)))))

c = Case("CompactBranches", (6, 6, 3))
x = torch.tanh(c.conv2d("conv2d1", image(c), 5, 3, 3, padding=1))
a = torch.tanh(c.conv2d("concat1.compactBranch.conv2d1", x, 4, 3, 3, padding=1))
b = F.pad(F.max_pool2d(x, 3, stride=1, padding=1), (0, 1, 0, 1))
b = torch.tanh(c.conv2d("concat1.otherCompactBranch.conv2d1", b, 4, 2, 2))
x = torch.tanh(c.conv2d("conv2d2", torch.cat((a, b), 1), 6, 3, 3))
x = x.movedim(1, -1).reshape(ROWS, 4, 24).permute(0, 2, 1)
x = torch.tanh(c.conv1d("conv1d1", x, 2, 3, padding=1))
cases.append(c.finish(c.dense("dense1", flatten(x))))

c = Case("RectifiedPools", (9, 8, 1))
x = F.max_pool2d(F.relu(c.conv2d("conv2d1", F.pad(image(c), (2, 0)), 6, 3, 3)), (7, 2))
x = F.max_pool2d(F.relu(c.conv2d("conv2d2", F.pad(x, (0, 1, 1, 2)), 20, 2, 2)), 2, stride=1)
x = F.relu(c.conv2d("conv2d3", x, 5, 2, 1)).amax((2, 3))
cases.append(c.finish(c.dense("dense1", x)))

c = Case("RoutedPools", (9, 15, 3))
x = torch.tanh(F.max_pool2d(F.relu(c.conv2d("conv2d1", image(c), 7, 3, 5, padding="same")), 2))
x = torch.tanh(F.max_pool2d(c.conv2d("conv2d2", F.pad(x, (0, 0, 1, 1)), 20, 2, 2, dilation=(2, 1)), 3, stride=2, padding=1))
x = torch.tanh(F.max_pool2d(F.relu(c.conv2d("conv2d3", F.pad(x, (1, 1)), 17, 1, 3, stride=(1, 2))), (2, 1)))
cases.append(c.finish(c.dense("dense1", flatten(x))))

c = Case("RoutedSequence", (40, 1))
x = F.max_pool1d(F.relu(c.conv1d("conv1d1", c.x.transpose(1, 2), 6, 5)), 2)
x = F.max_pool1d(c.conv1d("conv1d2", x, 8, 3, stride=2), 3, stride=2)
cases.append(c.finish(c.dense("dense1", x.transpose(1, 2).flatten(1))))

path = pathlib.Path(__file__).with_name("convolutions.json")
path.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
