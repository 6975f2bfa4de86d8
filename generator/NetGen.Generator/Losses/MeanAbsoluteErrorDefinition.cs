namespace NetGen.Generator.Losses;

internal sealed class MeanAbsoluteErrorDefinition : LossDefinition
{
    public override string Kind => "MeanAbsoluteError";

    public override string Formula => "L = mean |y - t|;  dL/dy = sign(y - t) / n";
}
