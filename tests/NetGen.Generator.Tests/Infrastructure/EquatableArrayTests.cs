using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Tests;

public sealed class EquatableArrayTests
{
    [Fact]
    public void EqualElements_AreEqualArrays()
    {
        var a = new EquatableArray<string>(["x", "y"]);
        var b = new EquatableArray<string>([string.Concat("", "x"), "y"]);

        Assert.True(a.Equals(b));
        Assert.True(a.Equals((object)b));
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
    }

    [Fact]
    public void OtherElementsOrderOrLength_AreNot()
    {
        var a = new EquatableArray<string>(["x", "y"]);
        Assert.False(a.Equals(new EquatableArray<string>(["y", "x"])));
        Assert.False(a.Equals(new EquatableArray<string>(["x"])));
        Assert.False(a.Equals(default));
    }

    [Fact]
    public void Default_IsTheEmptyArray()
    {
        Assert.Empty(default(EquatableArray<int>));
        Assert.True(default(EquatableArray<int>).Equals(EquatableArray<int>.Empty));
        Assert.Equal(default(EquatableArray<int>).GetHashCode(), EquatableArray<int>.Empty.GetHashCode());
    }

    [Fact]
    public void Floats_AreComparedByValueSoThatNaNIsItself() =>
        Assert.True(new EquatableArray<float>([float.NaN]).Equals(new EquatableArray<float>([float.NaN])));
}
