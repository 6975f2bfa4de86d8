namespace NetGen.Generator.Model;

/// <summary>What holds for a layer's weights beside the loss.</summary>
internal interface IRegularised
{
    float L1 { get; }

    float L2 { get; }

    Constraint Constraint { get; }

    float ConstraintLimit { get; }
}
