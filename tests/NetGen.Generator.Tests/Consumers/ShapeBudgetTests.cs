using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>
/// Passes and kernels stay within the limits of the JIT, measured on compiled IL, at every size to 4096 and every depth to 200. Passes
/// only call, and grow with the depth: 60,000 bytes and 2,000 locals, beyond which nothing is optimised. Kernels compute, do not grow,
/// and stay far below: 512 locals and some hundred calls, beyond which nothing is inlined.
/// </summary>
public sealed class ShapeBudgetTests
{
    private const int MaxPassBytes = 60_000;
    private const int MaxPassLocals = 2_000;
    private const int MaxKernelBytes = 3_000;
    private const int MaxKernelLocals = 250;
    private const int MaxKernelCalls = 250;

    [Fact]
    public void EveryWidth_IsWithinTheBudget()
    {
        var source = new StringBuilder("using NetGen; namespace Swept;\n");
        foreach (var units in new[] { 1, 15, 16, 17, 31, 64, 100, 128, 257, 512, 1000, 1024, 4096 })
        {
            source.AppendLine(CultureInfo.InvariantCulture, $"[Network, Input({units})][Dense({units}), Tanh][Dense(4096 / {units} + 1), ReLU][Dense({units}), MeanSquaredError] public partial class Of{units};");
        }

        Check(source.ToString());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public void EveryDepth_IsWithinTheBudget(int depth)
    {
        var source = new StringBuilder("using NetGen; namespace Swept; [Network, Input(8)]");
        for (var i = 0; i < depth; i++)
        {
            source.Append("[Dense(32), ReLU]");
        }

        Check(source.Append("[Dense(2), MeanSquaredError] public partial class Deep;").ToString());
    }

    /// <summary>The rows of small networks that are written out: as many layers and as much work as there may be.</summary>
    [Fact]
    public void EveryChain_IsWithinTheBudget() => Check("""
        using NetGen; namespace Swept;
        [Network, Input(16)][Dense(16), Tanh][Dense(16), GELU][Dense(1), Mish][Dense(16), GELU(Approximate = true)][MeanSquaredError] public partial class Heavy;
        [Network, Input(2)][Dense(32), ELU][Dense(32), GELU][Dense(8), Mish][Dense(1), MeanSquaredError] public partial class Wide;
        [Network, Input(1)][Dense(32), GELU][Dense(32), GELU][MeanSquaredError] public partial class WrittenOut;
        [Network, Input(350)][Dense(16), Tanh][MeanSquaredError] public partial class Long;
        [Network, Input(16)][Dense(64), ReLU][Dense(64), Tanh][Dense(4), SoftmaxCrossEntropy] public partial class Widest;
        [Network, Input(1)][Dense(64), HardTanh, ReLU, LeakyReLU, ReLU6, Hardswish, Softshrink][MeanSquaredError] public partial class Short;
        [Network, Input(64)][Dense(1), Tanh, Mish, GELU, ELU, Sigmoid, SiLU, GELU(Approximate = true)][MeanSquaredError] public partial class Activations;
        """);

    [Theory]
    [InlineData("[Network, Input(2)][Dense(16), Tanh][Dense(16), Tanh][Dense(1), MeanSquaredError]", "dense1_to_dense3")]
    [InlineData("[Network, Input(2)][Dense(64), Tanh][MeanSquaredError]", "dense1_to_tanh1")]
    [InlineData("[Network, Input(2)][Dense(65), Tanh][MeanSquaredError]", "")]
    [InlineData("[Network, Input(350)][Dense(16), Tanh][MeanSquaredError]", "dense1_to_tanh1")]
    [InlineData("[Network, Input(351)][Dense(16), Tanh][MeanSquaredError]", "")]
    [InlineData("[Network, Input(334)][Dense(16), Tanh][Dense(16), MeanSquaredError]", "dense1_to_dense2")]
    [InlineData("[Network, Input(335)][Dense(16), Tanh][Dense(16), MeanSquaredError]", "dense1_to_tanh1")]
    [InlineData("[Network, Input(2)][Dense(4), Tanh][Dense(4), Tanh][Dense(4), Tanh][Dense(4), Tanh][MeanSquaredError]", "dense1_to_tanh4")]
    [InlineData("[Network, Input(2)][Dense(4), Tanh][Dense(4), Tanh][Dense(4), Tanh][Dense(4), Tanh][Dense(4), MeanSquaredError]", "")]
    [InlineData("[Network, Input(2)][Dense(4)][MeanSquaredError]", "")]
    [InlineData("[Network, Input(2), Tanh][Dense(4), PReLU][Dense(4), Tanh, Softmax][Dense(4), BatchNorm][MeanSquaredError]", "dense2_to_tanh2")]
    [InlineData("[Network, Input(3, 2)][Dense(4), Tanh][MeanSquaredError]", "")]
    public void SmallNetworks_HaveOneMethodForARow(string declaration, string expected)
    {
        var run = GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, $"using NetGen; namespace Swept; {declaration} public partial class Small;")).AssertClean();
        string text = string.Concat(run.Files.Values);
        var found = System.Text.RegularExpressions.Regex.Matches(text, "static void Row_([a-z0-9_]+)_512");
        Assert.Equal(expected, string.Join(' ', found.Select(static m => m.Groups[1].Value)));
    }

    private static void Check(string source)
    {
        var run = GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, source)).AssertClean();
        using var image = new MemoryStream();
        var result = run.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        using var pe = new PEReader(image);
        var metadata = pe.GetMetadataReader();
        var kernels = 0;
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var body = pe.GetMethodBody(method.RelativeVirtualAddress);
            var type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
            var name = $"{type}.{metadata.GetString(method.Name)}";

            if (!type.EndsWith("_Passes", StringComparison.Ordinal) && type != "MatrixProduct")
            {
                continue;
            }

            var isPass = metadata.GetString(method.Name) is "ForwardRows" or "Backward" or "Derive";
            Assert.True(body.Size < (isPass ? MaxPassBytes : MaxKernelBytes), $"{name} has {body.Size} bytes of IL");
            Assert.True(Locals(metadata, body) < (isPass ? MaxPassLocals : MaxKernelLocals), $"{name} has {Locals(metadata, body)} locals");
            var calls = isPass ? 0 : Calls(body.GetILReader());
            Assert.True(calls < MaxKernelCalls, $"{name} has {calls} calls");
            kernels += isPass ? 0 : 1;
        }

        Assert.True(kernels > 10, $"only {kernels} kernels");
    }

    private static int Locals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
        {
            return 0;
        }

        var reader = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        reader.ReadSignatureHeader();
        return reader.ReadCompressedInteger();
    }

    private static int Calls(BlobReader il)
    {
        var calls = 0;
        while (il.RemainingBytes > 0)
        {
            int code = il.ReadByte();
            var opcode = (ILOpCode)(code == 0xFE ? 0xFE00 | il.ReadByte() : code);
            calls += opcode is ILOpCode.Call or ILOpCode.Callvirt ? 1 : 0;
            if (opcode == ILOpCode.Switch)
            {
                il.Offset += 4 * il.ReadInt32();
            }
            else
            {
                il.Offset += OperandSize(opcode);
            }
        }

        return calls;
    }

    private static int OperandSize(ILOpCode opcode) => opcode switch
    {
        ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8 => 8,
        ILOpCode.Ldarg or ILOpCode.Ldarga or ILOpCode.Starg or ILOpCode.Ldloc or ILOpCode.Ldloca or ILOpCode.Stloc => 2,
        ILOpCode.Ldarg_s or ILOpCode.Ldarga_s or ILOpCode.Starg_s or ILOpCode.Ldloc_s or ILOpCode.Ldloca_s or ILOpCode.Stloc_s => 1,
        ILOpCode.Ldc_i4_s or ILOpCode.Unaligned => 1,
        ILOpCode.Ldc_i4 or ILOpCode.Ldc_r4 or ILOpCode.Call or ILOpCode.Calli or ILOpCode.Callvirt or ILOpCode.Jmp => 4,
        ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Stfld or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld => 4,
        ILOpCode.Newobj or ILOpCode.Newarr or ILOpCode.Ldstr or ILOpCode.Ldtoken or ILOpCode.Ldobj or ILOpCode.Stobj or ILOpCode.Cpobj => 4,
        ILOpCode.Ldelem or ILOpCode.Stelem or ILOpCode.Ldelema or ILOpCode.Box or ILOpCode.Unbox or ILOpCode.Unbox_any => 4,
        ILOpCode.Castclass or ILOpCode.Isinst or ILOpCode.Initobj or ILOpCode.Constrained or ILOpCode.Sizeof => 4,
        ILOpCode.Ldftn or ILOpCode.Ldvirtftn or ILOpCode.Mkrefany or ILOpCode.Refanyval => 4,
        _ => opcode.IsBranch() ? opcode.GetBranchOperandSize() : 0,
    };
}
