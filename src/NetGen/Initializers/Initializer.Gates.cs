using System.Runtime.InteropServices;
using NetGen.Kernels;

namespace NetGen;

public static partial class Initializer
{
    /// <summary>
    /// Fills a parameter in which several matrices share each row of inputs, such as the gates of a recurrent layer: each by itself, so
    /// that fans and orthogonality are those of one gate.
    /// </summary>
    internal static void FillGates(Span<float> buffer, ParameterInfo parameter, InitializerSpec spec, ref Philox random)
    {
        int inputs = parameter.Rows / parameter.Gates;
        for (int gate = 0; gate < parameter.Gates; gate++)
        {
            ref float first = ref MemoryMarshal.GetReference(buffer[(parameter.Offset + (gate * parameter.RowStride))..]);
            var matrix = new MatrixView(ref first, inputs, parameter.Columns, (nint)parameter.RowStride * parameter.Gates, 1, parameter.IsWeight);
            Fill(matrix, spec, ref random, parameter.Name);
        }

        if (parameter.GateBias is { } bias)
        {
            Span<float> own = buffer.Slice(parameter.Offset + (bias.Gate * parameter.RowStride), parameter.Columns);
            if (bias.Chrono == 0)
            {
                own.Fill(bias.Value);
                return;
            }

            Span<float> opposite = buffer.Slice(parameter.Offset + (bias.Opposite * parameter.RowStride), parameter.Columns);
            for (int unit = 0; unit < own.Length; unit++)
            {
                own[unit] = (float)DeterministicMath.Log(1 + (random.NextDouble() * (bias.Chrono - 2)));
                opposite[unit] = -own[unit];
            }
        }
    }
}
