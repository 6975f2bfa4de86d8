namespace NetGen;

/// <summary>
/// The base of every attribute that is a layer of a network. The order of the attributes is the order of the layers; all of
/// them stand on one part of the class.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// The layer's name, a C# identifier. The default is the kind with a number, such as <c>dense1</c>. Parameters are named
    /// by it (<c>hidden.weight</c>), and the network's property for a layer with parameters is its Pascal-case form.
    /// </summary>
    public string? Name { get; set; }
}
