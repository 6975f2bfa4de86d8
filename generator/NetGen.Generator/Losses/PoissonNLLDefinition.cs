using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

internal sealed class PoissonNLLDefinition : LossDefinition
{
    public override string Kind => "PoissonNLL";

    public override string Formula => "L = mean exp(y) - t y;  dL/dy = (exp(y) - t) / n";

    // Counts of mean 1, and so of variance 1.
    protected override Func<double, TargetMoments> Slope(LossModel loss, TargetDistribution targets) => static y =>
    {
        double error = Math.Exp(y) - 1;
        return new(error, (error * error) + 1);
    };
}
