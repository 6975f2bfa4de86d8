#!/usr/bin/env python3
"""Writes norms.json: normalisation layers and spectral normalisation as PyTorch computes them, with gradients.

Inputs are float32 numbers; PyTorch evaluates them in float64, so that the difference to NetGen is NetGen's own rounding.
Samples are channels last: [samples, positions, channels]. Run with PyTorch 1.13 (Debian's python3-torch): python3 make_norms.py
"""
import json
import pathlib

import numpy
import torch
import torch.nn.functional as F

torch.manual_seed(31)
EPSILON = float(numpy.float32(1e-5))
RMS_EPSILON = float(numpy.float32(1.1920929e-07))
MOMENTUM = float(numpy.float32(0.1))
cases = []


def inputs(tensor):
    """The shortest decimals that read back as the same float32 numbers."""
    return [float(str(x)) for x in tensor.detach().float().numpy().flatten()]


def flat(tensor):
    return [] if tensor is None else [float("%.9g" % x) for x in tensor.detach().double().flatten()]


def f32(tensor):
    """Rounded to float32, in float64."""
    return tensor.float().double()


def case(name, x, function, groups=1, gain=True, bias=True, state=None):
    samples, positions, channels = x.shape
    x = f32(x).requires_grad_()
    g = f32(1 + 0.5 * torch.randn(channels)).requires_grad_() if gain else None
    b = f32(torch.randn(channels)).requires_grad_() if bias else None
    mean = None if state is None else f32(0.3 * torch.randn(channels))
    variance = None if state is None else f32(0.5 + torch.rand(channels))
    before = ([], []) if state is None else (inputs(mean), inputs(variance))
    upstream = f32(torch.randn(samples, positions, channels))
    y = function(x.permute(0, 2, 1), g, b, mean, variance).permute(0, 2, 1)
    y.backward(upstream)
    cases.append({
        "name": name, "samples": samples, "positions": positions, "channels": channels, "groups": groups,
        "x": inputs(x), "upstream": inputs(upstream), "gain": [] if g is None else inputs(g), "bias": [] if b is None else inputs(b),
        "mean": before[0], "variance": before[1], "y": flat(y), "dx": flat(x.grad),
        "gainGradient": flat(g.grad if g is not None else None), "biasGradient": flat(b.grad if b is not None else None),
        "newMean": flat(mean), "newVariance": flat(variance),
    })


def rms(x, g, b, mean, variance):
    scaled = x * torch.rsqrt((x * x).mean(1, keepdim=True) + RMS_EPSILON)
    return scaled if g is None else scaled * g[:, None]


def layer(x, g, b, mean, variance):
    return F.layer_norm(x.permute(0, 2, 1), (x.shape[1],), g, b, EPSILON).permute(0, 2, 1)


for samples, positions, channels in [(3, 1, 5), (4, 6, 3), (2, 3, 17), (3, 1, 70)]:
    for offset in [0.0, 1000.0]:
        x = torch.randn(samples, positions, channels) + offset * torch.randn(channels).sign()
        for training in [True, False]:
            name = "BatchNormTraining" if training else "BatchNormInference"
            case(name, x, lambda v, g, b, m, s: F.batch_norm(v, m, s, g, b, training, MOMENTUM, EPSILON), state=True)
        case("BatchNormTraining", x, lambda v, g, b, m, s: F.batch_norm(v, m, s, g, b, True, MOMENTUM, EPSILON), gain=False, bias=False, state=True)
        case("LayerNorm", x, layer)
        case("LayerNorm", x, layer, gain=False, bias=False)
        case("RMSNorm", x, rms, bias=False)
        case("RMSNorm", x, rms, gain=False, bias=False)
        for groups in {1, channels}:
            if positions * channels // groups > 1:
                case("GroupNorm", x, lambda v, g, b, m, s: F.group_norm(v, groups, g, b, EPSILON), groups=groups)

for samples, positions, channels, groups in [(2, 1, 12, 3), (3, 5, 12, 4), (1, 2, 96, 2), (1, 1, 210, 3), (2, 2, 70, 5)]:
    x = torch.randn(samples, positions, channels) + 10
    case("GroupNorm", x, lambda v, g, b, m, s: F.group_norm(v, groups, g, b, EPSILON), groups=groups)
    case("GroupNorm", x, lambda v, g, b, m, s: F.group_norm(v, groups, g, b, EPSILON), groups=groups, gain=False, bias=False)

