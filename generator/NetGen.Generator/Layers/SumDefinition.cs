using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>[Sum&lt;A, B&gt;]: y = A(x) + B(x).</summary>
internal sealed class SumDefinition : BranchesDefinition
{
    public override string Kind => "Sum";

    public override string Sample => "[Sum<Inner, Other, Inner>]";

    protected override string Requirement => "a sum needs equal shapes";

    protected override bool Fits(Shape first, Shape other) => first == other;

    protected override Shape Joined(Shape[] branches) => branches[0];

    public override FlowStep? Flow(LayerModel layer) => new SumFlow(1);

    public override long Flops(LayerModel layer) => (long)layer.Outputs * (layer.Sources.Count - 1);

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan y = plan.NewOutput(layer);
        plan.Forward(
            $"{layer.Name}: y = sum of {Infrastructure.Text.Of(layer.Sources.Count)} branches   [rows, {layer.Output.Listed}]", "SumKernels.Sum",
            Argument.Ref(plan.PaddedInput(layer, 0)), Argument.Ref(plan.PaddedInput(layer, 1)), Argument.Ref(y), PlanBuilder.Floats(y));
        for (int i = 2; i < layer.Sources.Count; i++)
        {
            plan.Forward("", "SumKernels.Add", Argument.Ref(plan.PaddedInput(layer, i)), Argument.Ref(y), PlanBuilder.Floats(y));
        }
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        for (int i = 0; i < layer.Sources.Count; i++)
        {
            plan.PassGradient(layer, i);
        }
    }
}
