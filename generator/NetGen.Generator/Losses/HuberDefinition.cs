using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Losses;

internal sealed class HuberDefinition : LossDefinition
{
    public override string Kind => "Huber";

    public override string Formula => "L = mean (y - t)^2 / 2, linear beyond delta;  dL/dy = clamp(y - t, -delta, delta) / n";

    protected override IEnumerable<float> ReadArguments(AttributeReader attribute)
    {
        float delta = attribute.Positional<float>("delta");
        attribute.RequirePositive("delta", delta);
        return [delta];
    }

    protected override Func<double, TargetMoments> Slope(LossModel loss, TargetDistribution targets)
    {
        double delta = loss.Arguments[0];
        return y => targets.Expect(t => Math.Max(-delta, Math.Min(delta, y - t)));
    }
}
