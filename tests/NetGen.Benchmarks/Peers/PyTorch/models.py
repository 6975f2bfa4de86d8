"""The networks as one writes them in PyTorch. A function takes the command that opens a case and returns the module and its tensors in NetGen's order."""
import torch


class Matrix:
    """A weight, [in, out] in NetGen and [out, in] in PyTorch."""

    def __init__(self, tensor):
        self.tensor = tensor
        self.size = tensor.numel()

    def load(self, floats):
        rows, columns = self.tensor.shape
        with torch.no_grad():
            self.tensor.copy_(torch.from_numpy(floats.reshape(columns, rows).copy()).t())

    def value(self):
        return self.tensor.detach().t().contiguous().numpy()

    def gradient(self):
        return self.tensor.grad.t().contiguous().numpy()


class Vector:
    """A bias."""

    def __init__(self, tensor):
        self.tensor = tensor
        self.size = tensor.numel()

    def load(self, floats):
        with torch.no_grad():
            self.tensor.copy_(torch.from_numpy(floats.copy()))

    def value(self):
        return self.tensor.detach().numpy()

    def gradient(self):
        return self.tensor.grad.numpy()


def dense(command):
    sizes = command["sizes"]
    activation = {"ReLU": torch.nn.ReLU, "Tanh": torch.nn.Tanh}[command["activation"]]
    modules, parameters = [], []
    for i in range(len(sizes) - 1):
        linear = torch.nn.Linear(sizes[i], sizes[i + 1])
        modules.append(linear)
        parameters += [Matrix(linear.weight), Vector(linear.bias)]
        if i < len(sizes) - 2:
            modules.append(activation())
    return torch.nn.Sequential(*modules), parameters


