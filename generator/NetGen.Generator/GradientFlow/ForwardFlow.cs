namespace NetGen.Generator.GradientFlow;

/// <summary>Signals on their way forward, layer by layer.</summary>
internal static class ForwardFlow
{
    /// <summary>Fills the signals; false after the context has the problem.</summary>
    public static bool Run(FlowGraph graph, FlowContext context)
    {
        foreach (FlowNode node in graph.Nodes)
        {
            if (node.Step.Forward(node, context) is not { } signal)
            {
                return false;
            }

            node.Signal = node.Step.KnowsTime ? signal : signal with { Time = null };
        }

        // Whatever spans a layer passes it by.
        int furthest = graph.Input.Readers.Select(static r => r.Node.Index).DefaultIfEmpty(-1).Max();
        foreach (FlowNode node in graph.Nodes)
        {
            node.IsTrunk = furthest <= node.Index;
            furthest = Math.Max(furthest, node.Readers.Select(static r => r.Node.Index).DefaultIfEmpty(-1).Max());
        }

        foreach (FlowStage stage in graph.Weighted)
        {
            stage.Look();
        }

        return true;
    }
}
