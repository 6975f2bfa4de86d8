namespace NetGen.Numerics.Tests;

/// <summary>The projections, on a tensor in the middle of a buffer whose other floats must not change.</summary>
public class ConstraintProjectionTests
{
    [Fact]
    public void MaxNormShortensOnlyColumnsThatAreTooLong()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            PaddedMatrix w = PaddedMatrix.Of(5, columns, PaddedMatrix.Random(5 * columns, columns));
            float[] before = w.Values;
            Apply(w, Constraint.MaxNorm, 2);
            for (int j = 0; j < columns; j++)
            {
                double norm = Norm(before, j, columns);
                for (int i = j; i < before.Length; i += columns)
                {
                    float after = w.Values[i];
                    if (norm <= 2)
                    {
                        Assert.Equal(before[i], after);
                    }
                    else
                    {
                        NumericAssert.Close(before[i] * 2 / norm, after, 1e-7);
                    }
                }
            }

            w.AssertPaddingIsZero();
        }
    }

    [Fact]
    public void UnitNormGivesEveryColumnLengthOneButLeavesZeros()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            PaddedMatrix w = PaddedMatrix.Of(4, columns, PaddedMatrix.Random(4 * columns, columns, 1e25f));
            for (int i = 0; i < 4; i++)
            {
                w[i, columns / 2] = 0;
            }

            float[] before = w.Values;
            Apply(w, Constraint.UnitNorm, 0);
            for (int j = 0; j < columns; j++)
            {
                double norm = Norm(before, j, columns);
                for (int i = j; i < before.Length; i += columns)
                {
                    NumericAssert.Close(j == columns / 2 ? 0 : before[i] / norm, w.Values[i], 1e-7);
                }
            }

            w.AssertPaddingIsZero();
        }
    }

    [Fact]
    public void NonNegativeClearsNegativeWeightsOnly()
    {
        PaddedMatrix w = PaddedMatrix.Of(2, 3, [-1f, 2f, float.NaN, float.NegativeInfinity, float.PositiveInfinity, 0f]);
        Apply(w, Constraint.NonNegative, 0);
        Assert.Equal([0f, 2f, float.NaN, 0f, float.PositiveInfinity, 0f], w.Values);
    }

    [Theory]
    [InlineData(Constraint.MaxNorm)]
    [InlineData(Constraint.UnitNorm)]
    public void AColumnThatIsNotFiniteIsLeftToTheNonFinitePolicy(Constraint constraint)
    {
        PaddedMatrix w = PaddedMatrix.Of(2, 3, [float.NaN, float.PositiveInfinity, 3f, 7f, 8f, 4f]);
        Apply(w, constraint, 1);
        Assert.Equal([float.NaN, float.PositiveInfinity, 0.6f, 7f, 8f, 0.8f], w.Values);
    }

    [Fact]
    public void NoneChangesNothing()
    {
        PaddedMatrix w = PaddedMatrix.Of(1, 2, [-3f, 4f]);
        Apply(w, Constraint.None, 0);
        Assert.Equal([-3f, 4f], w.Values);
    }

    [Fact]
    public void BadConstraintsAreRefused()
    {
        PaddedMatrix w = PaddedMatrix.Of(1, 2, [-3f, 4f]);
        foreach (float limit in (float[])[0f, -1f, float.NaN])
        {
            ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => Apply(w, Constraint.MaxNorm, limit));
            Assert.Contains("dense1.weight", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Apply(w, (Constraint)99, 1));
        Assert.Equal([-3f, 4f], w.Values);
    }

    internal static ParameterInfo Describe(PaddedMatrix w, Constraint constraint, float limit, int offset) => new()
    {
        Name = "dense1.weight",
        Layer = 0,
        Role = ParameterRole.Weight,
        Rows = w.Rows,
        Columns = w.Columns,
        RowStride = w.Stride,
        Offset = offset,
        Initializer = default!,
        Constraint = constraint,
        ConstraintLimit = limit,
    };

    private static void Apply(PaddedMatrix w, Constraint constraint, float limit)
    {
        const int Offset = 32;
        AlignedBuffer buffer = new(Offset + w.All.Length + Offset);
        buffer.Span.Fill(-9);
        w.All.CopyTo(buffer.Span[Offset..]);
        ConstraintProjection.Apply(buffer.Span, Describe(w, constraint, limit, Offset));
        buffer.Span.Slice(Offset, w.All.Length).CopyTo(w.All);
        Assert.True(buffer.Span[..Offset].IndexOfAnyExcept(-9f) < 0);
        Assert.True(buffer.Span[^Offset..].IndexOfAnyExcept(-9f) < 0);
    }

    private static double Norm(float[] values, int column, int columns)
    {
        double squares = 0;
        for (int i = column; i < values.Length; i += columns)
        {
            squares += (double)values[i] * values[i];
        }

        return Math.Sqrt(squares);
    }
}
