namespace NetGen.Generator.Model;

/// <summary>What holds for all weights of a layer beside the loss.</summary>
internal sealed record RegularisationModel(float L1, float L2, Constraint Constraint, float ConstraintLimit) : IRegularised;
