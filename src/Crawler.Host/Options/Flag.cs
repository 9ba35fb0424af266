using System.CommandLine;
using System.CommandLine.Parsing;
using Crawler.Host.Configuration;

namespace Crawler.Host.Options;

/// <summary>An option that stands for a key of the configuration: what is not given on the command line is as configured.</summary>
/// <typeparam name="T">What it is read as.</typeparam>
internal sealed class Flag<T>
{
    private readonly Key<T> _key;
    private readonly Option<T?> _option;

    /// <summary>A new option; each verb has its own.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="key">What it stands for.</param>
    /// <param name="description">One sentence; null for the key's.</param>
    public Flag(string name, Key<T> key, string? description = null)
    {
        _key = key;
        var standard = key.DefaultText is { } text && typeof(T) != typeof(bool) ? $"{text}, or key {key.Name}" : $"key {key.Name}";
        _option = new Option<T?>(name) { Description = $"{description ?? key.Description} [default: {standard}]" };
        // The parser knows by itself how a switch is given.
        if (typeof(T) == typeof(bool)) return;
        _option.HelpName = key.HelpName;
        _option.Arity = key.IsList ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne;
        _option.CustomParser = result => Read(result, name);
    }

    /// <summary>To add to the verb.</summary>
    public Option Option => _option;

    /// <summary>The value in force.</summary>
    public T Read(ParseResult parse) => IsGiven(parse) ? parse.GetValue(_option)! : CrawlerConfiguration.Current.Value(_key);

    /// <summary>Whether it was given on the command line.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetResult(_option) is { Implicit: false };

    private T? Read(ArgumentResult result, string name)
    {
        if (result.Tokens.FirstOrDefault(token => string.IsNullOrWhiteSpace(token.Value)) is { } blank)
        {
            result.AddError($"{name}: {(_key.Reader(blank.Value, out _, out var why) ? $"'{blank.Value}' is not {_key.Allowed}" : why)}");
            return default;
        }

        if (_key.Reader(string.Join(Key.ListSeparator, result.Tokens.Select(token => token.Value)), out var value, out var problem)) return value;
        result.AddError($"{name}: {problem}");
        return default;
    }
}
