using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

internal sealed class SquaredHingeDefinition : LossDefinition
{
    public override string Kind => "SquaredHinge";

    public override string Formula => "L = mean max(0, 1 - t y)^2;  dL/dy = -2 t max(0, 1 - t y) / n";

    protected override Func<double, TargetMoments> Slope(LossModel loss, TargetDistribution targets) =>
        y => targets.Expect(t => -2 * t * Math.Max(0, 1 - (t * y)));

    protected override TargetDistribution Targets(FlowEnd end) => TargetDistribution.PlusMinusOne;
}
