namespace NetGen.Generator.Activations;

internal sealed class LogSoftmaxDefinition : RowwiseDefinition
{
    public override string Kind => "LogSoftmax";

    protected override string Formula => "z - ln(sum exp(z))";

    protected override string DerivativeFormula => "dL/dz = dL/da - exp(a) * sum(dL/da)";
}
