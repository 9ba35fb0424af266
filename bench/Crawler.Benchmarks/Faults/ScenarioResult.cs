using static System.FormattableString;

namespace Crawler.Benchmarks.Faults;

/// <summary>What a scenario came to.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Verdict">What trackers and store say of each other.</param>
/// <param name="AggregateDifferences">Rows of the aggregate that are not what the log makes.</param>
/// <param name="Findings">What else it has to show.</param>
internal sealed record ScenarioResult(string Name, RecordVerdict Verdict, int AggregateDifferences, IReadOnlyList<Finding> Findings)
{
    /// <summary>The head of the table.</summary>
    public const string Head =
        """
        | scenario | calls | answered | stored | sent again | lost within the bound | lost beyond it (goodbyes) | oldest loss, s before a kill | doubled | wrong | invented | early | soonest, s | aggregate differs | holds |
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|
        """;

    /// <summary>Whether everything is as it should be.</summary>
    public bool Holds => Verdict.Holds && AggregateDifferences == 0 && Findings.All(finding => finding.Holds);

    /// <summary>A line of the table.</summary>
    public string Line => Invariant(
        $"| {Name} | {Verdict.Announces:N0} | {Verdict.Answered:N0} | {Verdict.Stored:N0} | {Verdict.SentAgain:N0} | {Verdict.LostWithinBound:N0} | {Verdict.LostBeyondBound:N0} ({Verdict.GoodbyesLost:N0}) | {(Verdict.OldestLossSeconds is { } age ? Invariant($"{age:0.00}") : "–")} | {Verdict.Doubled:N0} | {Verdict.Wrong:N0} | {Verdict.Invented:N0} | {Verdict.Early:N0} | {Verdict.SoonestSeconds:0.000} | {AggregateDifferences:N0} | {(Holds ? "yes" : "**no**")} |");
}
