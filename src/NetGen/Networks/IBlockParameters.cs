using System.ComponentModel;

namespace NetGen;

/// <summary>What the generated views of a block's parameters have in common, so that a repeated block is a <see cref="BlockList{TBlock}"/>.</summary>
/// <typeparam name="TSelf">The view.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IBlockParameters<TSelf>
    where TSelf : struct, IBlockParameters<TSelf>
{
    /// <summary>Views the parameters whose path names start with <paramref name="path"/>, such as <c>blocks.3.</c></summary>
    static abstract TSelf Create(ParameterBuffer parameters, string path);
}
