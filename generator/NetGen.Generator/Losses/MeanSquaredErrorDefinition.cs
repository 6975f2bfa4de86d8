using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

internal sealed class MeanSquaredErrorDefinition : LossDefinition
{
    public override string Kind => "MeanSquaredError";

    public override string Formula => "L = mean (y - t)^2;  dL/dy = 2 (y - t) / n";

    protected override Func<double, TargetMoments> Slope(LossModel loss, TargetDistribution targets) => y =>
    {
        double error = y - targets.Mean;
        return new(2 * error, 4 * ((error * error) + (targets.Deviation * targets.Deviation)));
    };
}
