#!/usr/bin/env python3
"""Writes losses.json: losses, softmax and learned parametrisations as PyTorch computes them, with gradients.

Inputs are float32 numbers; PyTorch evaluates them in float64, so that the difference to NetGen is NetGen's own rounding.
Run with PyTorch 1.13 (Debian's python3-torch): python3 make_losses.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(20)
cases = []


def inputs(tensor):
    """The shortest decimals that read back as the same float32 numbers."""
    return [float(str(x)) for x in tensor.detach().float().numpy().flatten()]


def flat(tensor):
    return [float("%.12g" % x) for x in tensor.detach().double().flatten()]


def f32(tensor):
    """Rounded to float32, in float64."""
    return tensor.float().double()


def loss_case(name, rows, columns, reduction, function, y, t, **options):
    y = f32(y).requires_grad_()
    loss = function(y)
    loss.backward()
    cases.append({
        "name": name, "rows": rows, "columns": columns, "reduction": reduction, "output": inputs(y),
        "targets": [] if t is None else inputs(t), "loss": float(loss), "gradient": flat(y.grad), **options,
    })


def reduced(function, rows):
    """The three reductions of an element-wise loss of PyTorch."""
    return {
        "Mean": lambda y: function(y, "mean"),
        "BatchMean": lambda y: function(y, "sum") / rows,
        "Sum": lambda y: function(y, "sum"),
    }


for rows, columns in [(1, 1), (3, 2), (4, 17), (2, 33)]:
    shape = (rows, columns)
    y = 2 * torch.randn(shape)
    t = f32(torch.randn(shape))
    t_near = f32(f32(y) + 1e-3 * torch.randn(shape))
    p = f32(torch.rand(shape))
    bits = f32((torch.rand(shape) < 0.5).float())
    counts = f32(torch.poisson(3 * torch.ones(shape)))
    elementwise = [
        ("MeanSquaredError", t, lambda y, r: F.mse_loss(y, t, reduction=r), {}),
        ("MeanSquaredError", t_near, lambda y, r: F.mse_loss(y, t_near, reduction=r), {}),
        ("MeanAbsoluteError", t, lambda y, r: F.l1_loss(y, t, reduction=r), {}),
        ("Huber", t, lambda y, r: F.huber_loss(y, t, reduction=r, delta=1.0), {"delta": 1.0}),
        ("Huber", t, lambda y, r: F.huber_loss(y, t, reduction=r, delta=0.5), {"delta": 0.5}),
        ("BinaryCrossEntropy", p, lambda y, r: F.binary_cross_entropy_with_logits(y, p, reduction=r), {}),
        ("BinaryCrossEntropy", bits, lambda y, r: F.binary_cross_entropy_with_logits(y, bits, reduction=r), {}),
        ("PoissonNLL", counts, lambda y, r: F.poisson_nll_loss(y, counts, log_input=True, reduction=r), {}),
    ]
    for name, target, function, options in elementwise:
        for reduction, whole in reduced(function, rows).items():
            loss_case(name, rows, columns, reduction, whole, y, target, **options)

    distribution = f32(F.softmax(torch.randn(shape), dim=1))
    if columns > 2:
        distribution[:, 1] = 0
    log_p = F.log_softmax(torch.randn(shape), dim=1)
    for reduction, torch_reduction in [("Mean", "batchmean"), ("BatchMean", "batchmean"), ("Sum", "sum")]:
        loss_case("KLDivergence", rows, columns, reduction, lambda y: F.kl_div(y, distribution, reduction=torch_reduction), log_p, distribution)

    labels = torch.randint(columns, (rows,))
    one_hot = F.one_hot(labels, columns).double()
    for reduction, torch_reduction in [("Mean", "mean"), ("BatchMean", "mean"), ("Sum", "sum")]:
        for smoothing in [0.0, 0.125]:
            options = {"labelSmoothing": smoothing}
            for kind, target in [("labels", labels), ("soft", distribution), ("one-hot", one_hot)]:
                loss_case(
                    "SoftmaxCrossEntropy", rows, columns, reduction,
                    lambda y: F.cross_entropy(y, target, reduction=torch_reduction, label_smoothing=smoothing), y,
                    None if kind == "labels" else target, labels=labels.tolist() if kind == "labels" else [], **options)

layers = []
for rows, columns in [(2, 1), (3, 5), (4, 17), (2, 33)]:
    x = f32(2 * torch.randn(rows, columns))
    upstream = f32(torch.randn(rows, columns))

    def layer_case(name, function, slope=None):
        leaf = x.clone().requires_grad_()
        a = None if slope is None else f32(slope).requires_grad_()
        y = function(leaf, a)
        y.backward(upstream)
        layers.append({
            "name": name, "rows": rows, "columns": columns, "x": inputs(x), "upstream": inputs(upstream), "y": flat(y), "dx": flat(leaf.grad),
            "slope": [] if a is None else inputs(a), "slopeGradient": [] if a is None else flat(a.grad),
        })

    layer_case("Softmax", lambda v, _: F.softmax(v, dim=1))
    layer_case("LogSoftmax", lambda v, _: F.log_softmax(v, dim=1))
    layer_case("PReLU", F.prelu, torch.tensor([0.25]))
    layer_case("PReLUPerUnit", F.prelu, torch.rand(columns))

    # NetGen's weight is [in, out], PyTorch's [out, in]: the norm is over the inputs of a unit in both.
    direction = f32(torch.randn(rows, columns)).requires_grad_()
    magnitude = f32(torch.randn(columns)).requires_grad_()
    weight = torch._weight_norm(direction.t().contiguous(), magnitude[:, None], 0).t()
    weight.backward(upstream)
    layers.append({
        "name": "WeightNorm", "rows": rows, "columns": columns, "x": inputs(direction), "upstream": inputs(upstream), "y": flat(weight),
        "dx": flat(direction.grad), "slope": inputs(magnitude), "slopeGradient": flat(magnitude.grad),
    })

path = pathlib.Path(__file__).with_name("losses.json")
path.write_text(json.dumps({"torch": torch.__version__, "losses": cases, "layers": layers}, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
print(len(cases), len(layers), path.stat().st_size)
