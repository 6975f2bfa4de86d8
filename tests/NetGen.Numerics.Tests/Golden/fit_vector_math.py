"""Fits the polynomials of NetGen.Kernels.VectorMath and prints their coefficients, lowest first, as C# floats.

Each polynomial minimises the largest weighted error over its interval (Lawson's reweighted least squares on Chebyshev
points). The coefficients are rounded to float one after the other from the lowest, and the rest is fitted again after each
rounding, so that later coefficients absorb the rounding of the earlier ones. Needs numpy and mpmath.

    python3 fit_vector_math.py
"""
import mpmath as mp
import numpy as np

mp.mp.dps = 40


def nodes(low, high, count=1500):
    return (low + high) / 2 - (high - low) / 2 * np.cos((np.arange(count) + .5) * np.pi / count)


def evaluate(function, points):
    return np.array([float(function(mp.mpf(float(p)))) for p in points])


def lawson(basis, target, weight, rounds=120):
    """Coefficients that minimise max |weight * (basis @ c - target)|, nearly."""
    importance = np.full(len(target), 1 / len(target))
    best, best_error = None, np.inf
    for _ in range(rounds):
        scale = weight * np.sqrt(importance)
        c = np.linalg.lstsq(basis * scale[:, None], target * scale, rcond=None)[0]
        error = np.abs(weight * (basis @ c - target))
        if error.max() < best_error:
            best, best_error = c, error.max()
        importance = importance * (error + 1e-30)
        importance /= importance.sum()
    return best


def polynomial(name, function, weight, low, high, degree, start=()):
    x = nodes(low, high)
    target, w = evaluate(function, x), evaluate(weight, x)
    powers = x[:, None] ** np.arange(degree + 1)
    fixed = list(start)
    for i in range(len(fixed), degree + 1):
        rest = target - powers[:, :i] @ np.array(fixed, dtype=float) if i else target
        fixed.append(float(np.float32(lawson(powers[:, i:], rest, w)[0])))
    report(name, np.array(fixed), np.abs(w * (powers @ np.array(fixed) - target)).max())


def rational(name, function, low, high, top, bottom):
    """P/Q with Q(0) = 1 and relative error, by Sanathanan and Koerner's iteration; P is fitted again to the rounded Q."""
    x = nodes(low, high, 3000)
    target = evaluate(function, x)
    p = x[:, None] ** np.arange(top + 1)
    q = x[:, None] ** np.arange(1, bottom + 1)
    denominator = np.ones(len(x))
    best = None
    for _ in range(12):
        basis = np.hstack([p, -q * target[:, None]])
        c = lawson(basis, target, 1 / (target * denominator), 60)
        denominator = 1 + q @ c[top + 1:]
        error = np.abs((p @ c[:top + 1]) / denominator / target - 1).max()
        if best is None or error < best[0]:
            best = error, c
    below = best[1][top + 1:].astype(np.float32).astype(float)
    denominator = 1 + q @ below
    above = []
    for i in range(top + 1):
        rest = target * denominator - (p[:, :i] @ np.array(above, dtype=float) if i else 0)
        above.append(float(np.float32(lawson(p[:, i:], rest, 1 / (target * denominator))[0])))
    report(name + " above", np.array(above), np.abs(p @ np.array(above) / denominator / target - 1).max())
    report(name + " below", np.concatenate([[1.0], below]), best[0])


def report(name, coefficients, error):
    print(f"{name}: error 2^{np.log2(error):.2f}")
    print("    " + ", ".join(np.format_float_scientific(np.float32(c), unique=True, trim="0") + "f" for c in coefficients))


def split(name, value):
    high = np.float32(float(value))
    low = np.float32(float(value - mp.mpf(float(high))))
    print(f"{name}: {high!r} + {low!r}")


ln2 = mp.log(2)
split("ln 2", ln2)
split("log2 e", 1 / ln2)
split("1/sqrt(2 pi)", 1 / mp.sqrt(2 * mp.pi))
# The nearest integer to x/ln 2 leaves |r| <= ln 2 / 2. 2 e^r = p(r); e^r - 1 = r + r^2 p(r).
polynomial("Exp", lambda r: 2 * mp.exp(r), lambda r: mp.exp(-r) / 2, -.34658, .34658, 6, (2., 2.))
polynomial("ExpMinusOne", lambda r: (mp.expm1(r) - r) / r ** 2, lambda r: abs(r ** 2 / mp.expm1(r)), -.34658, .34658, 5)
# ln(1+f) = f - f^2/2 + f^3 p(f), the significand in [sqrt(1/2), sqrt(2)).
polynomial("Log", lambda f: (mp.log1p(f) - f + f ** 2 / 2) / f ** 3, lambda f: abs(f ** 3 / mp.log1p(f)),
           float(mp.sqrt(.5)) - 1, float(mp.sqrt(2)) - 1, 7)
# ln(1+e) = e + e^2 p(e) for e in [0, 1].
polynomial("Softplus", lambda e: (mp.log1p(e) - e) / e ** 2, lambda e: e ** 2 / mp.log1p(e), 0, 1, 8)
# erf x = x + x p(x^2) for |x| <= 1, s = x^2.
polynomial("Erf", lambda s: mp.erf(mp.sqrt(s)) / mp.sqrt(s) - 1, lambda s: mp.sqrt(s) / mp.erf(mp.sqrt(s)), 0, 1, 6)
# erf x = 1 - e^p(x) for x in [1, 4].
polynomial("ErfTail", lambda t: mp.log(mp.erfc(t)), lambda t: mp.erfc(t) / mp.erf(t), 1, 4, 6)
# Phi(-a) = e^(-a^2/2) p(a)/q(a) for a in [0, 14].
rational("NormalTail", lambda a: mp.erfc(a / mp.sqrt(2)) / 2 * mp.exp(a * a / 2), 0, 14, 4, 5)
