#!/usr/bin/env python3
"""Writes sequences.json: recurrent layers, embedding and attention, forward and backward, as PyTorch computes them.

Weights and inputs are float32 numbers; PyTorch evaluates them in float64, so that the difference to NetGen is NetGen's own rounding.
Every network starts with a dense layer named "before" (but for the embedding), so that the gradient of its weight shows that of the
layer's input. Tensors are written in NetGen's layouts: [in, gates, units] where PyTorch has [gates * units, in].
Run with PyTorch 1.13 (Debian's python3-torch): python3 make_sequences.py
"""
import json
import pathlib

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.manual_seed(9)
torch.set_default_dtype(torch.float64)


def draw(*shape, scale=1.0):
    return (scale * torch.randn(*shape)).float().double()


def numbers(tensor):
    return [float("%.9g" % v) for v in tensor.detach().reshape(-1)]


def gates(weight, count):
    """[gates * units, in] to [in, gates, units]; a vector [gates * units] stays as it is."""
    return weight if weight.dim() == 1 else weight.t().reshape(weight.shape[1], count, -1)


class Case:
    def __init__(self):
        self.parameters, self.layouts, self.states = {}, {}, {}

    def add(self, name, tensor, layout=lambda t: t):
        self.parameters[name], self.layouts[name] = tensor, layout

    def result(self, x, y, lengths=None, **more):
        dy = draw(*y.shape)
        if lengths is not None:
            # What attention gives past the end of a sample, where nobody looks, is not the same in both libraries.
            dy, more["lengths"] = padded(dy, lengths), lengths
        y.backward(dy)
        return {
            "input": numbers(x), "upstream": numbers(dy), "output": numbers(y),
            "parameters": {n: numbers(self.layouts[n](p)) for n, p in self.parameters.items()},
            "states": {n: numbers(s) for n, s in self.states.items()},
            "gradients": {n: numbers(self.layouts[n](p.grad)) for n, p in self.parameters.items()}, **more}


def before(case, x, outputs):
    linear = torch.nn.Linear(x.shape[-1], outputs)
    with torch.no_grad():
        linear.weight.copy_(draw(*linear.weight.shape, scale=0.6))
        linear.bias.copy_(draw(*linear.bias.shape, scale=0.3))
    case.add("before.weight", linear.weight, lambda w: w.t())
    case.add("before.bias", linear.bias)
    return linear(x)


