namespace VerifyTests;

/// <summary>Makes the output of a generator something that can be verified.</summary>
public static class VerifySourceGenerators
{
    /// <summary>Whether <see cref="Initialize"/> has been called.</summary>
    public static bool Initialized { get; private set; }

    /// <summary>To be called once, from a module initializer.</summary>
    public static void Initialize()
    {
        if (Initialized)
        {
            throw new InvalidOperationException("Already Initialized");
        }

        Initialized = true;
    }
}