spectral = []
for inner, outer in [(1, 1), (5, 3), (4, 17), (33, 2), (3, 70)]:
    for training in [True, False]:
        # NetGen's weight is [in, out], PyTorch's [out, in].
        module = torch.nn.utils.spectral_norm(torch.nn.Linear(inner, outer, bias=False).double(), eps=1e-12)
        with torch.no_grad():
            module.weight_orig.copy_(f32(torch.randn(outer, inner)))
            module.weight_u.copy_(f32(F.normalize(torch.randn(outer), dim=0)))
            module.weight_v.copy_(f32(F.normalize(torch.randn(inner), dim=0)))
        u, v = inputs(module.weight_u), inputs(module.weight_v)
        module.train(training)
        upstream = f32(torch.randn(inner, outer))
        module(torch.zeros(1, inner).double())
        module.weight.backward(upstream.t())
        spectral.append({
            "rows": inner, "columns": outer, "training": training, "weight": inputs(module.weight_orig.t()), "u": u, "v": v,
            "upstream": inputs(upstream), "inEffect": flat(module.weight.t()), "gradient": flat(module.weight_orig.grad.t()),
            "newU": flat(module.weight_u), "newV": flat(module.weight_v),
        })

# A network with every kind, trained: NetGen's ParityNet.
class RMSNorm(torch.nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(channels))

    def forward(self, x):
        return x * torch.rsqrt((x * x).mean(1, keepdim=True) + EPSILON) * self.weight


dense1, batchnorm1 = torch.nn.Linear(4, 6, bias=False), torch.nn.BatchNorm1d(6, eps=EPSILON, momentum=MOMENTUM)
dense2, layernorm1 = torch.nn.Linear(6, 5), torch.nn.LayerNorm(5, eps=EPSILON)
dense3, rmsnorm1 = torch.nn.utils.spectral_norm(torch.nn.Linear(5, 17)), RMSNorm(17)
dense4 = torch.nn.Linear(17, 3)
network = torch.nn.Sequential(
    dense1, batchnorm1, torch.nn.Tanh(), dense2, layernorm1, torch.nn.GELU(), dense3, rmsnorm1, torch.nn.Tanh(), dense4).double()
with torch.no_grad():
    for tensor in [*network.parameters(), *network.buffers()]:
        if tensor.dtype.is_floating_point:
            tensor.copy_(f32(tensor + 0.3 * torch.randn(tensor.shape) if tensor.dim() == 1 and tensor.shape[0] in (3, 5) else tensor))


def tensors(write):
    named = {
        "dense1.weight": dense1.weight.t(), "batchnorm1.gain": batchnorm1.weight, "batchnorm1.bias": batchnorm1.bias,
        "dense2.weight": dense2.weight.t(), "dense2.bias": dense2.bias, "layernorm1.gain": layernorm1.weight, "layernorm1.bias": layernorm1.bias,
        "dense3.weight": dense3.weight_orig.t(), "dense3.bias": dense3.bias, "rmsnorm1.gain": rmsnorm1.weight,
        "dense4.weight": dense4.weight.t(), "dense4.bias": dense4.bias,
        "batchnorm1.mean": batchnorm1.running_mean, "batchnorm1.variance": batchnorm1.running_var,
        "dense3.weight.u": dense3.weight_u, "dense3.weight.v": dense3.weight_v,
    }
    return {name: write(tensor) for name, tensor in named.items()}


x, t = f32(torch.randn(7, 4)), f32(torch.randn(7, 3))
rate = 0.25
result = {"learningRate": rate, "input": inputs(x), "targets": inputs(t), "start": tensors(inputs), "losses": []}
optimizer = torch.optim.SGD(network.parameters(), rate)
for step in range(6):
    optimizer.zero_grad()
    loss = F.mse_loss(network(x), t)
    loss.backward()
    optimizer.step()
    result["losses"].append(float(loss))
network.eval()
result["end"] = tensors(flat)
result["prediction"] = flat(network(x))

path = pathlib.Path(__file__).with_name("norms.json")
text = json.dumps({"torch": torch.__version__, "norms": cases, "spectral": spectral, "network": result}, separators=(",", ":"))
path.write_text(text.replace('{"name"', '\n{"name"').replace('{"rows"', '\n{"rows"') + "\n")
print(len(cases), len(spectral), path.stat().st_size)
