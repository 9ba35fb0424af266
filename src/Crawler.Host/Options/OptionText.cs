using System.CommandLine;
using System.CommandLine.Parsing;

namespace Crawler.Host.Options;

/// <summary>Reads an option's text; on failure <paramref name="problem"/> says in a few words what is wrong with it.</summary>
public delegate bool ValueReader<T>(string text, out T value, out string? problem);

/// <summary>Options whose text is read by a <see cref="ValueReader{T}"/>, so that all complaints have one form.</summary>
public static class OptionText
{
    /// <summary>An option given at most once.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="helpName">What stands for the value in help.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="reader">Reads the value.</param>
    /// <returns>Its value is default(T) if it is not given; no default is shown in help.</returns>
    public static Option<T?> Single<T>(string name, string helpName, string description, ValueReader<T> reader) => new(name)
    {
        HelpName = helpName,
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => Read(result, name, reader).FirstOrDefault(),
    };

    /// <summary>An option that can be given several times; none is an empty array.</summary>
    public static Option<T[]> Repeatable<T>(string name, string helpName, string description, ValueReader<T> reader) => new(name)
    {
        HelpName = helpName,
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. Read(result, name, reader)],
        DefaultValueFactory = _ => [],
    };

    private static List<T> Read<T>(ArgumentResult result, string name, ValueReader<T> reader)
    {
        var values = new List<T>();
        foreach (var token in result.Tokens)
        {
            if (reader(token.Value, out var value, out var problem)) values.Add(value);
            else result.AddError($"{name}: {problem}");
        }

        return values;
    }
}
