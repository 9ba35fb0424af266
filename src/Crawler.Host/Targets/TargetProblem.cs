namespace Crawler.Host.Targets;

/// <summary>Something among the targets that cannot be used; the rest still can.</summary>
/// <param name="Where">The file, folder or list, as the user named it, or what it is where a name would show a secret.</param>
/// <param name="Line">The line of a list, from 1; null elsewhere.</param>
/// <param name="Message">What is wrong and, where it is not plain, what to do.</param>
public sealed record TargetProblem(string Where, int? Line, string Message)
{
    /// <summary><c>list.txt line 3: no such file</c>.</summary>
    public override string ToString() => Line is { } line ? $"{Where} line {line}: {Message}" : $"{Where}: {Message}";
}
