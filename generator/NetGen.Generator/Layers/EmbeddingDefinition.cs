using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>y(t) = E[x(t)].</summary>
internal sealed class EmbeddingDefinition : LayerDefinition
{
    public override string Kind => "Embedding";

    public override string Sample => "[Embedding(7, 5)]";

    public override bool ReadsInput => true;

    public override string? StreamObstacle(LayerModel layer) => null;

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        int vocabulary = Size(attribute, "vocabulary");
        int features = Size(attribute, "features");
        InitializerModel init = WeightReader.ReadInit(attribute, context.Defaults, Init.Normal);
        WeightScheme scheme = EffectiveWeight.Read(attribute, context.Defaults);
        RegularisationModel regularisation = WeightReader.ReadRegularisation(attribute, context.Defaults, scheme);
        if (!context.ReadsInput || context.Input.Rank > 2 || (context.Input.Rank == 2 && context.Input.Channels != 1))
        {
            attribute.ReportHere(
                Descriptors.ShapeDoesNotFit, Kind,
                context.ReadsInput
                    ? $"it reads one token id for each step, and what comes in is {SequenceText.Describe(context.Input)}; declare [Input(steps)] or [Input(steps, 1)]"
                    : "it reads token ids, which are the input of a network; make it the first layer");
            return null;
        }

        return new EmbeddingModel(context.Name, context.Input, Shape.Of(context.Input.Size, features), vocabulary)
        {
            TableInit = init,
            Scheme = scheme,
            Regularisation = regularisation,
        };
    }

    public override FlowStep? Flow(LayerModel layer)
    {
        var model = (EmbeddingModel)layer;
        int features = model.Output.Channels;
        WeightDistribution weight = WeightDistribution.OfMatrix(model.TableInit, model.Vocabulary, features);
        return new EmbeddingFlow
        {
            Inputs = model.Vocabulary,
            Outputs = features,
            Weight = weight,
            WeightNorm = model.Scheme == WeightScheme.WeightNorm,
            LogScale = model.Scheme == WeightScheme.SpectralNorm ? SpectralScale.Log(weight, model.Vocabulary, features) : 0,
            IsNormal = model.TableInit.Kind is Init.Normal or Init.XavierNormal or Init.HeNormal or Init.LeCunNormal,
            L1 = model.Regularisation.L1,
            L2 = model.Regularisation.L2,
        };
    }

    public override long Flops(LayerModel layer) => 0;

    public override string DescribeInit(LayerModel layer) =>
        SequenceText.Describe(((EmbeddingModel)layer).TableInit) + EffectiveWeight.Describe(((EmbeddingModel)layer).Scheme);

    public override string? PropertyType(LayerModel layer) => "EmbeddingParameters";

    public override IEnumerable<int> PropertyIndices(LayerModel layer, PlanBuilder plan) => [plan.Parameter(layer, ParameterRole.Embedding)!.Index];

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var model = (EmbeddingModel)layer;
        BufferPlan ids = plan.LayerInput(layer);
        BufferPlan output = plan.NewOutput(layer);
        ParameterPlan table = plan.NewParameter(layer, ParameterRole.Embedding, model.Vocabulary, model.Output.Channels, model.TableInit, model.Regularisation, "weight");
        Argument inEffect = EffectiveWeight.Plan(layer, table, model.Scheme, plan);
        plan.Check("EmbeddingKernels.CheckIds", Argument.Text(Text.Quote(plan.NetworkName + ", " + layer.Name)), Argument.Text("input"), Argument.Number(layer.Inputs), Argument.Number(model.Vocabulary));
        plan.Forward(
            $"{layer.Name}: y(t) = E[x(t)]   [{Text.Of(model.Vocabulary)}, {Text.Of(output.Columns)}] -> [rows, {output.Shape.Listed}]", "EmbeddingKernels.Forward",
            Argument.Ref(ids), inEffect, Argument.Ref(output), PlanBuilder.Rows(output), Argument.Number(output.Stride));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        var model = (EmbeddingModel)layer;
        BufferPlan delta = plan.Gradient(layer);
        ParameterPlan table = plan.Parameter(layer, ParameterRole.Embedding)!;
        plan.BackwardParameters(
            $"{layer.Name}: dL/dE[i] = sum of dL/dy(t) over the t with x(t) = i", "EmbeddingKernels.Backward",
            Argument.Ref(plan.LayerInput(layer)), Argument.Ref(delta), Argument.Gradient(table), PlanBuilder.Rows(delta), Argument.Number(model.Vocabulary), Argument.Number(delta.Stride));
        WeightPenalty.Plan(layer, table, plan, "E");
        EffectiveWeight.PlanGradient(layer, table, plan);
    }

    private static int Size(AttributeReader attribute, string name)
    {
        int size = attribute.Positional<int>(name);
        if (size is < 1 or > Limits.Size)
        {
            attribute.Report(Descriptors.SizeOutOfRange, name, "Embedding." + name, Text.Of(size), Text.Of(Limits.Size));
            return 1;
        }

        return size;
    }
}
