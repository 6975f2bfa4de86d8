namespace NetGen.Generator.Model;

internal sealed record InitializerModel(Init Kind, float Scale, Fan Fan, Distribution Distribution);
