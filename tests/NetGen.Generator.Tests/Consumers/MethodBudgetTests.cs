using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>
/// The JIT gives up optimising a method past 60,000 bytes of IL, 20,000 instructions, 2,000 blocks or 2,000 locals, and inlines
/// nothing past 512 locals. No generated method comes near.
/// </summary>
public sealed class MethodBudgetTests
{
    private const int MaxBytes = 30_000;
    private const int MaxLocals = 400;

    [Fact]
    public void EveryGeneratedMethod_IsWithinTheBudgetOfTheJit()
    {
        var compilation = GeneratorHarness.Compile(HarnessOptions.Default, [.. Samples.All.Values]);
        var run = GeneratorHarness.Start(compilation).AssertClean();
        using var image = new MemoryStream();
        var result = run.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));

        image.Position = 0;
        using var pe = new PEReader(image);
        var metadata = pe.GetMetadataReader();
        var methods = 0;
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            methods++;
            var body = pe.GetMethodBody(method.RelativeVirtualAddress);
            var name = $"{metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}.{metadata.GetString(method.Name)}";
            Assert.True(body.Size < MaxBytes, $"{name} has {body.Size} bytes of IL");
            Assert.True(Locals(metadata, body) < MaxLocals, $"{name} has {Locals(metadata, body)} locals");
        }

        Assert.True(methods > Samples.All.Count, $"only {methods} methods");
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
}
