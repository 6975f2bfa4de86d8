using System.Reflection;

namespace NetGen.Benchmarks.Generation;

/// <summary>What the compiler made of the code that was generated for one network of this assembly.</summary>
/// <param name="Methods">Methods with a body.</param>
/// <param name="IlBytes">The bytes of all bodies.</param>
/// <param name="LargestIlBytes">The bytes of the largest body.</param>
/// <param name="LargestMethod">Its name.</param>
/// <param name="MostLocals">The most locals of a method.</param>
internal sealed record EmittedCode(int Methods, int IlBytes, int LargestIlBytes, string LargestMethod, int MostLocals)
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The kernels that all networks of the assembly share.</summary>
    public static EmittedCode Shared() => Of(
        Generated().Where(static type => !Assembly.GetExecutingAssembly().GetTypes().Any(t => IsNetwork(t) && BelongsTo(type, t.Name))));

    /// <summary>The code of one network.</summary>
    /// <param name="network">The name of its class.</param>
    public static EmittedCode Of(string network) => Of(
        Generated().Where(type => BelongsTo(type, network)).Concat(Assembly.GetExecutingAssembly().GetTypes().Where(type => IsNetwork(type) && type.Name == network)));

    private static EmittedCode Of(IEnumerable<Type> types)
    {
        int methods = 0, bytes = 0, largest = 0, locals = 0;
        string name = "";
        foreach (Type type in types)
        {
            foreach (MethodBase method in type.GetMethods(Everything).Concat<MethodBase>(type.GetConstructors(Everything)))
            {
                if (method.GetMethodBody() is not { } body)
                {
                    continue;
                }

                int size = body.GetILAsByteArray()?.Length ?? 0;
                methods++;
                bytes += size;
                locals = Math.Max(locals, body.LocalVariables.Count);
                if (size > largest)
                {
                    largest = size;
                    name = method.Name;
                }
            }
        }

        return new EmittedCode(methods, bytes, largest, name, locals);
    }

    private static IEnumerable<Type> Generated() => Assembly.GetExecutingAssembly().GetTypes().Where(static type => type.Namespace == "NetGen.Generated");

    private static bool IsNetwork(Type type) => type.Namespace == "NetGen.Benchmarks.Networks" && !type.IsNested;

    /// <summary>A generated type has the network's full name in its own, or in that of the type around it.</summary>
    private static bool BelongsTo(Type type, string network)
    {
        Type outermost = type;
        while (outermost.DeclaringType is { } around)
        {
            outermost = around;
        }

        return outermost.Name.Contains($"_{network}_", StringComparison.Ordinal);
    }
}
