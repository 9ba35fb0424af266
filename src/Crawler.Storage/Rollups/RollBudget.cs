namespace Crawler.Storage.Rollups;

/// <summary>How much one transaction rolls up.</summary>
internal static class RollBudget
{
    /// <summary>Attempts after which a transaction takes no further batch: some 50 MB, and a second or two.</summary>
    public const int Attempts = 50_000;
}

/// <summary>What one transaction rolled up.</summary>
internal sealed record RollStep(int Batches, int Attempts);
