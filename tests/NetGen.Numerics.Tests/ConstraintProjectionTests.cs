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

    [Theory]
    [InlineData(Constraint.MaxNorm)]
    [InlineData(Constraint.UnitNorm)]
    public void EachGateHasUnitsOfItsOwn(Constraint constraint)
    {
        // Row i of gate g is row 3i + g.
        PaddedMatrix w = PaddedMatrix.Of(12, 21, PaddedMatrix.Random(12 * 21, 5));
        float[] before = w.Values;
        ConstraintProjection.Apply(w.All, Describe(w, constraint, 1.5f, 0) with { Role = ParameterRole.RecurrentWeight, Gates = 3 });
        for (int gate = 0; gate < 3; gate++)
        {
            for (int j = 0; j < 21; j++)
            {
                double norm = Math.Sqrt(Enumerable.Range(0, 4).Sum(i => Math.Pow(before[((((3 * i) + gate) * 21) + j)], 2)));
                double factor = constraint == Constraint.UnitNorm ? 1 / norm : Math.Min(1, 1.5 / norm);
                for (int i = 0; i < 4; i++)
                {
                    NumericAssert.Close(before[(((3 * i) + gate) * 21) + j] * factor, w[(3 * i) + gate, j], 1e-7);
                }
            }
        }

        w.AssertPaddingIsZero();
    }

    [Theory]
    [InlineData(Constraint.MaxNorm)]
    [InlineData(Constraint.UnitNorm)]
    public void AnEmbeddingHasTokensInsteadOfUnits(Constraint constraint)
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            PaddedMatrix w = PaddedMatrix.Of(7, columns, PaddedMatrix.Random(7 * columns, columns));
            for (int j = 0; j < columns; j++)
            {
                w[2, j] = 0;
                w[3, j] = j == 0 ? float.NaN : w[3, j];
            }

            float[] before = w.Values;
            ConstraintProjection.Apply(w.All, Describe(w, constraint, 2, 0) with { Role = ParameterRole.Embedding });
            for (int i = 0; i < 7; i++)
            {
                double norm = Math.Sqrt(before.Skip(i * columns).Take(columns).Sum(static v => (double)v * v));
                double factor = i is 2 or 3 ? 1 : constraint == Constraint.UnitNorm ? 1 / norm : Math.Min(1, 2 / norm);
                for (int j = 0; j < columns; j++)
                {
                    if (factor == 1)
                    {
                        Assert.Equal(before[(i * columns) + j], w[i, j]);
                    }
                    else
                    {
                        NumericAssert.Close(before[(i * columns) + j] * factor, w[i, j], 1e-7);
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
