using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Activations of the user's own, and the copies between the user's memory and padded rows.</summary>
public class CustomActivationKernelsTests
{
    [Fact]
    public void EveryElementIsMappedAndThePaddingIsZero()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            PaddedMatrix x = PaddedMatrix.Of(3, columns, PaddedMatrix.Random(3 * columns, columns), float.NaN);
            PaddedMatrix y = new(3, columns, float.NaN);
            PaddedMatrix delta = PaddedMatrix.Of(3, columns, PaddedMatrix.Random(3 * columns, 100 + columns), float.NaN);
            float[] upstream = delta.Values;
            CustomActivationKernels.Forward<ShiftedSquare>(ref x.Reference, ref y.Reference, 3, columns, x.Stride);
            CustomActivationKernels.Backward<ShiftedSquare>(ref x.Reference, ref y.Reference, ref delta.Reference, 3, columns, x.Stride);
            Assert.Equal(x.Values.Select(static v => (v * v) + 1), y.Values);
            NumericAssert.Close([.. x.Values.Zip(upstream, static (v, u) => 2.0 * v * u)], delta.Values, 1e-6);
            y.AssertPaddingIsZero();
            delta.AssertPaddingIsZero();
        }
    }

    [Fact]
    public void RowsAreCopiedBetweenStridesAndPaddingIsLeft()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            float[] source = PaddedMatrix.Random(4 * columns, columns);
            PaddedMatrix padded = new(4, columns, 5);
            CopyKernels.CopyRows(ref source[0], columns, ref padded.Reference, padded.Stride, 4, columns);
            Assert.Equal(source, padded.Values);
            Assert.Equal(4 * (padded.Stride - columns), padded.All.Count(5f));

            float[] back = new float[source.Length];
            CopyKernels.CopyRows(ref padded.Reference, padded.Stride, ref back[0], columns, 4, columns);
            Assert.Equal(source, back);
            Array.Clear(back);
            CopyKernels.CopyRows(ref source[0], columns, ref back[0], columns, 4, columns);
            Assert.Equal(source, back);
        }
    }

    /// <summary>x² + 1: not zero at zero, and its derivative reads x.</summary>
    private readonly struct ShiftedSquare : IActivation
    {
        public static float Forward(float x) => (x * x) + 1;

        public static float Derivative(float x, float y) => 2 * x;
    }
}
