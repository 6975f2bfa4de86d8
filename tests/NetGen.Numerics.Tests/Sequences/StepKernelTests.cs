using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>One step of each recurrent cell against its formula in double precision, backward against finite differences.</summary>
public class StepKernelTests
{
    private const int Rows = 3;

    [Fact]
    public void LSTM()
    {
        for (int units = 1; units <= 35; units += 2)
        {
            (PaddedMatrix gates, PaddedMatrix recurrent) = (Blocks(4, units, 1), Blocks(4, units, 2));
            (PaddedMatrix before, PaddedMatrix cell, PaddedMatrix squashed) = (Matrix(units, 3), Output(units), Output(units));
            (PaddedMatrix hidden, PaddedMatrix output) = (Output(units), Output(units));
            (PaddedMatrix dHidden, PaddedMatrix dOutput, PaddedMatrix dCell) = (Matrix(units, 4), Matrix(units, 5), Matrix(units, 6));
            int stride = before.Stride;
            double[] z = Widen(gates, recurrent), old = Widen(before), upstream = Widen(dHidden, dOutput), upstreamCell = Widen(dCell);
            LSTMKernels.Forward(
                ref gates.Reference, gates.Stride, ref recurrent.Reference, ref before.Reference, stride, ref cell.Reference, ref squashed.Reference, stride,
                ref hidden.Reference, stride, ref output.Reference, stride, ref Unsafe.NullRef<float>(), 0, Rows, stride);
            (double[] h, double[] c) = LSTMStep(z, old, units);
            NumericAssert.Close(h, hidden.Values, 1e-6, 1e-1, $"h of {units}");
            NumericAssert.Close(c, cell.Values, 1e-6, 1e-1, $"c of {units}");
            Assert.Equal(hidden.Values, output.Values);
            hidden.AssertPaddingIsZero();
            cell.AssertPaddingIsZero();

            LSTMKernels.Backward(
                ref gates.Reference, gates.Stride, ref before.Reference, ref squashed.Reference, stride, ref dOutput.Reference, stride,
                ref dHidden.Reference, ref dCell.Reference, ref Unsafe.NullRef<float>(), 0, Rows, stride);
            double Loss(double[] at, double[] oldAt)
            {
                (double[] hAt, double[] cAt) = LSTMStep(at, oldAt, units);
                return Dot(hAt, upstream) + Dot(cAt, upstreamCell);
            }

            AssertGradient(Differences(at => Loss(at, old), z), gates, units, "dz");
            AssertGradient(Differences(at => Loss(z, at), old), dCell, units, "dc");
            NumericAssert.Close(upstream, dHidden.Values, 1e-6, 1, "dh");
        }
    }

