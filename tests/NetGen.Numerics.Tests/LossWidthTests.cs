using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Every register width gives the bits of scalar code, for results, gradients and sums.</summary>
public class LossWidthTests
{
    public static TheoryData<string> Kernels => [.. WidthCases.All.Keys];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EveryWidthGivesTheScalarBits(string kernel)
    {
        IWidthCase test = WidthCases.All[kernel];
        for (int columns = 1; columns <= 67; columns++)
        {
            foreach (int rows in (int[])[1, 3])
            {
                float[] expected = test.Run<LanesScalar, DoubleLanesScalar>(rows, columns);
                string place = $"{kernel} {rows}x{columns}";
                NumericAssert.SameBits(expected, test.Run<Lanes128, DoubleLanes128>(rows, columns), place + " 128 bits");
                NumericAssert.SameBits(expected, test.Run<Lanes256, DoubleLanes256>(rows, columns), place + " 256 bits");
                NumericAssert.SameBits(expected, test.Run<Lanes512, DoubleLanes512>(rows, columns), place + " 512 bits");
            }
        }
    }
}
