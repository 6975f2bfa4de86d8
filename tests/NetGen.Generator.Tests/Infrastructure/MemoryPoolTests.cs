using NetGen.Generator.Planning;

namespace NetGen.Generator.Tests;

/// <summary>Places by lifetime.</summary>
public sealed class MemoryPoolTests
{
    [Fact]
    public void Places_AreReusedFromTheLowest()
    {
        var pool = new MemoryPool();
        Assert.Equal(0, pool.Take(64));
        Assert.Equal(64, pool.Take(32));
        pool.Give(0, 64);
        Assert.Equal(0, pool.Take(16));
        Assert.Equal(16, pool.Take(48));
        Assert.Equal(96, pool.Length);
    }

    [Fact]
    public void Neighbours_BecomeOnePlace()
    {
        var pool = new MemoryPool();
        foreach (var i in Enumerable.Range(0, 4))
        {
            Assert.Equal(i * 16, pool.Take(16));
        }

        pool.Give(0, 16);
        pool.Give(32, 16);
        pool.Give(16, 16);
        Assert.Equal(0, pool.Take(48));
        Assert.Equal(64, pool.Length);
    }

    [Fact]
    public void TheLastPlace_Grows()
    {
        var pool = new MemoryPool();
        pool.Take(16);
        pool.Take(16);
        pool.Give(16, 16);
        Assert.Equal(16, pool.Take(64));
        Assert.Equal(80, pool.Length);
    }
}
