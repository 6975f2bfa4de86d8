using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests.Threads;

/// <summary>Any number of threads gives the same bits as one: losses, norms, statistics, parameters and running statistics.</summary>
public sealed class ThreadEqualityTests
{
    public static TheoryData<string> Networks => [.. ThreadRun.All.Keys];

    public static TheoryData<string> Threaded => [.. ThreadRun.All.Keys.Where(static k => k.StartsWith("Threaded", StringComparison.Ordinal))];

    public static TheoryData<string, bool> Optimizers
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string name in s_optimizers.Keys)
            {
                cases.Add(name, false);
                cases.Add(name, true);
            }

            return cases;
        }
    }

    private static readonly Dictionary<string, Func<Optimizer>> s_optimizers = new()
    {
        ["SGD"] = static () => new SGD(0.05f),
        ["Momentum"] = static () => new SGD(0.01f, momentum: 0.9),
        ["Adagrad"] = static () => new Adagrad(0.01f),
        ["Adadelta"] = static () => new Adadelta(),
        ["RMSprop"] = static () => new RMSprop(1e-3f),
        ["Adam"] = static () => new Adam(1e-3f),
        ["AMSGrad"] = static () => new AMSGrad(1e-3f),
        ["AdamW"] = static () => new AdamW(1e-3f),
        ["Adamax"] = static () => new Adamax(1e-3f),
        ["NAdam"] = static () => new NAdam(1e-3f),
        ["RAdam"] = static () => new RAdam(1e-3f),
        ["AdaBelief"] = static () => new AdaBelief(1e-3f),
        ["Yogi"] = static () => new Yogi(1e-3f),
        ["Lion"] = static () => new Lion(1e-4f),
        ["LAMB"] = static () => new LAMB(1e-3f),
        ["Adan"] = static () => new Adan(1e-3f),
        ["Rprop"] = static () => new Rprop(1e-4f),
        ["Frozen"] = static () => new Adam(1e-3f) { Groups = { new ParameterGroup("dense1.*") { LearningRateScale = 0 } } },
    };

    [Theory, MemberData(nameof(Networks))]
    public void Every_layer(string network)
    {
        // A batch of few, of blocks of 8, and of what is left over.
        foreach ((int rows, int steps, int[] numbers) in new[] { (7, 3, new[] { 2 }), (37, 4, new[] { 2, 3 }), (64, 3, new[] { 4 }) })
        {
            string one = ThreadRun.All[network](1, rows, steps, Adam, Clip.GlobalNorm(1));
            foreach (int threads in numbers)
            {
                Assert.Equal(one, ThreadRun.All[network](threads, rows, steps, Adam, Clip.GlobalNorm(1)));
            }
        }
    }

    [Theory, MemberData(nameof(Threaded))]
    public void A_hundred_steps(string network)
    {
        string one = ThreadRun.All[network](1, 32, 100, Adam, null);
        Assert.Equal(one, ThreadRun.All[network](2, 32, 100, Adam, null));
        if (network == nameof(ThreadedDigits))
        {
            Assert.Equal(one, ThreadRun.All[network](3, 32, 100, Adam, null));
            Assert.Equal(one, ThreadRun.All[network](4, 32, 100, Adam, null));
        }
    }

    [Fact]
    public void A_single_sample()
    {
        string one = ThreadRun.Train<ThreadedDigits>(1, 1, 100, Adam, null);
        Assert.Equal(one, ThreadRun.Train<ThreadedDigits>(2, 1, 100, Adam, null));
        Assert.Equal(one, ThreadRun.Train<ThreadedDigits>(4, 1, 100, Adam, null));
    }

    [Theory, MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void A_single_sample_at_every_width(string off) => WidthChild.AssertSame(SingleSample, off);

    [Theory, MemberData(nameof(Optimizers))]
    public void Every_optimizer(string name, bool clips)
    {
        Clip? clip = clips ? Clip.GlobalNorm(0.1f) : null;
        string one = ThreadRun.Train<ThreadedDigits>(1, 24, 10, s_optimizers[name], clip);
        Assert.Equal(one, ThreadRun.Train<ThreadedDigits>(2, 24, 10, s_optimizers[name], clip));
        Assert.Equal(one, ThreadRun.Train<ThreadedDigits>(3, 24, 10, s_optimizers[name], clip));
    }

    /// <summary>A child without the wider registers gives with three threads what this process gives with one.</summary>
    [Theory, MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void Every_width(string off) => Assert.Equal(OneThread(), WidthChild.Run(ThreeThreads, off));

    [Fact]
    public void This_width() => Assert.Equal(OneThread(), ThreeThreads());

    private static Adam Adam() => new(1e-3f);

    private static string SingleSample() => ThreadRun.Train<ThreadedDigits>(2, 1, 20, Adam, Clip.GlobalNorm(0.1f));

    private static string OneThread() => Short(1);

    private static string ThreeThreads() => Short(3);

    private static string Short(int threads) => string.Join(" ", Threaded.Select(row => ThreadRun.All[row.Data](threads, 37, 3, Adam, null)));
}
