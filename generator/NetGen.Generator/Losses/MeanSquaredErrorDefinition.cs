namespace NetGen.Generator.Losses;

internal sealed class MeanSquaredErrorDefinition : LossDefinition
{
    public override string Kind => "MeanSquaredError";

    public override string Formula => "L = mean (y - t)^2;  dL/dy = 2 (y - t) / n";
}
