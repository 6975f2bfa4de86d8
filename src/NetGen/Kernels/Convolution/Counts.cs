namespace NetGen.Kernels;

internal readonly struct Count1 : ICount
{
    public static int Count => 1;
}

internal readonly struct Count2 : ICount
{
    public static int Count => 2;
}

internal readonly struct Count3 : ICount
{
    public static int Count => 3;
}

internal readonly struct Count4 : ICount
{
    public static int Count => 4;
}

internal readonly struct Count5 : ICount
{
    public static int Count => 5;
}

internal readonly struct Count8 : ICount
{
    public static int Count => 8;
}
