using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Crawler.Storage.Views;

namespace Crawler.Web.Listings;

/// <summary>Trackers that turned up or down, as an Atom feed (RFC 4287).</summary>
internal static class TurnFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>Entries in it.</summary>
    public const int Most = 100;

    /// <summary>Writes it.</summary>
    /// <param name="title">The feed's title.</param>
    /// <param name="turns">Latest first.</param>
    /// <param name="updated">When it changed last, if there is no turn.</param>
    /// <param name="self">Where the feed is.</param>
    /// <param name="page">The page it belongs to.</param>
    public static byte[] Write(string title, IReadOnlyList<TrackerTurn> turns, DateTimeOffset updated, Uri self, Uri page)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, Id("feed", title));
            xml.WriteElementString("title", Atom, Clean(title));
            xml.WriteElementString("updated", Atom, Time(turns.Count > 0 ? turns[0].At : updated));
            Link(xml, "self", self);
            Link(xml, "alternate", page);
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, "Crawler");
            xml.WriteEndElement();
            foreach (var turn in turns) Entry(xml, turn, page);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Entry(XmlWriter xml, TrackerTurn turn, Uri page)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, Id("turn", $"{turn.Tracker} {turn.At.ToUnixTimeSeconds()} {turn.IsUp}"));
        xml.WriteElementString("title", Atom, Clean($"{turn.Tracker} is {(turn.IsUp ? "up" : "down")}"));
        xml.WriteElementString("updated", Atom, Time(turn.At));
        Link(xml, "alternate", page);
        xml.WriteElementString("summary", Atom, Clean(Summary(turn)));
        xml.WriteEndElement();
    }

    private static string Summary(TrackerTurn turn) => (turn.IsUp, turn.Before) switch
    {
        (true, { } before) => $"{turn.Tracker} answers again, after {Length(before)} without an answer.",
        (true, null) => $"{turn.Tracker} answers; nobody asked it before.",
        (false, { } before) => $"{turn.Tracker} does not answer any more, after {Length(before)} of answering.",
        (false, null) => $"{turn.Tracker} does not answer; nobody asked it before.",
    };

    private static string Length(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{(int)time.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)time.TotalHours} hours",
        _ => $"{Math.Max(1, (int)time.TotalMinutes)} minutes",
    };

    private static void Link(XmlWriter xml, string relation, Uri to)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", to.AbsoluteUri);
        xml.WriteEndElement();
    }

    /// <summary>The same for the same turn, whoever asks and whenever: who read it is not shown it again.</summary>
    private static string Id(string kind, string name) =>
        $"urn:uuid:{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"crawler {kind} {name}")).AsSpan(0, 16), bigEndian: true)}";

    private static string Time(DateTimeOffset at) => XmlConvert.ToString(at.UtcDateTime, XmlDateTimeSerializationMode.Utc);

    /// <summary>XML cannot carry control characters at all.</summary>
    private static string Clean(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));
}
