using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

internal sealed class LogCoshDefinition : LossDefinition
{
    public override string Kind => "LogCosh";

    public override string Formula => "L = mean ln cosh(y - t);  dL/dy = tanh(y - t) / n";

    protected override Func<double, TargetMoments> Slope(LossModel loss, TargetDistribution targets) =>
        y => targets.Expect(t => Math.Tanh(y - t));
}
