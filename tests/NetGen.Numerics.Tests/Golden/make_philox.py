"""Quantiles of the normal distribution and logarithms to 40 digits (python3-mpmath), rounded to double; and a hash of
normal numbers by a second implementation of the same formulas, whose bits another machine must find too.

Run: /usr/bin/python3 make_philox.py > ../PhiloxGolden.cs
"""
import math
import re
import struct

import mpmath

mpmath.mp.dps = 40


def quantile(p):
    p = mpmath.mpf(p)
    if p == 0.5:
        return mpmath.mpf(0)
    cdf = lambda z: mpmath.erfc(-z / mpmath.sqrt(2)) / 2
    low, high = mpmath.mpf(-10), mpmath.mpf(10)
    for _ in range(20):
        mid = (low + high) / 2
        low, high = (mid, high) if cdf(mid) < p else (low, mid)
    z = (low + high) / 2
    for _ in range(8):
        z -= (cdf(z) - p) / mpmath.npdf(z)
    return z


def philox(seed, stream):
    mask = 0xFFFFFFFF
    block = 0
    while True:
        c0, c1, c2, c3 = block & mask, block >> 32, stream & mask, stream >> 32
        k0, k1 = seed & mask, seed >> 32
        for _ in range(10):
            a, b = 0xD2511F53 * c0, 0xCD9E8D57 * c2
            c0, c1, c2, c3 = (b >> 32) ^ c1 ^ k0, b & mask, (a >> 32) ^ c3 ^ k1, a & mask
            k0, k1 = (k0 + 0x9E3779B9) & mask, (k1 + 0xBB67AE85) & mask
        yield c0 | c1 << 32
        yield c2 | c3 << 32
        block += 1


def deterministic_log(x):
    m, e = math.frexp(x)
    m, e = m * 2, e - 1
    if m > math.sqrt(2):
        m, e = m / 2, e + 1
    f = m - 1
    s = f / (2 + f)
    s2 = s * s
    series = 1.0 / 25
    for k in range(23, 1, -2):
        series = series * s2 + 1.0 / k
    rest = 2 * s2 * series
    half = 0.5 * f * f
    high, low = 6.93147180369123816490e-01, 1.90821492927058770002e-10
    return e * high - ((half - (s * (half + rest) + e * low)) - f)


def as241(p):
    """Wichura 1988, with the coefficients as they stand in the source, highest power first."""
    source = open("../../../src/NetGen/Random/NormalQuantile.cs").read()
    c = [float(x) for x in re.findall(r"\d\.\d{15,}e-?\d+", source)]

    def ratio(k, r):
        top, bottom = c[15 * k:15 * k + 8], c[15 * k + 8:15 * k + 15] + [1.0]
        horner = lambda a: a[0] if len(a) == 1 else horner(a[:-1]) * r + a[-1]
        return horner(top) / horner(bottom)

    q = p - 0.5
    if abs(q) <= 0.425:
        return q * ratio(0, 0.180625 - q * q)
    r = math.sqrt(-deterministic_log(p if q < 0 else 1 - p))
    z = ratio(1, r - 1.6) if r <= 5 else ratio(2, r - 5)
    return -z if q < 0 else z


def normal_hash(count):
    words = philox(1, 1)
    value = 14695981039346656037
    for _ in range(count):
        z = as241(((next(words) >> 12) + 0.5) * 2.0 ** -52)
        value = (value ^ struct.unpack("<Q", struct.pack("<d", z))[0]) * 1099511628211 % 2 ** 64
    return value


tails = [2.0 ** -53, 2.0 ** -52 * 1.5, 1e-15, 3.7e-12, 1.3887943864964e-11, 1.39e-11, 1e-9, 2.5e-7, 1e-5, 1e-3,
         0.02275013194817921, 0.05, 0.0749, 0.0751, 0.1, 0.25, 0.3, 0.4, 0.49, 0.4999, 0.5 - 2.0 ** -30]
points = tails + [1 - p for p in reversed(tails)]
numbers = [2.0 ** -53, 1e-300, 1e-9, 0.1, 0.25, 0.5, 0.7, 0.7071067811865475, 0.7071067811865476, 0.9, 0.99, 1 - 2.0 ** -40,
           1 - 2.0 ** -53, 1 + 2.0 ** -52, 1.0001, 1.1, 1.4142135623730951, 1.5, 2.0, 2.718281828459045, 3.0, 10.0, 999.0, 1e9, 1e300]

print("""namespace NetGen.Numerics.Tests;

/// <summary>Made by Golden/make_philox.py.</summary>
internal static class PhiloxGolden
{
    /// <summary>FNV-1a, a word at a time, of the first 10 000 normal numbers of seed 1, stream 1.</summary>""")
print(f"    public const ulong NormalHash = {normal_hash(10_000)};")
print("""
    public static readonly (double P, double Z)[] Quantiles =
    [""")
for p in points:
    print(f"        ({p!r}, {float(quantile(p))!r}),".replace("e-0", "e-"))
print("""    ];

    public static readonly (double X, double Ln)[] Logarithms =
    [""")
for x in numbers:
    print(f"        ({x!r}, {float(mpmath.log(mpmath.mpf(x)))!r}),".replace("e+", "e"))
print("""    ];
}""")