def recurrent(case, module, name, count, x, lengths=None, scale=0.5):
    """Runs a module of one layer; PyTorch's two biases are one where they only ever appear as a sum."""
    for p in module.parameters():
        with torch.no_grad():
            p.copy_(draw(*p.shape, scale=scale))
    for suffix, prefix in [("", "")] + ([("_reverse", "reverse")] if module.bidirectional else []):
        def label(text):
            return f"{name}.{prefix}{text}" if prefix else f"{name}.{text[0].lower()}{text[1:]}"
        case.add(label("Weight"), getattr(module, "weight_ih_l0" + suffix), lambda w: gates(w, count))
        case.add(label("RecurrentWeight"), getattr(module, "weight_hh_l0" + suffix), lambda w: gates(w, count))
        if isinstance(module, torch.nn.GRU):
            case.add(label("Bias"), getattr(module, "bias_ih_l0" + suffix))
            case.add(label("RecurrentBias"), getattr(module, "bias_hh_l0" + suffix))
        else:
            with torch.no_grad():
                getattr(module, "bias_hh_l0" + suffix).zero_()
            case.add(label("Bias"), getattr(module, "bias_ih_l0" + suffix))
    if lengths is None:
        y, state = module(x)
    else:
        packed, state = module(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
        y, _ = pad_packed_sequence(packed, batch_first=True, total_length=x.shape[1])
    h = state[0] if isinstance(state, tuple) else state
    return y, torch.cat(list(h), dim=-1)


def padded(x, lengths):
    for row, length in enumerate(lengths):
        x[row, length:] = 0
    return x


cases = {}


def simple(name, build, count, layer, last, x, inputs, lengths=None, **more):
    case = Case()
    sequence, final = recurrent(case, build(inputs), layer, count, before(case, x, inputs), lengths)
    cases[name] = case.result(x, final if last else sequence, **more)


def rnn(units, **options):
    return lambda inputs: torch.nn.RNN(inputs, units, batch_first=True, **options)


def lstm(units, **options):
    return lambda inputs: torch.nn.LSTM(inputs, units, batch_first=True, **options)


def gru(units, **options):
    return lambda inputs: torch.nn.GRU(inputs, units, batch_first=True, **options)


simple("TanhSequence", rnn(5), 1, "simplernn1", False, draw(3, 7, 4), 6)
simple("ReLULast", rnn(18, nonlinearity="relu"), 1, "simplernn1", True, draw(5, 6, 3), 4)
simple("RNNBothWays", rnn(5, bidirectional=True), 1, "simplernn1", False, draw(3, 7, 4), 6)
simple("LSTMSequence", lstm(5), 4, "lstm1", False, draw(3, 7, 4), 6)
simple("LSTMLast", lstm(18), 4, "lstm1", True, draw(5, 6, 3), 4)
simple("LSTMBothWays", lstm(5, bidirectional=True), 4, "lstm1", False, draw(3, 7, 4), 6)
simple("LSTMBothWaysLast", lstm(16, bidirectional=True), 4, "lstm1", True, draw(3, 7, 4), 6)
simple("GRUSequence", gru(5), 3, "gru1", False, draw(3, 7, 4), 6)
simple("GRULast", gru(18), 3, "gru1", True, draw(5, 6, 3), 4)
simple("GRUBothWays", gru(5, bidirectional=True), 3, "gru1", False, draw(3, 7, 4), 6)

lengths = [4, 7, 1]
for name, build, count, layer in [("RNN", rnn(5), 1, "simplernn1"), ("LSTM", lstm(5), 4, "lstm1"), ("GRU", gru(5), 3, "gru1")]:
    simple("Padded" + name, build, count, layer, False, padded(draw(3, 7, 4), lengths), 6, lengths)
simple("PaddedLSTMBothWaysLast", lstm(5, bidirectional=True), 4, "lstm1", True, padded(draw(3, 7, 4), lengths), 6, lengths)
simple("PaddedGRUBothWays", gru(5, bidirectional=True), 3, "gru1", False, padded(draw(3, 7, 4), lengths), 6, lengths)

case = Case()
x = draw(4, 6, 3)
first, _ = recurrent(case, torch.nn.GRU(4, 7, batch_first=True), "gru1", 3, before(case, x, 4))
second, last = recurrent(case, torch.nn.LSTM(7, 6, batch_first=True), "lstm1", 4, first)
cases["Stacked"] = case.result(x, last)

case = Case()
table = torch.nn.Embedding(11, 6)
with torch.no_grad():
    table.weight.copy_(draw(11, 6))
case.add("embedding1.weight", table.weight)
ids = torch.tensor([[0, 3, 3, 10, 1], [7, 7, 7, 2, 0]])
sequence, _ = recurrent(case, torch.nn.GRU(6, 5, batch_first=True), "gru1", 3, table(ids))
cases["Embedded"] = case.result(ids.double(), sequence)


def padding(x, lengths):
    """True where a step is padding."""
    return None if lengths is None else torch.arange(x.shape[1])[None] >= torch.tensor(lengths)[:, None]


def attention(name, features, heads, causal, x, lengths=None):
    case = Case()
    module = torch.nn.MultiheadAttention(features, heads, batch_first=True)
    for p in module.parameters():
        with torch.no_grad():
            p.copy_(draw(*p.shape, scale=0.5))
    case.add("multiheadattention1.weight", module.in_proj_weight, lambda w: w.t())
    case.add("multiheadattention1.bias", module.in_proj_bias)
    case.add("multiheadattention1.outputWeight", module.out_proj.weight, lambda w: w.t())
    case.add("multiheadattention1.outputBias", module.out_proj.bias)
    z = before(case, x, features)
    steps = x.shape[1]
    mask = torch.triu(torch.ones(steps, steps, dtype=torch.bool), 1) if causal else None
    y, _ = module(z, z, z, attn_mask=mask, key_padding_mask=padding(x, lengths), need_weights=False)
    cases[name] = case.result(x, y, lengths)


attention("Attention", 10, 2, False, draw(3, 7, 4))
attention("CausalAttention", 32, 2, True, draw(2, 19, 4))

attention("PaddedAttention", 10, 2, False, padded(draw(3, 7, 4), lengths), lengths)
attention("PaddedCausalAttention", 10, 2, True, padded(draw(3, 7, 4), lengths), lengths)


def transformer(name, path, blocks, features, heads, hidden, activation, causal, x, lengths=None):
    case = Case()
    z = before(case, x, features)
    steps = x.shape[1]
    mask = torch.triu(torch.ones(steps, steps, dtype=torch.bool), 1) if causal else None
    for i in range(blocks):
        layer = torch.nn.TransformerEncoderLayer(features, heads, hidden, dropout=0, activation=activation, batch_first=True, norm_first=True)
        with torch.no_grad():
            for p in layer.parameters():
                p.copy_(draw(*p.shape, scale=0.5))
        at = path.format(i) + "transformerblock1."
        attention = layer.self_attn
        for theirs, ours in [(layer.norm1, "norm1"), (layer.norm2, "norm2")]:
            case.add(f"{at}{ours}.gain", theirs.weight)
            case.add(f"{at}{ours}.bias", theirs.bias)
        case.add(f"{at}attention.weight", attention.in_proj_weight, lambda w: w.t())
        case.add(f"{at}attention.bias", attention.in_proj_bias)
        case.add(f"{at}attention.outputWeight", attention.out_proj.weight, lambda w: w.t())
        case.add(f"{at}attention.outputBias", attention.out_proj.bias)
        for theirs, ours in [(layer.linear1, "dense1"), (layer.linear2, "dense2")]:
            case.add(f"{at}{ours}.weight", theirs.weight, lambda w: w.t())
            case.add(f"{at}{ours}.bias", theirs.bias)
        z = layer(z, src_mask=mask, src_key_padding_mask=padding(x, lengths))
    cases[name] = case.result(x, z, lengths)


transformer("TransformerBlock", "", 1, 8, 2, 11, "gelu", False, draw(3, 7, 4))
transformer("CausalTransformerBlock", "", 1, 10, 5, 24, "relu", True, draw(3, 9, 4))
transformer("PaddedTransformerBlock", "", 1, 8, 2, 11, torch.nn.functional.silu, False, padded(draw(3, 7, 4), lengths), lengths)
transformer("RepeatedTransformerBlocks", "repeat1.{}.", 3, 6, 2, 12, "gelu", True, draw(2, 5, 4))

# Weight and spectral normalisation. NetGen's vectors of the power iteration have the padding of gates: 16 floats for each of 5 units.
def side_by_side(vector, count):
    units = vector.numel() // count
    return torch.nn.functional.pad(vector.reshape(count, units), (0, -units % 16))


def normalised(name, module, layer, count, scheme, x, inputs):
    case = Case()
    z = before(case, x, inputs)
    for theirs, ours, magnitude in [("weight_ih_l0", "weight", "magnitude"), ("weight_hh_l0", "recurrentWeight", "recurrentMagnitude")]:
        if scheme == "weight":
            torch.nn.utils.weight_norm(module, theirs)
        else:
            torch.nn.utils.spectral_norm(module, theirs)
    with torch.no_grad():
        for p in module.parameters():
            p.copy_(draw(*p.shape, scale=0.5))
        if not isinstance(module, torch.nn.GRU):
            module.bias_hh_l0.zero_()
        for _ in range(3):
            module(z)
    for theirs, ours, magnitude in [("weight_ih_l0", "weight", "magnitude"), ("weight_hh_l0", "recurrentWeight", "recurrentMagnitude")]:
        if scheme == "weight":
            case.add(f"{layer}.{ours}", getattr(module, theirs + "_v"), lambda w: gates(w, count))
            case.add(f"{layer}.{magnitude}", getattr(module, theirs + "_g"), lambda w: w.reshape(-1))
        else:
            u, v = getattr(module, theirs + "_u"), getattr(module, theirs + "_v")
            u.copy_(u.float().double()), v.copy_(v.float().double())
            case.add(f"{layer}.{ours}", getattr(module, theirs + "_orig"), lambda w: gates(w, count))
            case.states[f"{layer}.{ours}.u"], case.states[f"{layer}.{ours}.v"] = side_by_side(u, count) if count > 1 else u, v
    module.eval()
    case.add(f"{layer}.bias", module.bias_ih_l0)
    if isinstance(module, torch.nn.GRU):
        case.add(f"{layer}.recurrentBias", module.bias_hh_l0)
    y, _ = module(z)
    cases[name] = case.result(x, y)


for scheme, title in [("weight", "WeightNorm"), ("spectral", "Spectral")]:
    normalised(title + "RNN", rnn(5)(6), "simplernn1", 1, scheme, draw(3, 7, 4), 6)
    normalised(title + "LSTM", lstm(5)(6), "lstm1", 4, scheme, draw(3, 7, 4), 6)
    normalised(title + "GRU", gru(5)(6), "gru1", 3, scheme, draw(3, 7, 4), 6)

case = Case()
x = draw(2, 5, 4)
z = before(case, x, 6)
module = torch.nn.MultiheadAttention(6, 2, batch_first=True)
with torch.no_grad():
    for p in module.parameters():
        p.copy_(draw(*p.shape, scale=0.5))
torch.nn.utils.parametrizations.spectral_norm(module, "in_proj_weight")
torch.nn.utils.parametrizations.spectral_norm(module.out_proj, "weight")
module.eval()
for ours, holder, name, count in [("weight", module, "in_proj_weight", 6), ("outputWeight", module.out_proj, "weight", 1)]:
    parametrisation = holder.parametrizations[name]
    u, v = parametrisation[0]._u, parametrisation[0]._v
    u.copy_(u.float().double()), v.copy_(v.float().double())
    case.add(f"multiheadattention1.{ours}", parametrisation.original, lambda w: w.t())
    case.states[f"multiheadattention1.{ours}.u"], case.states[f"multiheadattention1.{ours}.v"] = side_by_side(u, count) if count > 1 else u, v
case.add("multiheadattention1.bias", module.in_proj_bias)
case.add("multiheadattention1.outputBias", module.out_proj.bias)
y, _ = module(z, z, z, need_weights=False)
cases["SpectralAttention"] = case.result(x, y)

ids = torch.tensor([[0, 3, 3, 10, 1], [7, 7, 7, 2, 0]])
for scheme in ["WeightNorm", "Spectral"]:
    case = Case()
    table = torch.nn.Embedding(11, 6)
    with torch.no_grad():
        table.weight.copy_(draw(11, 6))
    if scheme == "WeightNorm":
        # An embedding is a dense layer on one-hot vectors: its units are the features.
        torch.nn.utils.weight_norm(table, dim=1)
        with torch.no_grad():
            table.weight_g.copy_(draw(1, 6))
        case.add("embedding1.weight", table.weight_v)
        case.add("embedding1.magnitude", table.weight_g, lambda g: g.reshape(-1))
    else:
        torch.nn.utils.parametrizations.spectral_norm(table)
        table.eval()
        u, v = table.parametrizations.weight[0]._u, table.parametrizations.weight[0]._v
        u.copy_(u.float().double()), v.copy_(v.float().double())
        case.add("embedding1.weight", table.parametrizations.weight.original)
        case.states["embedding1.weight.u"], case.states["embedding1.weight.v"] = v, u
    cases[scheme + "Embedding"] = case.result(ids.double(), table(ids))

# Means and maxima over the real steps of samples of different lengths, of what a layer gives at padding, too.
for name, pool in [
    ("PaddedMean", lambda y, mask: (y * mask).sum(1) / mask.sum(1)),
    ("PaddedMax", lambda y, mask: y.masked_fill(~mask, -torch.inf).amax(1)),
]:
    case = Case()
    x = padded(draw(3, 7, 4), lengths)
    cases[name] = case.result(x, pool(before(case, x, 18), ~padding(x, lengths)[..., None]))

case = Case()
x = padded(draw(3, 7, 4), lengths)
sequence, _ = recurrent(case, gru(5)(6), "gru1", 3, before(case, x, 6), lengths)
cases["PaddedGRUMean"] = case.result(x, sequence.sum(1) / torch.tensor(lengths)[:, None])

path = pathlib.Path(__file__).with_name("sequences.json")
path.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
print(len(cases), "cases,", path.stat().st_size, "bytes")
