using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Normalisation, dropout and spectral normalisation have the bits of scalar code at every register width.</summary>
public class NormWidthTests
{
    public static TheoryData<string> Norms => ["BatchNormTraining", "BatchNormInference", "LayerNorm", "RMSNorm", "GroupNorm"];

    [Theory]
    [MemberData(nameof(Norms))]
    public void NormsHaveTheScalarBits(string name)
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            int groups = columns % 3 == 0 ? 3 : 1;
            float[] expected = Case(columns).Run<LanesScalar, DoubleLanesScalar>(name, groups).Results();
            string place = $"{name} {columns}";
            NumericAssert.SameBits(expected, Case(columns).Run<Lanes128, DoubleLanes128>(name, groups).Results(), place + " 128 bits");
            NumericAssert.SameBits(expected, Case(columns).Run<Lanes256, DoubleLanes256>(name, groups).Results(), place + " 256 bits");
            NumericAssert.SameBits(expected, Case(columns).Run<Lanes512, DoubleLanes512>(name, groups).Results(), place + " 512 bits");
        }
    }

    [Fact]
    public void FactorsMultiplyWithTheScalarBits()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            float[] expected = Multiplied<LanesScalar>(columns);
            NumericAssert.SameBits(expected, Multiplied<Lanes128>(columns), $"{columns} at 128 bits");
            NumericAssert.SameBits(expected, Multiplied<Lanes256>(columns), $"{columns} at 256 bits");
            NumericAssert.SameBits(expected, Multiplied<Lanes512>(columns), $"{columns} at 512 bits");
        }
    }

    [Fact]
    public void SpectralNormalisationHasTheScalarBits()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            float[] expected = Spectral<DoubleLanesScalar>(columns);
            NumericAssert.SameBits(expected, Spectral<DoubleLanes128>(columns), $"{columns} at 128 bits");
            NumericAssert.SameBits(expected, Spectral<DoubleLanes256>(columns), $"{columns} at 256 bits");
            NumericAssert.SameBits(expected, Spectral<DoubleLanes512>(columns), $"{columns} at 512 bits");
        }
    }

    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void TheKernelsGiveTheSameBitsWithoutTheWiderRegisters(string switchedOff) => WidthChild.AssertSame(KernelsFingerprint, switchedOff);

    private static string KernelsFingerprint()
    {
        Fingerprint result = new();
        foreach (int columns in (int[])[1, 3, 10, 16, 33, 300])
        {
            foreach (string name in Norms.Select(static row => row.Data))
            {
                result.Add(Case(columns).Run(name, 1).Results());
            }

            const int Rows = 5;
            PaddedMatrix x = PaddedMatrix.Of(Rows, columns, PaddedMatrix.Random(Rows * columns, columns));
            PaddedMatrix y = new(Rows, columns), factors = new(Rows, columns);
            DropoutKernels.Forward(ref x.Reference, ref y.Reference, ref factors.Reference, 0.3f, true, 1, 2, 3, 4, Rows, 1, columns, x.Stride);
            result.Add(y.All.ToArray()).Add(factors.All.ToArray());
            DropoutKernels.ForwardAlpha(ref x.Reference, ref y.Reference, ref factors.Reference, 0.3f, true, 1, 2, 3, 4, Rows, 1, columns, x.Stride);
            result.Add(y.All.ToArray());
            DropoutKernels.ForwardGaussian(ref x.Reference, ref y.Reference, ref factors.Reference, 0.3f, true, 1, 2, 3, 4, Rows, 1, columns, x.Stride);
            result.Add(y.All.ToArray());
            NoiseKernels.Forward(ref x.Reference, ref y.Reference, 0.3f, true, 1, 2, 3, 4, Rows, columns, x.Stride);
            result.Add(y.All.ToArray());
        }

        return result.ToString();
    }

    private static NormRun Case(int columns)
    {
        const int Samples = 3, Positions = 2;
        int size = Samples * Positions * columns;
        return new NormRun(
            Samples, Positions, columns, PaddedMatrix.Random(size, 1, 3), PaddedMatrix.Random(size, 2), PaddedMatrix.Random(columns, 3), PaddedMatrix.Random(columns, 4));
    }

    private static float[] Multiplied<V>(int columns)
        where V : struct, ILanes<V>
    {
        PaddedMatrix x = PaddedMatrix.Of(6, columns, PaddedMatrix.Random(6 * columns, 1)), y = new(6, columns, float.NaN);
        PaddedMatrix factors = PaddedMatrix.Of(3, columns, [.. PaddedMatrix.Random(3 * columns, 2).Select(static f => Math.Max(f, 0))]);
        DropoutKernels.Multiply<V>(ref x.Reference, ref y.Reference, ref factors.Reference, 0.3f, 0.1f, 3, 2, columns, x.Stride);
        return y.All.ToArray();
    }

    private static float[] Spectral<D>(int columns)
        where D : struct, IDoubleLanes<D>
    {
        const int Rows = 7;
        PaddedMatrix weight = PaddedMatrix.Of(Rows, columns, PaddedMatrix.Random(Rows * columns, 1)), inEffect = new(Rows, columns, float.NaN);
        PaddedMatrix u = PaddedMatrix.Of(1, columns, PaddedMatrix.Random(columns, 2)), v = new(1, Rows);
        PaddedMatrix gradient = PaddedMatrix.Of(Rows, columns, PaddedMatrix.Random(Rows * columns, 3));
        float sigma = 0;
        SpectralNormKernels.Forward<D>(ref weight.Reference, ref u.Reference, ref v.Reference, ref inEffect.Reference, ref sigma, true, Rows, columns, weight.Stride);
        SpectralNormKernels.Backward<D>(ref inEffect.Reference, ref u.Reference, ref v.Reference, sigma, ref gradient.Reference, Rows, columns, weight.Stride);
        return [sigma, .. inEffect.All, .. u.All, .. v.All, .. gradient.All];
    }
}