    [Fact]
    public void GRU()
    {
        for (int units = 1; units <= 35; units += 2)
        {
            (PaddedMatrix gates, PaddedMatrix recurrent) = (Blocks(4, units, 1), Blocks(3, units, 2));
            (PaddedMatrix before, PaddedMatrix hidden, PaddedMatrix output) = (Matrix(units, 3), Output(units), Output(units));
            (PaddedMatrix dHidden, PaddedMatrix dOutput, PaddedMatrix dPassed) = (Matrix(units, 4), Matrix(units, 5), Matrix(units, 6));
            int stride = before.Stride;
            double[] a = Widen(gates), u = Widen(recurrent), old = Widen(before), upstream = Widen(dHidden, dOutput, dPassed);
            GRUKernels.Forward(
                ref gates.Reference, gates.Stride, ref recurrent.Reference, ref before.Reference, stride,
                ref hidden.Reference, stride, ref output.Reference, stride, ref Unsafe.NullRef<float>(), 0, Rows, stride);
            NumericAssert.Close(GRUStep(a, u, old, units), hidden.Values, 1e-6, 1e-1, $"h of {units}");
            Assert.Equal(hidden.Values, output.Values);
            hidden.AssertPaddingIsZero();

            GRUKernels.Backward(
                ref gates.Reference, gates.Stride, ref before.Reference, stride, ref dOutput.Reference, stride,
                ref dHidden.Reference, ref dPassed.Reference, ref Unsafe.NullRef<float>(), 0, Rows, stride);
            double[] da = Differences(at => Dot(GRUStep(at, u, old, units), upstream), a);
            double[] du = Differences(at => Dot(GRUStep(a, at, old, units), upstream), u);
            double[] dold = Differences(at => Dot(GRUStep(a, u, at, units), upstream), old);
            for (int row = 0; row < Rows; row++)
            {
                for (int j = 0; j < units; j++)
                {
                    float Gate(int gate) => gates[row, (gate * stride) + j];
                    double A(int gate) => da[(((row * 4) + gate) * stride) + j];
                    double U(int gate) => du[(((row * 3) + gate) * stride) + j];
                    (double Expected, double Actual)[] pairs =
                    [
                        (A(0), Gate(0)), (A(1), Gate(1)), (A(2), Gate(2)), (U(0), Gate(1)), (U(1), Gate(2)), (U(2), Gate(3)),
                        (dold[(row * units) + j], dPassed[row, j]), (upstream[(row * units) + j], dHidden[row, j]),
                    ];
                    for (int i = 0; i < pairs.Length; i++)
                    {
                        NumericAssert.Close(pairs[i].Expected, pairs[i].Actual, 2e-6, 1, $"{i} of unit {j} of {units}");
                    }
                }
            }

            for (int j = units; j < stride; j++)
            {
                Assert.Equal(0, gates[0, j] + gates[1, stride + j] + gates[2, (2 * stride) + j] + gates[0, (3 * stride) + j]);
            }

            dPassed.AssertPaddingIsZero();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SimpleRNN(bool rectify)
    {
        for (int units = 1; units <= 35; units += 2)
        {
            (PaddedMatrix values, PaddedMatrix recurrent) = (Matrix(units, 1), Matrix(units, 2));
            (PaddedMatrix hidden, PaddedMatrix output) = (Output(units), Output(units));
            (PaddedMatrix dHidden, PaddedMatrix dOutput) = (Matrix(units, 4), Matrix(units, 5));
            int stride = values.Stride;
            double[] z = Widen(values, recurrent), upstream = Widen(dHidden, dOutput);
            double[] Step(double[] at) => [.. at.Select(v => rectify ? Math.Max(v, 0) : Math.Tanh(v))];
            SimpleRNNKernels.Forward(
                ref values.Reference, stride, ref recurrent.Reference, ref hidden.Reference, stride, ref output.Reference, stride,
                ref Unsafe.NullRef<float>(), 0, rectify, Rows, stride);
            NumericAssert.Close(Step(z), hidden.Values, 1e-6, 1e-1, $"h of {units}");
            Assert.Equal(hidden.Values, output.Values);
            SimpleRNNKernels.Backward(
                ref values.Reference, stride, ref dOutput.Reference, stride, ref dHidden.Reference, ref Unsafe.NullRef<float>(), 0, rectify, Rows, stride);
            NumericAssert.Close(Differences(at => Dot(Step(at), upstream), z), values.Values, 1e-6, 1, $"dz of {units}");
            NumericAssert.Close(upstream, dHidden.Values, 1e-6, 1, "dh");
            values.AssertPaddingIsZero();
        }
    }

    [Fact]
    public void A_row_whose_sequence_is_over_gets_zeros_and_passes_no_gradient()
    {
        const int Units = 5;
        PaddedMatrix lengths = PaddedMatrix.Of(Rows, 1, [2, 1, 0]);
        (PaddedMatrix gates, PaddedMatrix recurrent, PaddedMatrix before) = (Blocks(4, Units, 1), Blocks(4, Units, 2), Matrix(Units, 3));
        (PaddedMatrix cell, PaddedMatrix squashed, PaddedMatrix hidden) = (Output(Units), Output(Units), Output(Units));
        (PaddedMatrix dHidden, PaddedMatrix dCell) = (Matrix(Units, 4), Matrix(Units, 6));
        int stride = before.Stride;
        ref float none = ref Unsafe.NullRef<float>();
        LSTMKernels.Forward(
            ref gates.Reference, gates.Stride, ref recurrent.Reference, ref before.Reference, stride, ref cell.Reference, ref squashed.Reference, stride,
            ref hidden.Reference, stride, ref none, 0, ref lengths.Reference, 1, Rows, stride);
        LSTMKernels.Backward(
            ref gates.Reference, gates.Stride, ref before.Reference, ref squashed.Reference, stride, ref none, 0,
            ref dHidden.Reference, ref dCell.Reference, ref lengths.Reference, 1, Rows, stride);
        foreach (PaddedMatrix matrix in (PaddedMatrix[])[gates, cell, squashed, hidden, dHidden, dCell])
        {
            Assert.NotEqual(0, matrix[0, 0]);
            for (int row = 1; row < Rows; row++)
            {
                Assert.All(matrix.All.Slice(row * matrix.Stride, matrix.Stride).ToArray(), static v => Assert.Equal(0, v));
            }
        }
    }

    internal static PaddedMatrix Matrix(int units, int seed) => PaddedMatrix.Of(Rows, units, PaddedMatrix.Random(Rows * units, (100 * seed) + units));

    internal static PaddedMatrix Output(int units) => new(Rows, units, float.NaN);

    /// <summary>Rows of several padded blocks side by side, as gates lie.</summary>
    internal static PaddedMatrix Blocks(int count, int units, int seed)
    {
        int stride = (units + 15) & ~15;
        PaddedMatrix blocks = new(Rows, count * stride);
        float[] values = PaddedMatrix.Random(Rows * count * units, (100 * seed) + units);
        for (int i = 0; i < values.Length; i++)
        {
            blocks[i / (count * units), (i / units % count * stride) + (i % units)] = values[i];
        }

        return blocks;
    }

    private static double[] Widen(params PaddedMatrix[] terms)
    {
        int units = terms[0].Columns;
        double[] sum = new double[Rows * units];
        foreach (PaddedMatrix term in terms)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += term.Values[i];
            }
        }

        return sum;
    }

