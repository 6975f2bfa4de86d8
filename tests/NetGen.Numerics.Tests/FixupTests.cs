using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>The scaling of residual branches.</summary>
public sealed class FixupTests
{
    [Fact]
    public void BranchesAreScaledByTheirNumberAndDepth()
    {
        Branches net = Branches.Create(1), plain = Branches.Create(1);
        FixupTensor[] tensors = [.. Fixup.Apply(net.Parameters, ["a*", "b*", "cOnly.*"])];
        float third = MathF.Pow(3, -1f / 4), half = MathF.Pow(3, -1f / 2);
        (string Name, float Factor)[] expected =
        [
            ("aFirst.weight", third), ("aSecond.weight", third), ("aThird.weight", 0), ("bFirst.magnitude", half), ("bSecond.magnitude", 0),
            ("cOnly.weight", 0), ("head.weight", 0),
        ];
        Assert.Equal(expected.Select(static e => e.Name), tensors.Select(static t => t.Name));
        foreach (ParameterInfo p in Branches.Info.Parameters)
        {
            float factor = expected.FirstOrDefault(e => e.Name == p.Name, (p.Name, 1)).Factor;
            for (int i = p.Offset; i < p.Offset + p.Length; i++)
            {
                NumericAssert.Close(factor * plain.Parameters.Values[i], net.Parameters.Values[i], 1e-6, place: p.Name);
            }
        }

        // A branch that starts at 0 learns nevertheless: its last layer has a gradient, with weight normalisation too.
        Branches open = Branches.Create(1);
        Fixup.Apply(open.Parameters, ["b*"], zeroOutput: false);
        var workspace = new Workspace(Branches.Info, 16);
        Passes.Train(open, PaddedMatrix.Random(16 * 8, 1), [.. Enumerable.Range(0, 16).Select(static i => i % 3)], workspace);
        Assert.True(workspace.Statistics[Branches.Info.IndexOf("bSecond.magnitude")].Norm > 0);
    }

    [Fact]
    public void WhatCannotBeScaledIsRefusedAndNothingChanges()
    {
        Branches net = Branches.Create(1);
        float[] before = net.Parameters.Values.ToArray();
        Assert.Contains("'x*' matches no weights", Refused(net.Parameters, "x*"), StringComparison.Ordinal);
        Assert.Contains("aFirst.weight belongs to two branches, 'a*' and 'aFirst.*'", Refused(net.Parameters, "a*", "aFirst.*"), StringComparison.Ordinal);
        Assert.Contains("at least one", Refused(net.Parameters), StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.Contains("dense1.weight is under spectral normalisation", Refused(SpectralNet.Create(1).Parameters, "dense1.*"), StringComparison.Ordinal);
    }

    [Fact]
    public void GainsAreNotDecayedUnlessAGroupSaysSo()
    {
        float[] Gains(params ParameterGroup[] groups)
        {
            BatchNormNet net = BatchNormNet.Create(1);
            var optimizer = new SGD(0.5f, weightDecay: 0.5f);
            foreach (ParameterGroup group in groups)
            {
                optimizer.Groups.Add(group);
            }

            using var trainer = new Trainer<BatchNormNet>(net, optimizer);
            trainer.Step(PaddedMatrix.Random(40, 1), PaddedMatrix.Random(24, 2));
            return [.. net.Parameters.Values.Slice(BatchNormNet.Info.Parameters[0].Offset, 5)];
        }

        float[] kept = Gains(), decayed = Gains(new ParameterGroup("*") { Role = ParameterRole.Gain, WeightDecay = 0.5f });
        for (int i = 0; i < kept.Length; i++)
        {
            // Decay takes 0.5·0.5 of the gain, which starts at 1.
            NumericAssert.Close(kept[i] - 0.25, decayed[i], 1e-6);
        }

        ArgumentException useless = Assert.Throws<ArgumentException>(() => Gains(new ParameterGroup("*") { Role = ParameterRole.Slope }));
        Assert.Contains("'*' of role Slope", useless.Message, StringComparison.Ordinal);
    }

    private static string Refused(ParameterBuffer parameters, params string[] branches) =>
        Assert.Throws<ArgumentException>(() => Fixup.Apply(parameters, branches)).Message;
}
