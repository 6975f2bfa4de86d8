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