class Gates:
    """The weights of a recurrent layer, [in, gates, units] in NetGen and [gates * units, in] in PyTorch."""

    def __init__(self, tensor, units):
        self.tensor = tensor
        self.units = units
        self.size = tensor.numel()

    def load(self, floats):
        rows, columns = self.tensor.shape
        values = torch.from_numpy(floats.reshape(columns, rows // self.units, self.units).copy())
        with torch.no_grad():
            self.tensor.copy_(values.permute(1, 2, 0).reshape(rows, columns))

    def layout(self, tensor):
        rows, columns = tensor.shape
        return tensor.reshape(rows // self.units, self.units, columns).permute(2, 0, 1).contiguous().numpy()

    def value(self):
        return self.layout(self.tensor.detach())

    def gradient(self):
        return self.layout(self.tensor.grad)


class LastStep(torch.nn.Module):
    """A recurrent layer and a dense one on its last state."""

    def __init__(self, layer, features, units, outputs):
        super().__init__()
        self.features = features
        self.layer = layer(features, units, batch_first=True)
        self.dense = torch.nn.Linear(units, outputs)

    def forward(self, x):
        y, _ = self.layer(x.view(x.shape[0], -1, self.features))
        return self.dense(y[:, -1])


def recurrent(command):
    layers = {"LSTM": (torch.nn.LSTM, 4), "GRU": (torch.nn.GRU, 3), "SimpleRNN": (torch.nn.RNN, 1)}
    layer, gates = next(layers[kind] for kind in command["layers"] if kind in layers)
    shapes = dict(zip(command["parameters"], zip(command["rows"], command["columns"])))
    name = next(n for n in shapes if n.endswith(".recurrentWeight")).split(".")[0]
    rows, units = shapes[name + ".weight"]
    module = LastStep(layer, rows // gates, units, command["outputs"])
    with torch.no_grad():
        module.layer.bias_hh_l0.zero_()
    tensors = {
        name + ".weight": Gates(module.layer.weight_ih_l0, units),
        name + ".recurrentWeight": Gates(module.layer.weight_hh_l0, units),
        name + ".bias": Vector(module.layer.bias_ih_l0),
        name + ".recurrentBias": Vector(module.layer.bias_hh_l0),
    }
    dense = next(n for n in shapes if n.startswith("dense") and n.endswith(".weight")).split(".")[0]
    tensors[dense + ".weight"] = Matrix(module.dense.weight)
    tensors[dense + ".bias"] = Vector(module.dense.bias)
    return module, [tensors[n] for n in command["parameters"]]


class Kernel:
    """The weights of a convolution, [height, width, channels, filters] in NetGen and [filters, channels, height, width] in PyTorch."""

    def __init__(self, tensor, shape=None):
        self.tensor = tensor
        self.shape = shape or tuple(tensor.shape)
        self.size = tensor.numel()

    def load(self, floats):
        filters, channels, height, width = self.shape
        values = torch.from_numpy(floats.reshape(height, width, channels, filters).copy())
        with torch.no_grad():
            self.tensor.copy_(values.permute(3, 2, 0, 1).reshape(self.tensor.shape))

    def layout(self, tensor):
        return tensor.reshape(self.shape).permute(2, 3, 1, 0).contiguous().numpy()

    def value(self):
        return self.layout(self.tensor.detach())

    def gradient(self):
        return self.layout(self.tensor.grad)


class Image(torch.nn.Module):
    """The samples of NetGen, channels last, as PyTorch sees images."""

    def __init__(self, height, width, channels):
        super().__init__()
        self.shape = (-1, height, width, channels)

    def forward(self, x):
        return x.view(self.shape).permute(0, 3, 1, 2)


def lenet(command):
    first, second = torch.nn.Conv2d(1, 6, 5), torch.nn.Conv2d(6, 16, 5)
    hidden = [torch.nn.Linear(256, 120), torch.nn.Linear(120, 84), torch.nn.Linear(84, 10)]
    module = torch.nn.Sequential(
        Image(28, 28, 1), first, torch.nn.ReLU(), torch.nn.MaxPool2d(2), second, torch.nn.ReLU(), torch.nn.MaxPool2d(2), torch.nn.Flatten(),
        hidden[0], torch.nn.ReLU(), hidden[1], torch.nn.ReLU(), hidden[2])
    tensors = [Kernel(first.weight), Vector(first.bias), Kernel(second.weight), Vector(second.bias)]
    # Behind the flattened image of 4 x 4 x 16 the inputs stand in another order.
    tensors += [Kernel(hidden[0].weight, (120, 16, 4, 4)), Vector(hidden[0].bias)]
    for linear in hidden[1:]:
        tensors += [Matrix(linear.weight), Vector(linear.bias)]
    return module, tensors


def depthwise_separable(command):
    depthwise, pointwise = torch.nn.Conv2d(32, 32, 3, padding=1, groups=32), torch.nn.Conv2d(32, 64, 1)
    dense_layer = torch.nn.Linear(64, 10)
    module = torch.nn.Sequential(
        Image(14, 14, 32), depthwise, torch.nn.ReLU(), pointwise, torch.nn.ReLU(), torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(), dense_layer)
    tensors = [Kernel(depthwise.weight), Vector(depthwise.bias), Kernel(pointwise.weight), Vector(pointwise.bias)]
    return module, tensors + [Matrix(dense_layer.weight), Vector(dense_layer.bias)]
class TransformerBlock(torch.nn.Module):
    """Attention and feed-forward, each normalised before and added to its input, and a dense layer on all steps."""

    def __init__(self, steps, features, hidden, heads, outputs):
        super().__init__()
        self.features = features
        self.norm1 = torch.nn.LayerNorm(features)
        self.attention = torch.nn.MultiheadAttention(features, heads, batch_first=True)
        self.norm2 = torch.nn.LayerNorm(features)
        self.dense1 = torch.nn.Linear(features, hidden)
        self.gelu = torch.nn.GELU()
        self.dense2 = torch.nn.Linear(hidden, features)
        self.dense3 = torch.nn.Linear(steps * features, outputs)

    def forward(self, x):
        x = x.view(x.shape[0], -1, self.features)
        y = self.norm1(x)
        x = x + self.attention(y, y, y, need_weights=False)[0]
        x = x + self.dense2(self.gelu(self.dense1(self.norm2(x))))
        return self.dense3(x.flatten(1))


def transformer(command):
    """NetGen's parameters and PyTorch's come in the same order."""
    module = TransformerBlock(16, 32, 128, 4, command["outputs"])
    return module, [Vector(p) if p.dim() == 1 else Matrix(p) for p in module.parameters()]
