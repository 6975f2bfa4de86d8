namespace NetGen.Tests.Training;

/// <summary>Nothing is allocated by a step, once its batch size was seen, nor by a step of Fit.</summary>
[Collection("Meter")]
public class AllocationTests
{
    public static TheoryData<NonFinitePolicy, bool> Cases
    {
        get
        {
            var cases = new TheoryData<NonFinitePolicy, bool>();
            foreach (NonFinitePolicy policy in Enum.GetValues<NonFinitePolicy>())
            {
                cases.Add(policy, true);
                cases.Add(policy, false);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps(NonFinitePolicy policy, bool clip)
    {
        using var trainer = new Trainer<AllocationNet>(new(1), new Adam(0.01f)) { NonFinite = policy, Clip = clip ? Clip.GlobalNorm(0.1f) : null };
        DataSet data = TrainingData.Functions(8, 1);
        double sum = 0;
        Repeat(50);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);

        void Repeat(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                int rows = 1 + (i % 8);
                StepResult step = trainer.Step(data.Inputs[..(2 * rows)], data.Targets[..(2 * rows)]);
                foreach (LayerGradient layer in trainer.Gradients)
                {
                    sum += layer.UpdateRatio;
                }

                foreach (TensorGradient tensor in trainer.Tensors)
                {
                    sum += tensor.Norm;
                }

                sum += step.GradientNorm + trainer.Activation("tanh1")[0, 0];
            }
        }
    }

    [Fact]
    public void SkippedAndRolledBackSteps()
    {
        foreach (NonFinitePolicy policy in new[] { NonFinitePolicy.SkipStep, NonFinitePolicy.RollBack })
        {
            var net = new AllocationNet(1);
            using var trainer = new Trainer<AllocationNet>(net, new Adam(0.01f)) { NonFinite = policy };
            DataSet data = TrainingData.Functions(8, 1);
            Repeat(50);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Repeat(50);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(50, trainer.SkippedSteps);

            void Repeat(int steps)
            {
                for (int i = 0; i < steps; i++)
                {
                    net.Fails = i % 2 == 1;
                    trainer.Step(data.Inputs, data.Targets);
                }
            }
        }
    }

    [Theory]
    [InlineData(NonFinitePolicy.Throw, false)]
    [InlineData(NonFinitePolicy.SkipStep, false)]
    [InlineData(NonFinitePolicy.Continue, false)]
    [InlineData(NonFinitePolicy.RollBack, true)]
    public void OnlyRollBackKeepsACopyWhenNumbersAreModerate(NonFinitePolicy policy, bool copies)
    {
        using var warm = new Trainer<BulkyNet>(new(1), new Adam(0.01f)) { NonFinite = policy };
        warm.Step([1f], [0f]);
        using var trainer = new Trainer<BulkyNet>(new(1), new Adam(0.01f)) { NonFinite = policy };
        long before = GC.GetAllocatedBytesForCurrentThread();
        trainer.Step([1f], [0f]);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The copy holds the parameters and two moments; the workspace of one row has room for a transposed weight, nearly all of the parameters.
        Assert.Equal(copies, allocated > BulkyNet.Info.BufferLength * 3L * sizeof(float));
        Assert.True(copies || allocated < 2L * BulkyNet.Info.BufferLength * sizeof(float), $"{allocated} bytes");
    }

    [Fact]
    public void StepsOfFit()
    {
        DataSet data = TrainingData.Functions(400, 1);
        using var trainer = new Trainer<AllocationNet>(new(1), new Adam(0.01f));
        var report = new SynchronousProgress<TrainingProgress>(static _ => { });
        Fit(3);
        long few = Fit(1);
        long many = Fit(11);

        // Each epoch leaves one result in the history; its 100 steps and their reports nothing.
        Assert.InRange(many - few, 0, 10 * 300);

        long Fit(int epochs)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            trainer.Fit(data, new FitOptions { Epochs = epochs, BatchSize = 4, ReportEvery = 1 }, report);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
