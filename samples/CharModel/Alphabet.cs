namespace CharModel;

/// <summary>The characters that the network knows: line feed, space and what the plays are written with. All others count as a space.</summary>
internal static class Alphabet
{
    private const string Characters = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The number of characters.</summary>
    public const int Size = 65;

    private static readonly byte[] s_ids = Ids();

    public static int IdOf(char character) => character < s_ids.Length ? s_ids[character] : s_ids[' '];

    public static char CharacterOf(int id) => Characters[id];

    private static byte[] Ids()
    {
        byte[] ids = new byte[128];
        Array.Fill(ids, (byte)Characters.IndexOf(' ', StringComparison.Ordinal));
        for (int i = 0; i < Characters.Length; i++)
        {
            ids[Characters[i]] = (byte)i;
        }

        return ids;
    }
}
