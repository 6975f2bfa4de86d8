using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>[Concat&lt;A, B&gt;]: A(x) and B(x) one behind the other in the last dimension.</summary>
internal sealed class ConcatDefinition : BranchesDefinition
{
    public override string Kind => "Concat";

    public override string Sample => "[Concat<Inner, Other>]";

    protected override string Requirement => "all dimensions but the last must be equal";

    protected override bool Fits(Shape first, Shape other) => first.WithChannels(1) == other.WithChannels(1);

    protected override Shape Joined(Shape[] branches) =>
        branches[0].WithChannels((int)Math.Min(int.MaxValue, branches.Sum(static b => (long)b.Channels)));

    public override FlowStep? Flow(LayerModel layer) => new ConcatFlow();

    public override long Flops(LayerModel layer) => 0;

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan y = plan.NewOutput(layer);
        int start = 0;
        for (int i = 0; i < layer.Sources.Count; i++)
        {
            BufferPlan x = plan.LayerInput(layer, i);
            plan.Forward(
                i == 0 ? $"{layer.Name}: y = {Infrastructure.Text.Of(layer.Sources.Count)} branches side by side   [rows, {layer.Output.Listed}]" : "",
                "CopyKernels.CopyRows",
                Argument.Ref(x), Argument.Number(x.Stride), Argument.Ref(y, start), Argument.Number(y.Stride), PlanBuilder.Rows(x), Argument.Number(x.Columns));
            start += x.Columns;
        }
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan dy = plan.Gradient(layer);
        int start = 0;
        string comment = $"{layer.Name}: dL/dx of each branch is its part of dL/dy";
        for (int i = 0; i < layer.Sources.Count; i++)
        {
            int columns = plan.LayerInput(layer, i).Columns;
            if (plan.NeedsInputGradient(layer, i))
            {
                BufferPlan dx = plan.NewInputGradient(layer, i);
                plan.Backward(
                    comment, "CopyKernels.CopyPadded",
                    Argument.Ref(dy, start), Argument.Number(dy.Stride), Argument.Ref(dx), Argument.Number(dx.Stride),
                    PlanBuilder.Rows(dx), Argument.Number(columns));
                comment = "";
            }

            start += columns;
        }
    }
}
