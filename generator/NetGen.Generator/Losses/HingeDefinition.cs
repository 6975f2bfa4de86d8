namespace NetGen.Generator.Losses;

internal sealed class HingeDefinition : LossDefinition
{
    public override string Kind => "Hinge";

    public override string Formula => "L = mean max(0, 1 - t y);  dL/dy = -t / n where t y < 1";
}
