"""Statistics of torch.nn.init, to hold the initializers against. PyTorch's weights are [out, in], NetGen's [in, out].

Run: /usr/bin/python3 make_initializers.py   (python3-torch 1.13; writes initializers.json)
"""
import json

import torch
from torch.nn import init

torch.manual_seed(1)
SHAPES = [(64, 32), (48, 80), (7, 301)]
DRAWS = 30

KINDS = {
    "Uniform": lambda w, s: init.uniform_(w, -s, s),
    "Normal": lambda w, s: init.normal_(w, 0, s),
    "TruncatedNormal": lambda w, s: init.trunc_normal_(w, 0, s, -2 * s, 2 * s),
    "XavierUniform": lambda w, s: init.xavier_uniform_(w, gain=s),
    "XavierNormal": lambda w, s: init.xavier_normal_(w, gain=s),
    "HeUniform": lambda w, s: init.kaiming_uniform_(w, nonlinearity="relu").mul_(s),
    "HeNormal": lambda w, s: init.kaiming_normal_(w, nonlinearity="relu").mul_(s),
    "HeUniformFanOut": lambda w, s: init.kaiming_uniform_(w, mode="fan_out", nonlinearity="relu").mul_(s),
    "HeNormalFanOut": lambda w, s: init.kaiming_normal_(w, mode="fan_out", nonlinearity="relu").mul_(s),
    "LeCunUniform": lambda w, s: init.kaiming_uniform_(w, nonlinearity="linear").mul_(s),
    "LeCunNormal": lambda w, s: init.kaiming_normal_(w, nonlinearity="linear").mul_(s),
    "Orthogonal": lambda w, s: init.orthogonal_(w, gain=s),
    "Identity": lambda w, s: init.eye_(w).mul_(s),
    # PyTorch thins out columns; the inputs of a unit are the columns of [in, out].
    "Sparse": lambda w, s: w.copy_(init.sparse_(torch.empty(w.shape[1], w.shape[0]), 0.9, std=s).T),
}

cases = []
for kind, fill in KINDS.items():
    for scale in (1.0, 0.3):
        for rows, columns in SHAPES:
            if kind == "Sparse" and rows < 10:
                continue  # PyTorch leaves such units without any input.
            draws = torch.stack([fill(torch.empty(columns, rows), scale).T for _ in range(DRAWS)]).double()
            std = draws.std(unbiased=False).item()
            central = draws - draws.mean()
            cases.append({
                "kind": kind, "scale": scale, "rows": rows, "columns": columns,
                "mean": draws.mean().item(), "std": std,
                "kurtosis": (central ** 4).mean().item() / std ** 4,
                "min": draws.min().item(), "max": draws.max().item(),
                "zeros": (draws == 0).double().mean().item(),
            })

with open("initializers.json", "w") as file:
    json.dump({"torch": torch.__version__, "draws": DRAWS, "cases": cases}, file, indent=1)
    file.write("\n")
