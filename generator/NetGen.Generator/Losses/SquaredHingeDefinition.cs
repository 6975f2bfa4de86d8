namespace NetGen.Generator.Losses;

internal sealed class SquaredHingeDefinition : LossDefinition
{
    public override string Kind => "SquaredHinge";

    public override string Formula => "L = mean max(0, 1 - t y)^2;  dL/dy = -2 t max(0, 1 - t y) / n";
}
