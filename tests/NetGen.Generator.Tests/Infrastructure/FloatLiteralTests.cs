using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Tests;

public sealed class FloatLiteralTests
{
    [Theory]
    [InlineData(0f, "0f")]
    [InlineData(-0f, "-0f")]
    [InlineData(1f, "1f")]
    [InlineData(-1.5f, "-1.5f")]
    [InlineData(0.1f, "0.1f")]
    [InlineData(1e-4f, "0.0001f")]
    [InlineData(16777216f, "16777216f")]
    [InlineData(float.NaN, "float.NaN")]
    [InlineData(float.PositiveInfinity, "float.PositiveInfinity")]
    [InlineData(float.NegativeInfinity, "float.NegativeInfinity")]
    public void Special_IsWhatAPersonWouldWrite(float value, string expected) => Assert.Equal(expected, FloatLiteral.Of(value));

    [Fact]
    public void EveryLiteral_IsTheSameBitsToTheCompiler()
    {
        var random = new Random(1);
        var values = new List<float> { float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, 1.17549435E-38f, 1.17549421E-38f, -0f };
        for (var i = 0; i < 5_000; i++)
        {
            values.Add(BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)));
        }

        foreach (var value in values.Where(float.IsFinite))
        {
            var text = FloatLiteral.Of(value);
            var negative = text[0] == '-';
            var token = SyntaxFactory.ParseToken(negative ? text[1..] : text);
            Assert.Equal(SyntaxKind.NumericLiteralToken, token.Kind());
            var parsed = Assert.IsType<float>(token.Value);
            Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(negative ? -parsed : parsed));
        }
    }

    [Fact]
    public void Culture_DoesNotMatter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("-1234.5f", FloatLiteral.Of(-1234.5f));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
