using NetGen.Generator.Emission.Folding;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission;

/// <summary>The views of blocks' parameters, and the properties that give them.</summary>
internal static class BlocksEmitter
{
    private const int LongestProperty = 240;

    public static string Emit(NetworkPlan plan)
    {
        CodeWriter writer = SourceFile.Start($"The parameters of the blocks of {plan.Model.Name}: one view for each distinct block.");
        using (writer.Braces($"namespace {SourceFile.KernelNamespace}"))
        {
            writer.Line($"/// <summary>The views of the blocks of {Text.Xml(plan.Model.QualifiedName.Replace("global::", ""))}.</summary>");
            using (writer.Braces($"public static class {plan.Model.BlocksClass}"))
            {
                bool first = true;
                foreach (BlockViewPlan view in plan.BlockViews)
                {
                    if (!first)
                    {
                        writer.Line();
                    }

                    first = false;
                    View(writer, plan, view);
                }
            }
        }

        return writer.ToString();
    }

    /// <summary>The properties of the network's class.</summary>
    public static void Properties(CodeWriter writer, NetworkPlan plan)
    {
        bool isLong = plan.Properties.Count > Folder.Layers;
        foreach (PropertyPlan property in plan.Properties)
        {
            string documentation = $"<summary>The parameters of {property.Path}: {Text.Xml(property.About)}.</summary>";
            string declaration =
                $"public {Type(plan, property)} {Text.Identifier(property.Name)} => {Value(plan, property, "Parameters", Text.Quote(property.Path), isOfNetwork: true)};";
            if (isLong)
            {
                // A property for each layer is all that grows with the depth of a network that uses no blocks.
                writer.Line($"/** {documentation} */ {declaration}");
            }
            else
            {
                writer.Lines("/// " + documentation, declaration, "");
            }
        }

        if (isLong)
        {
            writer.Line();
        }
    }

    private static string Type(NetworkPlan plan, PropertyPlan property) => property.Kind switch
    {
        PropertyKind.Layer => $"global::NetGen.{property.Type}",
        PropertyKind.Block => $"global::{SourceFile.KernelNamespace}.{plan.Model.BlocksClass}.{property.Type}",
        _ => $"global::NetGen.BlockList<global::{SourceFile.KernelNamespace}.{plan.Model.BlocksClass}.{property.Type}>",
    };

    private static void View(CodeWriter writer, NetworkPlan plan, BlockViewPlan view)
    {
        writer.Line($"/// <summary>The parameters of {view.About}.</summary>");
        using (writer.Braces($"public readonly struct {view.Name} : global::NetGen.IBlockParameters<{view.Name}>"))
        {
            writer.Lines(
                "private readonly global::NetGen.ParameterBuffer _parameters;",
                "private readonly string _path;",
                "");
            using (writer.Braces($"private {view.Name}(global::NetGen.ParameterBuffer parameters, string path)"))
            {
                writer.Lines("_parameters = parameters;", "_path = path;");
            }

            writer.Line();
            foreach (PropertyPlan member in view.Members)
            {
                string declaration = $"public {Type(plan, member)} {Text.Identifier(member.Name)} => ";
                string value = Value(plan, member, "_parameters", $"_path + {Text.Quote(member.Path)}", isOfNetwork: false);
                writer.Line($"/// <summary>The parameters of {member.Path}: {Text.Xml(member.About)}.</summary>");
                if (declaration.Length + value.Length <= LongestProperty)
                {
                    writer.Line(declaration + value + ";");
                }
                else
                {
                    // One tensor a line.
                    int first = value.IndexOf('(') + 1;
                    writer.Line(declaration + value.Substring(0, first));
                    writer.Lines([.. (value.Substring(first) + ";").Replace("), ", "),\n").Split('\n').Select(static line => "    " + line)]);
                }

                writer.Line();
            }

            writer.Line("/// <summary>Views the parameters whose path names start so.</summary>");
            using (writer.Braces($"public static {view.Name} Create(global::NetGen.ParameterBuffer parameters, string path)"))
            {
                writer.Line($"return new {view.Name}(parameters, path);");
            }
        }
    }

    /// <summary>The network knows the tensors of its own layers by index; those of a block are found by name.</summary>
    private static string Value(NetworkPlan plan, PropertyPlan property, string parameters, string path, bool isOfNetwork)
    {
        switch (property.Kind)
        {
            case PropertyKind.Block:
                return $"{Type(plan, property)}.Create({parameters}, {Joined(path, ".")})";
            case PropertyKind.List:
                return $"new {Type(plan, property)}({parameters}, {path}, {Text.Of(property.Count)})";
        }

        IEnumerable<string> tensors = property.Tensors.Select(t =>
            t.Length == 0 ? "-1"
            : isOfNetwork ? Text.Of(plan.Parameters.First(p => p.Name == property.Path + "." + t).Index)
            : $"{parameters}.Network.IndexOf({Joined(path, "." + t)})");
        IEnumerable<string> states = property.States.Select(t =>
            t.Length == 0 ? "-1"
            : isOfNetwork ? Text.Of(plan.States.First(s => s.Name == property.Path + "." + t).Index)
            : $"{parameters}.Network.IndexOfState({Joined(path, "." + t)})");
        return $"new {Type(plan, property)}({parameters}, {string.Join(", ", tensors.Concat(states))})";
    }

    /// <summary>Continues the literal that an expression ends with.</summary>
    private static string Joined(string path, string end) => path.Substring(0, path.Length - 1) + end + "\"";
}
