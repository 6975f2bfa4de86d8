namespace NetGen.Generator.Losses;

internal sealed class PoissonNLLDefinition : LossDefinition
{
    public override string Kind => "PoissonNLL";

    public override string Formula => "L = mean exp(y) - t y;  dL/dy = (exp(y) - t) / n";
}
