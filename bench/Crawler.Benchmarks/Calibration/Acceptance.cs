using static System.FormattableString;

namespace Crawler.Benchmarks.Calibration;

/// <summary>What docs/statistics.md promises, line by line, and whether it is so.</summary>
internal static class Acceptance
{
    private const double Bias = 0.03, Coverage = 0.93, Flagged = 0.95, UnionBias = 0.01, ChurnBias = 0.05;

    public static void Write(
        IReadOnlyList<PolicyRow> policies,
        IReadOnlyList<UnionRow> unions,
        IReadOnlyList<(string Name, double Window, Scores Scores)> churn,
        TextWriter to)
    {
        to.WriteLine("| promise | where | met | figure | worst row |");
        to.WriteLine("|---|---|---|---:|---|");
        foreach (var policy in PolicyCase.All.Where(policy => policy.Kind == PolicyKind.Even))
        {
            var rows = policies.Where(row => row.Policy == policy).ToList();
            // Slices name the ends of a half less often: a large reply is mostly ends, and then members are not alike at all.
            Sizes(rows.Where(row => row.IsFounded && !row.IsMostlyEnds), Invariant($"{policy.Name}, T ≥ 4, (n − D) / VMR ≥ 20{(rows.Any(row => row.IsMostlyEnds) ? ", k ≤ N/20" : "")}"));
            Sizes(rows.Where(row => row.IsFounded && row.IsMostlyEnds), Invariant($"{policy.Name}, T ≥ 4, (n − D) / VMR ≥ 20, k > N/20"));
            if (policy != PolicyCase.All[0]) Sizes(rows.Where(row => row.HasRecaptures && !row.IsFounded), Invariant($"{policy.Name}, T ≥ 4, n − D ≥ 20 but (n − D) / VMR < 20"));
            Alarms(rows.Where(row => row.IsFounded), Invariant($"{policy.Name}, T ≥ 4, (n − D) / VMR ≥ 20"));
            Alarms(rows.Where(row => !row.IsFounded), Invariant($"{policy.Name}, fewer seen again"));
        }

        foreach (var kind in (PolicyKind[])[PolicyKind.SeedsFirst, PolicyKind.FixedSubset])
        {
            var rows = policies.Where(row => row.Policy.Kind == kind && row.HasRecaptures && !row.NamesAll);
            Line("flagged ≥ 95 %", Invariant($"{kind}, n − D ≥ 20, more peers than a reply"), Worst(rows, row => -row.Scores.Alarmed), worst => -worst >= Flagged);
        }

        var fakes = policies.Where(row => row.Policy.Kind == PolicyKind.Fakes).ToList();
        Line("flagged ≥ 95 %", "10 % fakes, 500 peers listed or more", Worst(fakes.Where(row => row.Listed >= 500), row => -row.Scores.Alarmed), worst => -worst >= Flagged);
        Line("flagged ≥ 95 %", "10 % fakes, fewer", Worst(fakes.Where(row => row.Listed < 500), row => -row.Scores.Alarmed), worst => -worst >= Flagged);

        foreach (var some in new[] { true, false })
        {
            var rows = unions.Where(row => row.Case.Stretches.Length <= 4 == some).ToList();
            var where = some ? "2 to 4 trackers" : "8 trackers";
            Line("union bias ≤ 1 % (median)", where, Worst(rows, row => Math.Abs(row.Scores.MedianBias)), worst => worst <= UnionBias);
            Line("union bias ≤ 1 % (mean)", where, Worst(rows, row => Math.Abs(row.Scores.MeanBias)), worst => worst <= UnionBias);
            Line("union coverage ≥ .93", where, Worst(rows, row => -row.Scores.Coverage), worst => -worst >= Coverage);
        }

        foreach (var part in churn.GroupBy(row => row.Name))
            Line("bias ≤ 5 %", Invariant($"W/E[S] ≤ 0.1, {part.Key} sessions"), part.Where(row => row.Window <= 0.1).Select(row => (Math.Abs(row.Scores.MedianBias), Invariant($"W/E[S] = {row.Window}"))).Max(), worst => worst <= ChurnBias);

        void Sizes(IEnumerable<PolicyRow> some, string where)
        {
            var rows = some.ToList();
            if (rows.Count == 0) return;
            Line("median bias ≤ 3 %", where, Worst(rows, row => Math.Abs(row.Scores.MedianBias)), worst => worst <= Bias);
            Line("coverage ≥ .93", where, Worst(rows, row => -row.Scores.Coverage), worst => -worst >= Coverage, rows.Sum(row => row.Scores.Held) / (double)rows.Sum(row => row.Scores.Runs));
        }

        void Alarms(IEnumerable<PolicyRow> some, string where)
        {
            var rows = some.ToList();
            if (rows.Count == 0) return;
            Line("no alarm in ≥ 95 %", where, Worst(rows, row => row.Scores.Alarmed), worst => worst <= 1 - Flagged, rows.Average(row => row.Scores.Alarmed));
        }

        void Line(string promise, string where, (double Figure, string Row) worst, Func<double, bool> isMet, double? overall = null) => to.WriteLine(Invariant(
            $"| {promise} | {where} | {(isMet(worst.Figure) ? "yes" : "**no**")} | {Text.Percent(Math.Abs(worst.Figure))}{(overall is { } all ? Invariant($" (all rows {Text.Percent(all)})") : "")} | {worst.Row} |"));
    }

    private static (double Figure, string Row) Worst(IEnumerable<PolicyRow> rows, Func<PolicyRow, double> figure) =>
        rows.Select(row => (figure(row), row.Name)).OrderBy(row => row.Item1).LastOrDefault((double.NaN, "–"));

    private static (double Figure, string Row) Worst(IEnumerable<UnionRow> rows, Func<UnionRow, double> figure) =>
        rows.Select(row => (figure(row), row.Name)).OrderBy(row => row.Item1).LastOrDefault((double.NaN, "–"));
}
