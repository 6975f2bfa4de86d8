using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>Reads the options of weights: initializers, bias, penalties, constraints and weight or spectral normalisation.</summary>
internal static class WeightReader
{
    /// <summary>Reads them; what is out of range is reported.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="context">What the layer is parsed in.</param>
    /// <param name="taps">The taps that the rows of the weight matrix and its fan-out count.</param>
    /// <param name="centre">The tap in the middle.</param>
    public static WeightModel Read(AttributeReader attribute, LayerContext context, int taps, int centre)
    {
        NetworkDefaults defaults = context.Defaults;
        Init init = attribute.Named("Init", defaults.Init);
        float scale = attribute.Named("InitScale", defaults.InitScale);
        Init biasInit = attribute.Named("BiasInit", Init.Auto);
        float biasScale = attribute.Named("BiasInitScale", 1f);
        Fan fan = attribute.Named("InitFan", Fan.In);
        Distribution distribution = attribute.Named("InitDistribution", Distribution.Normal);
        attribute.RequireDefined("Init", init);
        attribute.RequireDefined("BiasInit", biasInit);
        attribute.RequireDefined("InitFan", fan);
        attribute.RequireDefined("InitDistribution", distribution);
        if (biasInit is Init.Orthogonal or Init.Identity or Init.Dirac or Init.DeltaOrthogonal or Init.Sparse)
        {
            attribute.Report(
                Descriptors.OptionOutOfRange, "BiasInit", $"{attribute.Kind}.BiasInit", biasInit, "an initializer for vectors; this one fills matrices");
        }

        // A constant may be negative; every other scale is a width.
        _ = init == Init.Constant ? attribute.RequireFinite("InitScale", scale) : attribute.RequireNonNegative("InitScale", scale);
        _ = biasInit == Init.Constant ? attribute.RequireFinite("BiasInitScale", biasScale) : attribute.RequireNonNegative("BiasInitScale", biasScale);
        bool bias = attribute.Named("Bias", defaults.Bias);
        if (!bias && attribute.IsSet("BiasInit"))
        {
            attribute.Report(Descriptors.Contradiction, "BiasInit", "Bias = false", "BiasInit", "a layer without bias has none to initialise");
        }

        WeightScheme scheme = EffectiveWeight.Read(attribute, defaults);
        RegularisationModel regularisation = ReadRegularisation(attribute, defaults, scheme);
        return new WeightModel
        {
            WeightInit = new InitializerModel(Resolve(init, context.NextActivation), scale, fan, distribution) { Taps = taps, Centre = centre },
            BiasInit = new InitializerModel(biasInit == Init.Auto ? Init.Zeros : biasInit, biasScale, Fan.In, Distribution.Normal),
            Bias = bias,
            Scheme = scheme,
            L1 = regularisation.L1,
            L2 = regularisation.L2,
            Constraint = regularisation.Constraint,
            ConstraintLimit = regularisation.ConstraintLimit,
        };
    }

    /// <summary>Init and InitScale of a layer whose default, where neither it nor the network says, is not that of dense layers.</summary>
    public static InitializerModel ReadInit(AttributeReader attribute, NetworkDefaults defaults, Init otherwise)
    {
        Init init = attribute.Named("Init", defaults.Init);
        float scale = attribute.Named("InitScale", defaults.InitScale);
        attribute.RequireDefined("Init", init);
        _ = init == Init.Constant ? attribute.RequireFinite("InitScale", scale) : attribute.RequireNonNegative("InitScale", scale);
        return new InitializerModel(init == Init.Auto ? otherwise : init, scale, Fan.In, Distribution.Normal);
    }

    /// <summary>Penalties and constraint, which are the network's where the layer does not say.</summary>
    public static RegularisationModel ReadRegularisation(AttributeReader attribute, NetworkDefaults defaults, WeightScheme scheme)
    {
        (Constraint constraint, float limit) = ReadConstraint(attribute, defaults, scheme);
        float l1 = attribute.Named("L1", defaults.L1);
        float l2 = attribute.Named("L2", defaults.L2);
        attribute.RequireNonNegative("L1", l1);
        attribute.RequireNonNegative("L2", l2);
        return new RegularisationModel(l1, l2, constraint, limit);
    }

    /// <summary>Those of the network, for a layer that no attribute declares.</summary>
    public static RegularisationModel RegularisationOf(NetworkDefaults defaults)
    {
        bool isLimited = defaults.MaxNorm > 0 && !defaults.WeightNorm && !defaults.SpectralNorm;
        return new RegularisationModel(defaults.L1, defaults.L2, isLimited ? Constraint.MaxNorm : Constraint.None, isLimited ? defaults.MaxNorm : 0);
    }

    /// <summary>What Init.Auto is before that activation.</summary>
    public static Init Resolve(Init init, InitFamily next) => init != Init.Auto ? init : next switch
    {
        InitFamily.He => Init.HeNormal,
        InitFamily.LeCun => Init.LeCunNormal,
        _ => Init.XavierUniform,
    };

    /// <summary>The constraint, of which a layer has one, and its limit.</summary>
    public static (Constraint Constraint, float Limit) ReadConstraint(AttributeReader attribute, NetworkDefaults defaults, WeightScheme scheme)
    {
        float maxNorm = attribute.Named("MaxNorm", defaults.MaxNorm);
        attribute.RequireNonNegative("MaxNorm", maxNorm);
        bool unitNorm = attribute.Named("UnitNorm", false);
        bool nonNegative = attribute.Named("NonNegative", false);

        // A limit that holds for the whole network gives way to what a layer says of itself.
        if (!attribute.IsSet("MaxNorm") && (unitNorm || nonNegative || (scheme != WeightScheme.None && !attribute.IsSet(scheme.ToString()))))
        {
            maxNorm = 0;
        }

        var chosen = new List<(string Name, Constraint Constraint)>();
        if (maxNorm > 0)
        {
            chosen.Add(("MaxNorm", Constraint.MaxNorm));
        }

        if (unitNorm)
        {
            chosen.Add(("UnitNorm", Constraint.UnitNorm));
        }

        if (nonNegative)
        {
            chosen.Add(("NonNegative", Constraint.NonNegative));
        }

        if (chosen.Count > 1)
        {
            attribute.Report(Descriptors.Contradiction, chosen[1].Name, chosen[0].Name, chosen[1].Name, "a layer has one constraint");
        }
        else if (chosen.Count == 1 && scheme != WeightScheme.None)
        {
            attribute.Report(
                Descriptors.Contradiction, chosen[0].Name, scheme.ToString(), chosen[0].Name,
                scheme == WeightScheme.WeightNorm
                    ? "weight normalisation learns the norm of each unit's weights that a constraint would set"
                    : "spectral normalisation sets the scale of the weights that a constraint would set");
        }

        return chosen.Count == 0 ? (Constraint.None, 0) : (chosen[0].Constraint, chosen[0].Constraint == Constraint.MaxNorm ? maxNorm : 0);
    }
}
