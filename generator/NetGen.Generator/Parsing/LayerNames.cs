using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Parsing;

/// <summary>Chooses the path names of layers: what the attribute says, or the kind with the next free number.</summary>
internal static class LayerNames
{
    public static List<string> Choose(List<AttributeReader> layers)
    {
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new string?[layers.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            string? name = layers[i].Named<string?>("Name", null);
            if (name is null)
            {
                continue;
            }

            if (!Text.IsIdentifier(name) || !char.IsLetter(name[0]))
            {
                layers[i].Report(Descriptors.InvalidName, "Name", name);
            }
            else if (!given.Add(name))
            {
                layers[i].Report(Descriptors.DuplicateName, "Name", name, "that of an earlier layer (case is ignored)");
            }
            else
            {
                names[i] = Text.Camel(name);
            }
        }

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < layers.Count; i++)
        {
            if (names[i] is null)
            {
                string kind = layers[i].Kind.ToLowerInvariant();
                counts.TryGetValue(kind, out int count);
                do
                {
                    names[i] = kind + Text.Of(++count);
                }
                while (given.Contains(names[i]!));
                counts[kind] = count;
            }
        }

        return [.. names.Select(static n => n!)];
    }
}
