namespace Crawler.Storage.Tests.Stores;

/// <summary>What a person is shown: one line, no password, no stack trace.</summary>
internal static class OneLine
{
    public static void Check(StoreException problem)
    {
        Assert.DoesNotContain('\n', problem.Message);
        Assert.DoesNotContain("horse", problem.Message);
        Assert.DoesNotContain("   at ", problem.Message);
        Assert.InRange(problem.Message.Length, 10, 300);
    }
}
