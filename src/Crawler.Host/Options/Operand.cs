using System.CommandLine;

namespace Crawler.Host.Options;

/// <summary>Positional arguments. A mistyped option is not taken for one.</summary>
public static class Operand
{
    /// <summary>One, or none.</summary>
    public static Argument<string?> Optional(string name, string description) => Guarded(new Argument<string?>(name)
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrOne,
    });

    /// <summary>One or more.</summary>
    public static Argument<string[]> Several(string name, string description) => Guarded(new Argument<string[]>(name)
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
    });

    /// <summary>Any number, none included.</summary>
    public static Argument<string[]> Any(string name, string description) => Guarded(new Argument<string[]>(name)
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrMore,
    });

    private static T Guarded<T>(T argument)
        where T : Argument
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.Length > 1 && token.Value[0] == '-') is { } option)
                result.AddError($"unknown option '{option.Value}' (a file of that name is given as ./{option.Value})");
        });
        return argument;
    }
}
