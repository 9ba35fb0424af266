using Crawler.Host.Formatting;

namespace Crawler.Host.Commands;

/// <summary>What <c>info</c> prints for people.</summary>
internal static class InfoText
{
    private const string Indent = "  ";

    public static void Write(InfoResult info, TextWriter output)
    {
        output.WriteLine(info.Source);
        var facts = new FactSheet()
            .Add("name", info.Name)
            .Add("infohash v1", info.InfoHashV1)
            .Add("infohash v2", info.InfoHashV2)
            .Add("to trackers", info.InfoHashV2Truncated is { } truncated ? $"{truncated} (v2, truncated)" : null)
            .Add("hybrid", info.Hybrid ? "yes: two swarms at every tracker" : null)
            .Add("private", info.Private switch { true => "yes", false => "no", null => null })
            .Add("size", info.Size is { } size ? Sizes.FormatExactly(size) : null)
            .Add("files", info.Files)
            .Add("piece length", info.PieceLength is { } length ? Sizes.FormatExactly(length) : null)
            .Add("created", info.CreatedAt is { } at ? $"{at:yyyy-MM-dd HH:mm:ss} UTC" : null)
            .Add("created by", info.CreatedBy)
            .Add("comment", info.Comment)
            .Add("trackers", info.Trackers.Count == 0 ? "none" : null);
        foreach (var tracker in info.Trackers) facts.Add(tracker.Position == 0 ? $"tier {tracker.Tier}" : "", tracker.Url);
        var label = "not usable";
        foreach (var rejected in info.RejectedTrackers)
        {
            facts.Add(label, rejected.Scheme.Length > 0 ? $"{rejected.Scheme}://…: {rejected.Problem}" : rejected.Problem);
            label = "";
        }

        facts.WriteTo(output, Indent);
    }
}
