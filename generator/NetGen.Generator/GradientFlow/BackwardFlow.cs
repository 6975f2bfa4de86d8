namespace NetGen.Generator.GradientFlow;

/// <summary>Gradients on their way back: what each layer's readers send, added up.</summary>
internal static class BackwardFlow
{
    /// <summary>Fills the gradients, from that of the last z.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="start">The node whose values the output's gradient belongs to.</param>
    /// <param name="output">That gradient.</param>
    /// <param name="context">What steps share.</param>
    public static void Run(FlowGraph graph, FlowNode start, Gradient output, FlowContext context)
    {
        start.Gradient = output;
        for (int i = start.Index; i >= 0; i--)
        {
            FlowNode node = graph.Nodes[i];
            if (node != start)
            {
                node.Gradient = Gradient.None;
                foreach ((FlowNode reader, int input) in node.Readers)
                {
                    if (reader.Index <= start.Index)
                    {
                        node.Gradient = node.Gradient.Plus(reader.Passed[input]);
                        node.LogAveraged = Math.Max(node.LogAveraged, reader.LogAveraged + (reader.Step is AveragePoolFlow pool ? Math.Log(pool.Size) : 0));
                    }
                }
            }

            if (node.Step is not (SumFlow or IdentityFlow or PointwiseFlow))
            {
                // Random weights give every unit of the layer before something of all.
                node.Gradient = node.Gradient with { ByUnit = null };
            }

            for (int input = 0; input < node.Sources.Length; input++)
            {
                node.Passed[input] = node.Sources[input].Index < 0 || double.IsNegativeInfinity(node.Gradient.LogSquare)
                    ? Gradient.None
                    : node.Step.Backward(node, input, context);
                if (!node.Step.KnowsTime)
                {
                    node.Passed[input] = node.Passed[input] with { Time = null };
                }
            }
        }
    }
}
