using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

internal sealed class MeanAbsoluteErrorDefinition : LossDefinition
{
    public override string Kind => "MeanAbsoluteError";

    public override string Formula => "L = mean |y - t|;  dL/dy = sign(y - t) / n";

    protected override Func<double, TargetMoments> Slope(LossModel loss, TargetDistribution targets) => targets.IsContinuous
        ? y => new((2 * SpecialFunctions.NormalCdf((y - targets.Mean) / targets.Deviation)) - 1, 1)
        : y => targets.Expect(t => Math.Sign(y - t));
}
