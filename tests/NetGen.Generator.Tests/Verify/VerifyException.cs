namespace VerifyTests;

/// <summary>A verification that failed: the message lists the files, and shows what differs.</summary>
public class VerifyException(string message) : Exception(message);
