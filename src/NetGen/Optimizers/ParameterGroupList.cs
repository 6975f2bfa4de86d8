using System.Collections.ObjectModel;

namespace NetGen;

/// <summary>The groups of an optimizer: open until the optimizer is used, because later changes would have no effect.</summary>
internal sealed class ParameterGroupList : Collection<ParameterGroup>
{
    /// <summary>True once the groups have been applied.</summary>
    public bool IsApplied { get; set; }

    protected override void InsertItem(int index, ParameterGroup item)
    {
        ArgumentNullException.ThrowIfNull(item);
        ThrowIfApplied();
        base.InsertItem(index, item);
    }

    protected override void SetItem(int index, ParameterGroup item)
    {
        ArgumentNullException.ThrowIfNull(item);
        ThrowIfApplied();
        base.SetItem(index, item);
    }

    protected override void RemoveItem(int index)
    {
        ThrowIfApplied();
        base.RemoveItem(index);
    }

    protected override void ClearItems()
    {
        ThrowIfApplied();
        base.ClearItems();
    }

    private void ThrowIfApplied()
    {
        if (IsApplied)
        {
            throw new InvalidOperationException(
                "The parameter groups of an optimizer are applied when its trainer is created and cannot change afterwards. Set them before, or create a new optimizer and trainer.");
        }
    }
}
