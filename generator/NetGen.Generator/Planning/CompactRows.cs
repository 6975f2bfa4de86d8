using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>
/// Images and sequences of up to eight channels lie in rows of 8 floats where the layer that writes them and all that read them can do that: half the
/// memory, and registers of 256 bits without padding. All other values lie in rows padded to 16.
/// </summary>
internal static class CompactRows
{
    /// <summary>The floats of a compact row.</summary>
    public const int Stride = 8;

    /// <summary>For each layer, whether its output lies in compact rows.</summary>
    public static bool[] Of(NetworkModel model)
    {
        int count = model.Layers.Count;
        bool[] isCompact = new bool[count];
        var support = new RowSupport[count];
        for (int i = 0; i < count; i++)
        {
            LayerModel layer = model.Layers[i];
            support[i] = DefinitionTable.Layer(layer.Kind)!.Rows(layer);

            // Samples stay multiples of 16 floats, so that passes over flat memory have no tails. The caller sees the network's output.
            isCompact[i] = support[i] is RowSupport.InputOrOutput or RowSupport.Alike
                && layer.Output.Channels <= Stride && layer.Output.Positions % 2 == 0 && i < count - 1;
        }

        for (int i = 0; i < count; i++)
        {
            foreach (int source in model.Layers[i].Sources)
            {
                if (source < 0)
                {
                    // The copy of the user's input is padded to 16.
                    isCompact[i] &= support[i] != RowSupport.Alike;
                }
                else
                {
                    isCompact[source] &= support[i] != RowSupport.Padded;
                }
            }
        }

        // What lies alike is compact together or not at all.
        bool changes;
        do
        {
            changes = false;
            for (int i = 0; i < count; i++)
            {
                if (support[i] != RowSupport.Alike)
                {
                    continue;
                }

                foreach (int source in model.Layers[i].Sources)
                {
                    if (source >= 0 && isCompact[source] != isCompact[i])
                    {
                        isCompact[source] = isCompact[i] = false;
                        changes = true;
                    }
                }
            }
        }
        while (changes);
        return isCompact;
    }
}
