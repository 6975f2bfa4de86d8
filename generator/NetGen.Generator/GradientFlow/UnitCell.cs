using System.Numerics;

namespace NetGen.Generator.GradientFlow;

/// <summary>The derivatives of a cell at one step, of a few trajectories.</summary>
internal struct UnitCell
{
    /// <summary>The vectors that hold a number for each trajectory.</summary>
    public static readonly int Width = UnitWalk.Count / Vector<double>.Count;

    /// <summary>h by the memory; unused where they are the same.</summary>
    public Vector<double> Entry;

    /// <summary>The memory by the one before.</summary>
    public Vector<double> Keep;

    /// <summary>h by the output gate's z; unused where there is none.</summary>
    public Vector<double> Output;

    /// <summary>The memory by the first gate's z.</summary>
    public Vector<double> First;

    /// <summary>By the second gate's.</summary>
    public Vector<double> Second;

    /// <summary>By the third gate's, or the candidate's as the input's weights see it.</summary>
    public Vector<double> Third;

    /// <summary>By the candidate's as the state's weights see it, where that is not the same.</summary>
    public Vector<double> InRecurrent;

    /// <summary>By the candidate's and the z of the gate that lets it in, both.</summary>
    public Vector<double> Mixed;
}
