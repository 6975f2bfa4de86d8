namespace NetGen.Generator.Activations;

internal sealed class SoftmaxDefinition : RowwiseDefinition
{
    public override string Kind => "Softmax";

    protected override string Formula => "exp(z) / sum exp(z)";

    protected override string DerivativeFormula => "dL/dz = a * (dL/da - sum(a * dL/da))";
}
