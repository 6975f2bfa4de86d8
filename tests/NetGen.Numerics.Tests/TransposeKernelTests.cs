using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Transposition at all small shapes, with nothing written beyond the destination.</summary>
public class TransposeKernelTests
{
    private const float Guard = 12345f;

    [Fact]
    public void TransposesAllShapesUpTo67()
    {
        for (int rows = 1; rows <= 67; rows++)
        {
            for (int columns = 1; columns <= 67; columns += rows % 3 == 0 ? 1 : 5)
            {
                Check(rows, columns, (columns + 15) & ~15, (rows + 15) & ~15);
            }
        }
    }

    [Theory]
    [InlineData(5, 7, 48, 64)]
    [InlineData(32, 16, 32, 96)]
    [InlineData(17, 64, 80, 48)]
    public void StridesMayBeLargerThanNeeded(int rows, int columns, int sourceStride, int destinationStride) =>
        Check(rows, columns, sourceStride, destinationStride);

    private static void Check(int rows, int columns, int sourceStride, int destinationStride)
    {
        // What lies in the padding of the source must not matter.
        float[] source = new float[rows * sourceStride];
        Array.Fill(source, float.NaN);
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                source[(r * sourceStride) + c] = (1000 * r) + c + 1;
            }
        }

        float[] destination = new float[(columns * destinationStride) + 32];
        Array.Fill(destination, Guard);
        TransposeKernel.Transpose(ref source[0], rows, columns, sourceStride, ref destination[16], destinationStride);
        for (int i = 0; i < destination.Length; i++)
        {
            int c = (i - 16) / destinationStride, r = (i - 16) % destinationStride;
            float expected = i < 16 || c >= columns ? Guard : r < rows ? (1000 * r) + c + 1 : 0f;
            if (destination[i] != expected)
            {
                Assert.Fail($"[{rows}, {columns}], strides {sourceStride} and {destinationStride}: element [{c}, {r}] is {destination[i]}, expected {expected}");
            }
        }
    }
}
