namespace NetGen.Generator.Losses;

internal sealed class LogCoshDefinition : LossDefinition
{
    public override string Kind => "LogCosh";

    public override string Formula => "L = mean ln cosh(y - t);  dL/dy = tanh(y - t) / n";
}
