namespace NetGen;

/// <summary>Ends a part that waits for one that failed. It never reaches a caller, who gets what the other part threw.</summary>
internal sealed class TeamAbortedException : Exception
{
    public override string Message => "Another thread of the step failed.";
}
