using System.Globalization;

namespace Crawler.Host.Campaigns.Yaml;

/// <summary>Where something stands in a file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal readonly record struct Mark(int Line, int Column) : IComparable<Mark>
{
    /// <summary>The first character.</summary>
    public static readonly Mark Start = new(1, 1);

    public int CompareTo(Mark other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");
}

/// <summary>A piece of a YAML file and where it begins. What a scalar means is for its reader to say: here it is text.</summary>
/// <param name="At">Where it begins.</param>
internal abstract record YamlNode(Mark At);

/// <summary>One value.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Text">As written, quotes resolved.</param>
/// <param name="IsQuoted">Whether it stood in quotes: <c>""</c> is a value, nothing is none.</param>
internal sealed record YamlScalar(Mark At, string Text, bool IsQuoted) : YamlNode(At)
{
    /// <summary>Whether a key was left without value.</summary>
    public bool IsNothing => !IsQuoted && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Items">In order.</param>
internal sealed record YamlList(Mark At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

/// <summary>Keys with values; no key twice.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Entries">In order.</param>
internal sealed record YamlMap(Mark At, IReadOnlyList<YamlEntry> Entries) : YamlNode(At)
{
    /// <summary>No entry.</summary>
    public static readonly YamlMap Empty = new(Mark.Start, []);
}

/// <summary>A key with its value.</summary>
/// <param name="Key">As written.</param>
/// <param name="At">Where the key stands.</param>
/// <param name="Value">What it is.</param>
internal sealed record YamlEntry(string Key, Mark At, YamlNode Value);
