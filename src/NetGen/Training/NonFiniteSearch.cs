using System.Globalization;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Finds where a non-finite value arose. Runs only when there is one.</summary>
internal static class NonFiniteSearch
{
    /// <summary>
    /// The origin, as far back as it can be seen: a parameter that was not finite before the step, else the first layer
    /// whose output is not, else the tensor that the backward pass reached first, else the loss.
    /// </summary>
    public static NonFiniteLocation BeforeUpdate(NonFiniteValues what, float loss, ParameterBuffer parameters, Workspace workspace)
    {
        NetworkInfo network = parameters.Network;
        if (InTensors(NonFinitePlace.ParameterBefore, network, parameters.Values) is { } parameter)
        {
            return parameter;
        }

        if (what.HasFlag(NonFiniteValues.Loss) && InActivations(network, workspace) is { } activation)
        {
            return activation;
        }

        if (what.HasFlag(NonFiniteValues.Gradient) && InTensors(NonFinitePlace.Gradient, network, workspace.Gradients.Span) is { } gradient)
        {
            return gradient;
        }

        return new NonFiniteLocation(NonFinitePlace.Loss, network.Layers[^1], null, -1, -1, loss, 1);
    }

    /// <summary>The parameter that an update made non-finite.</summary>
    public static NonFiniteLocation AfterUpdate(ParameterBuffer parameters) =>
        InTensors(NonFinitePlace.ParameterAfter, parameters.Network, parameters.Values)
        ?? throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"The optimizer reported parameters of {parameters.Network.Name} that are not finite, and all of them are."));

    private static NonFiniteLocation? InTensors(NonFinitePlace kind, NetworkInfo network, ReadOnlySpan<float> buffer)
    {
        // The backward pass begins at the last layer, so the last tensor is nearest to the origin.
        for (int i = network.Parameters.Length - 1; i >= 0; i--)
        {
            ParameterInfo p = network.Parameters[i];
            if (FindElement(buffer.Slice(p.Offset, p.Length), p) is (int row, int column, float value, int count))
            {
                return new NonFiniteLocation(kind, network.Layers[p.Layer], p, row, column, value, count);
            }
        }

        return null;
    }

    private static NonFiniteLocation? InActivations(NetworkInfo network, Workspace workspace)
    {
        foreach (LayerInfo layer in network.Layers)
        {
            ReadOnlySpan<float> outputs = workspace.Outputs(layer);
            if (Find(outputs, workspace.Batch * layer.OutputPositions, layer.OutputChannels, layer.OutputStride) is (int row, int column, float value, int count))
            {
                return new NonFiniteLocation(NonFinitePlace.Activation, layer, null, row, column, value, count);
            }
        }

        return null;
    }

    private static (int Row, int Column, float Value, int Count)? FindElement(ReadOnlySpan<float> values, ParameterInfo parameter)
    {
        if (parameter.ColumnStride == 1)
        {
            return Find(values, parameter.Rows, parameter.Columns, parameter.RowStride);
        }

        (int Row, int Column, float Value, int Count)? found = Find(values, parameter.Columns, parameter.Rows, parameter.ColumnStride);
        return found is { } first ? first with { Row = first.Column, Column = first.Row } : null;
    }

    private static (int Row, int Column, float Value, int Count)? Find(ReadOnlySpan<float> values, int rows, int columns, int stride)
    {
        (int Row, int Column, float Value, int Count)? found = null;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> line = values.Slice(row * stride, columns);
            if (Reductions.AllFinite(line))
            {
                continue;
            }

            for (int column = 0; column < columns; column++)
            {
                if (!float.IsFinite(line[column]))
                {
                    found = found is { } first ? first with { Count = first.Count + 1 } : (row, column, line[column], 1);
                }
            }
        }

        return found;
    }
}
