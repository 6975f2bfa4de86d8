"""Draws gradient-flow.svg: predicted and measured gradient norms, layer by layer.

    NETGEN_PREDICTION_GRID=grid.json <NetGen.Generator.Tests> -class "*PredictionGridTests" -explicit only
    python3 make_gradient_flow.py grid.json > gradient-flow.svg
"""
import json
import math
import sys

DEPTH, WIDTH = 20, 64
# Activation, initializer, a colour for light and for dark backgrounds, and where the label stands: behind which layer, how far below.
SERIES = [
    ("SELU", "HeNormal", "#b4540a", "#f0a05a", 14, -10),
    ("ReLU", "HeNormal", "#1d4ed8", "#7aa7ff", 3, -9),
    ("Tanh", "XavierNormal", "#0b6e4f", "#4cc79b", 7, 20),
    ("ReLU", "XavierNormal", "#be185d", "#f58ab8", 15, 20),
    ("Softplus", "LeCunNormal", "#7c3aed", "#b79bff", 1, -46),
    ("GELU", "LeCunNormal", "#0e7490", "#5cc8de", 15, 20),
    ("Sigmoid", "XavierNormal", "#475569", "#a9b6c8", 7, 14),
]
LEFT, RIGHT, TOP, BOTTOM = 70, 672, 66, 452
TOTAL_WIDTH, TOTAL_HEIGHT = 700, 520
LOW, HIGH = -13, 2


def x_of(layer):
    return LEFT + (RIGHT - LEFT) * (layer - 1) / (DEPTH - 1)


def y_of(value):
    return BOTTOM - (BOTTOM - TOP) * (math.log10(value) - LOW) / (HIGH - LOW)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = [r for r in json.load(file) if r["depth"] == DEPTH and r["width"] == WIDTH]
    out = []
    out.append(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {TOTAL_WIDTH} {TOTAL_HEIGHT}" role="img" aria-labelledby="t d">')
    out.append('<title id="t">Gradient norm of each of 20 layers, predicted and measured</title>')
    out.append('<desc id="d">Lines are predictions at compile time, dots are geometric means over 40 networks. They agree over thirteen decades.</desc>')
    light = "".join(f".s{i}{{--c:{s[2]}}}" for i, s in enumerate(SERIES))
    dark = "".join(f".s{i}{{--c:{s[3]}}}" for i, s in enumerate(SERIES))
    out.append(
        "<style>"
        ":root{--ink:#1f2937;--soft:#6b7280;--grid:#e5e7eb}" + light +
        "@media (prefers-color-scheme: dark){:root{--ink:#e5e7eb;--soft:#9ca3af;--grid:#374151}" + dark + "}"
        "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:13px;fill:var(--ink)}"
        ".soft{fill:var(--soft)}.h{font-size:16px;font-weight:600}.grid{stroke:var(--grid);stroke-width:1}"
        ".line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round}.dot{fill:var(--c)}.label{fill:var(--c);font-weight:600}"
        "</style>")
    out.append(f'<text class="h" x="{LEFT}" y="26">The compiler\'s prediction against 40 real networks each</text>')
    out.append(f'<text class="soft" x="{LEFT}" y="47">Norm of dL/dW. Lines: predicted at compile time. Dots: measured, geometric mean.</text>')
    for decade in range(LOW + 1, HIGH + 1, 2):
        y = y_of(10.0 ** decade)
        out.append(f'<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        out.append(f'<text class="soft" x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end">1e{decade}</text>')
    for layer in (1, 5, 10, 15, 20):
        out.append(f'<text class="soft" x="{x_of(layer):.1f}" y="{BOTTOM + 22}" text-anchor="middle">{layer}</text>')
    out.append(f'<text class="soft" x="{(LEFT + RIGHT) / 2}" y="{BOTTOM + 48}" text-anchor="middle">layer, from the input to the output ({WIDTH} units each, 20 inputs, 10 classes, batch 32)</text>')

    for i, (activation, init, _, _, place, below) in enumerate(SERIES):
        series = sorted((r for r in rows if r["activation"] == activation and r["init"] == init), key=lambda r: r["layer"])
        points = " ".join(f"{x_of(r['layer']):.1f},{y_of(r['predicted']):.1f}" for r in series)
        out.append(f'<g class="s{i}"><polyline class="line" points="{points}"/>')
        out.extend(f'<circle class="dot" cx="{x_of(r["layer"]):.1f}" cy="{y_of(r["measured"]):.1f}" r="3.6"/>' for r in series)
        label = f"{activation}, {init.removesuffix('Normal')}"
        out.append(f'<text class="label" x="{x_of(place) + 10:.1f}" y="{y_of(series[place - 1]["predicted"]) + below:.1f}">{label}</text></g>')
    out.append("</svg>")
    print("\n".join(out))


if __name__ == "__main__":
    main()
