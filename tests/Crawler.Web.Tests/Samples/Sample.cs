namespace Crawler.Web.Tests.Samples;

/// <summary>What all samples agree on.</summary>
internal static class Sample
{
    /// <summary>Stands in no URL that is shown, and so may turn up nowhere: the passkey of tracker 7.</summary>
    public const string Passkey = "c0ffee5ec2e7c0ffee5ec2e7c0ffee42";

    /// <summary>The time it is.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 7, 0, TimeSpan.Zero);

    /// <summary>A number that looks like chance and is always the same: 0 to <paramref name="below"/> − 1.</summary>
    public static int Dice(int one, int other, int below) =>
        (int)((uint)(((one * 73_856_093) ^ (other * 19_349_663) ^ 83_492_791) * 2_654_435_761u >> 7) % (uint)below);
}
