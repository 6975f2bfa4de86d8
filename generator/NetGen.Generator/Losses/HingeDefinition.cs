using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

internal sealed class HingeDefinition : LossDefinition
{
    public override string Kind => "Hinge";

    public override string Formula => "L = mean max(0, 1 - t y);  dL/dy = -t / n where t y < 1";

    protected override Func<double, TargetMoments> Slope(LossModel loss, TargetDistribution targets) =>
        y => targets.Expect(t => t * y < 1 ? -t : 0);

    protected override TargetDistribution Targets(FlowEnd end) => TargetDistribution.PlusMinusOne;
}
