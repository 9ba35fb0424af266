using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Crawler.Host.Campaigns.Yaml;

/// <summary>
/// Reads YAML as far as a settings file needs it: one document of maps, lists and text. Anchors, aliases and tags are
/// refused, since a few lines of them unfold to billions of values; depth is bounded.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 16;

    private readonly Parser _parser;
    private readonly YamlProblems _problems;

    private YamlReader(string text, YamlProblems problems) => (_parser, _problems) = (new Parser(new StringReader(text)), problems);

    /// <summary>The map that <paramref name="text"/> is; null if it cannot be read, which is a problem then.</summary>
    public static YamlMap? Read(string text, YamlProblems problems)
    {
        if (text.Contains('\0'))
        {
            problems.Add(Mark.Start, "not text: a campaign file is YAML (crawler campaign init writes one)");
            return null;
        }

        try
        {
            return new YamlReader(text, problems).Document();
        }
        catch (YamlException error)
        {
            var isTab = error.Message.Contains("tab character", StringComparison.Ordinal);
            problems.Add(MarkOf(isTab ? error.End : error.Start), isTab ? "tabs cannot indent YAML: use spaces" : Explained(error, text));
            return null;
        }
    }

    private YamlMap? Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _problems.Add(Mark.Start, "the file is empty (crawler campaign init writes one to begin with)");
            return null;
        }

        if (Node(0) is not { } node) return null;
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _problems.Add(MarkOf(second.Start), "a second document begins: a file is one campaign");
            return null;
        }

        if (node is YamlMap map) return map;
        if (node is YamlScalar { IsNothing: true }) return YamlMap.Empty;
        _problems.Add(node.At, "expected 'key: value' lines");
        return null;
    }

    /// <summary>Null where reading cannot go on.</summary>
    private YamlNode? Node(int depth)
    {
        if (_parser.Current is { } any && Refused(any) is { } refusal)
        {
            _problems.Add(MarkOf(any.Start), refusal);
            return null;
        }

        if (depth > MaxDepth)
        {
            _problems.Add(MarkOf(_parser.Current!.Start), $"nested deeper than {MaxDepth} levels");
            return null;
        }

        if (_parser.TryConsume<Scalar>(out var scalar)) return new YamlScalar(MarkOf(scalar.Start), scalar.Value, scalar.Style != ScalarStyle.Plain);
        return _parser.TryConsume<SequenceStart>(out var list) ? List(MarkOf(list.Start), depth) : Map(MarkOf(_parser.Consume<MappingStart>().Start), depth);
    }

    private YamlList? List(Mark at, int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (Node(depth + 1) is not { } item) return null;
            items.Add(item);
        }

        return new YamlList(at, items);
    }

    private YamlMap? Map(Mark at, int depth)
    {
        var entries = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(depth + 1) is not { } key || Node(depth + 1) is not { } value) return null;
            if (key is not YamlScalar name) _problems.Add(key.At, "a key is a word");
            else if (!entries.TryAdd(name.Text, new YamlEntry(name.Text, name.At, value)))
                _problems.Add(name.At, $"'{name.Text}' stands here a second time (first in line {entries[name.Text].At.Line}): keep one of them");
        }

        return new YamlMap(at, [.. entries.Values]);
    }

    private static string? Refused(ParsingEvent piece) => piece switch
    {
        AnchorAlias alias => $"'*{alias.Value}' is an alias, which is not read: put text that begins with * in quotes",
        NodeEvent { Anchor.IsEmpty: false } => "anchors are not read: put text that begins with & in quotes",
        NodeEvent { Tag.IsEmpty: false } => "tags are not read: put text that begins with ! in quotes",
        _ => null,
    };

    /// <summary>The two slips everybody makes, in our words; else the parser's.</summary>
    private static string Explained(YamlException error, string text)
    {
        var index = (int)Math.Clamp(error.Start.Index, 0, text.Length);
        if (index < text.Length && text[index] is '@' or '`') return $"text that begins with {text[index]} is put in quotes: \"{text[index]}…\"";
        if (index < text.Length && text[index] is '*') return "text that begins with * is put in quotes: \"*…\"";
        var message = error.Message;
        return message.Length == 0 ? "not YAML" : $"not YAML: {char.ToLowerInvariant(message[0])}{message[1..].TrimEnd('.')}";
    }

    private static Mark MarkOf(YamlDotNet.Core.Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
