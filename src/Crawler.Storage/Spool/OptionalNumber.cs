namespace Crawler.Storage.Spool;

/// <summary>Numbers that may be absent, behind a byte that says whether: absent is not 0.</summary>
internal static class OptionalNumber
{
    /// <summary>A whole number or nothing.</summary>
    public static void Write(ByteWriter to, long? value)
    {
        to.Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } number) to.Signed(number);
    }

    /// <summary>The inverse.</summary>
    public static long? Read(ref ByteReader from) => from.Byte() == 0 ? null : from.Signed();

    /// <summary>A fraction or nothing.</summary>
    public static void Write(ByteWriter to, double? value)
    {
        to.Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } number) to.Double(number);
    }

    /// <summary>The inverse.</summary>
    public static double? ReadDouble(ref ByteReader from) => from.Byte() == 0 ? null : from.Double();
}