    private static double[] Differences(Func<double[], double> f, double[] at)
    {
        double[] result = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double centre = at[i];
            at[i] = centre + 1e-6;
            double above = f(at);
            at[i] = centre - 1e-6;
            result[i] = (above - f(at)) / 2e-6;
            at[i] = centre;
        }

        return result;
    }

    private static void AssertGradient(double[] expected, PaddedMatrix actual, int units, string place) =>
        NumericAssert.Close(expected, actual.Values, 2e-6, 1, $"{place} of {units}");

    private static double Dot(double[] a, double[] b) => a.Zip(b, static (x, y) => x * y).Sum();

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // The blocks lie at multiples of the padded units; what is between them is zero and stays without effect.
    private static (double[] H, double[] C) LSTMStep(double[] z, double[] old, int units)
    {
        int stride = z.Length / Rows / 4;
        double[] h = new double[old.Length], c = new double[old.Length];
        for (int i = 0; i < old.Length; i++)
        {
            double Z(int gate) => z[(((i / units * 4) + gate) * stride) + (i % units)];
            c[i] = (Sigmoid(Z(1)) * old[i]) + (Sigmoid(Z(0)) * Math.Tanh(Z(2)));
            h[i] = Sigmoid(Z(3)) * Math.Tanh(c[i]);
        }

        return (h, c);
    }

    private static double[] GRUStep(double[] a, double[] u, double[] old, int units)
    {
        int strideA = a.Length / Rows / 4, strideU = u.Length / Rows / 3;
        double[] h = new double[old.Length];
        for (int i = 0; i < old.Length; i++)
        {
            double A(int gate) => a[(((i / units * 4) + gate) * strideA) + (i % units)];
            double U(int gate) => u[(((i / units * 3) + gate) * strideU) + (i % units)];
            double n = Math.Tanh(A(0) + (Sigmoid(A(1) + U(0)) * U(2)));
            double z = Sigmoid(A(2) + U(1));
            h[i] = ((1 - z) * n) + (z * old[i]);
        }

        return h;
    }
}
