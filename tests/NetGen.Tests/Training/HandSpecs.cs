namespace NetGen.Tests.Training;

/// <summary>Describes chains of layers as generated code would.</summary>
public static class HandSpecs
{
    public static NetworkInfo Chain(
        string name, int inputs, string loss, string layers, Instrumentation instrumentation = Instrumentation.On, Func<ParameterInfo, ParameterInfo>? change = null)
    {
        var list = new List<LayerInfo>();
        var parameters = new List<ParameterInfo>();
        var numbers = new Dictionary<string, int>();
        int size = inputs;
        int offset = 0;
        int buffer = 0;
        foreach (string text in layers.Split(' '))
        {
            string kind = text.Split(':')[0];
            int outputs = kind == "Dense" ? int.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) : size;
            numbers[kind] = numbers.GetValueOrDefault(kind) + 1;
            string path = kind.ToLowerInvariant() + numbers[kind];
            int stride = (outputs + 15) / 16 * 16;
            var layer = new LayerInfo
            {
                Index = list.Count,
                Name = path,
                Kind = kind,
                Inputs = size,
                Outputs = outputs,
                OutputOffset = offset,
                OutputStride = stride,
                Source = $"{name}.cs({list.Count + 3})",
                IsActivation = kind != "Dense",
            };
            if (kind == "Dense")
            {
                Add(path + ".weight", ParameterRole.Weight, size, Init.XavierUniform);
                Add(path + ".bias", ParameterRole.Bias, 1, Init.Zeros);
            }

            list.Add(layer);
            size = outputs;
            offset += stride;

            void Add(string parameter, ParameterRole role, int rows, Init init)
            {
                var info = new ParameterInfo
                {
                    Name = parameter,
                    Layer = list.Count,
                    Role = role,
                    Rows = rows,
                    Columns = outputs,
                    RowStride = stride,
                    Offset = buffer,
                    Initializer = new InitializerSpec(init),
                };
                parameters.Add(change is null ? info : change(info));
                buffer += rows * stride;
            }
        }

        return new NetworkInfo
        {
            Name = name,
            InputSize = inputs,
            OutputSize = size,
            Layers = [.. list],
            Parameters = [.. parameters],
            BufferLength = buffer,
            WorkspacePerRow = 2 * offset,
            OutputGradientOffset = offset + list[^1].OutputOffset,
            WorkspaceFixed = 0,
            Loss = loss,
            TakesClassIndices = loss == "SoftmaxCrossEntropy",
            Instrumentation = instrumentation,
        };
    }
}
