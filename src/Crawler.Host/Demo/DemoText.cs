using System.Globalization;
using Crawler.Host.Formatting;

namespace Crawler.Host.Demo;

/// <summary>The demonstration's result for people: estimate beside truth.</summary>
internal static class DemoText
{
    public static void Write(IReadOnlyList<DemoRow> rows, TextWriter output)
    {
        foreach (var swarm in rows.GroupBy(row => row.Swarm))
        {
            output.WriteLine(swarm.Key);
            var table = new TextTable("  TRACKER", "WHAT IT IS", ">CLAIMS", ">ESTIMATE", ">TRUTH", "VERDICT");
            foreach (var row in swarm)
            {
                table.Add(
                    row.Tracker is { } tracker ? $"  {tracker.Url.SchemeName} {tracker.Url.Port}" : "  all together",
                    row.Tracker?.Description ?? "union of those not caught",
                    row.Claimed,
                    row.Size is { } size ? SizeText.Size(size) : null,
                    row.Truth,
                    row.Verdict);
            }

            table.WriteTo(output);
            output.WriteLine();
        }

        var honest = rows.Where(row => row.Holds is not null && row.Size?.IsSuspect == false).ToList();
        var caught = rows.Count(row => row.Size?.IsSuspect == true);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the truth lies within {honest.Count(row => row.Holds == true)} of {honest.Count} intervals (95 of 100 are meant to hold it); {caught} answers were caught and count for nothing"));
    }
}
