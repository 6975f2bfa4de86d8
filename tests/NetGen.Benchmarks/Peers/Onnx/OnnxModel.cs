using System.Globalization;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.Onnx;

/// <summary>Writes a chain of dense layers as an ONNX model: Gemm, Relu, Tanh. The numbers are the fields of onnx.proto.</summary>
internal static class OnnxModel
{
    /// <summary>The input's name.</summary>
    public const string Input = "x";

    /// <summary>The output's name.</summary>
    public const string Output = "y";

    private const int IrVersion = 8;
    private const int OperatorSet = 13;
    private const int Float = 1;

    /// <summary>The model for a fixed batch, with the data's parameters.</summary>
    public static byte[] Write(DenseDescription description, BenchmarkData data)
    {
        var graph = new ProtobufWriter();
        string value = Input;
        for (int i = 0; i < description.Layers; i++)
        {
            string number = i.ToString(CultureInfo.InvariantCulture);
            bool last = i == description.Layers - 1;
            string product = last ? Output : "z" + number;
            graph.Message(1, Node("Gemm", product, value, "w" + number, "b" + number));
            value = product;
            if (!last)
            {
                value = "a" + number;
                graph.Message(1, Node(description.Activation == "ReLU" ? "Relu" : "Tanh", value, product));
            }
        }

        graph.String(2, "dense");
        for (int i = 0; i < description.Layers; i++)
        {
            string number = i.ToString(CultureInfo.InvariantCulture);
            graph.Message(5, Tensor("w" + number, data.Parameters[2 * i], description.Sizes[i], description.Sizes[i + 1]));
            graph.Message(5, Tensor("b" + number, data.Parameters[(2 * i) + 1], description.Sizes[i + 1]));
        }

        graph.Message(11, Value(Input, data.Batch, description.Sizes[0])).Message(12, Value(Output, data.Batch, description.Sizes[^1]));
        return new ProtobufWriter()
            .Number(1, IrVersion)
            .Message(7, graph)
            .Message(8, new ProtobufWriter().String(1, "").Number(2, OperatorSet))
            .ToArray();
    }

    private static ProtobufWriter Node(string type, string output, params ReadOnlySpan<string> inputs)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.String(1, input);
        }

        return node.String(2, output).String(4, type);
    }

    private static ProtobufWriter Tensor(string name, float[] values, params ReadOnlySpan<int> dimensions)
    {
        var tensor = new ProtobufWriter();
        foreach (int dimension in dimensions)
        {
            tensor.Number(1, dimension);
        }

        return tensor.Number(2, Float).String(8, name).RawFloats(9, values);
    }

    private static ProtobufWriter Value(string name, int rows, int columns)
    {
        ProtobufWriter shape = new ProtobufWriter()
            .Message(1, new ProtobufWriter().Number(1, rows))
            .Message(1, new ProtobufWriter().Number(1, columns));
        ProtobufWriter type = new ProtobufWriter().Message(1, new ProtobufWriter().Number(1, Float).Message(2, shape));
        return new ProtobufWriter().String(1, name).Message(2, type);
    }
}
