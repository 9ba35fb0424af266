namespace Crawler.Lab;

/// <summary>A program the lab runs for real. A test that needs one fails with how to install it: it is never skipped.</summary>
public static class DebianProgram
{
    // Daemons live in sbin, which is not on everybody's PATH.
    private static readonly string[] AlsoThere = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>Full path of <paramref name="program"/>.</summary>
    /// <exception cref="FileNotFoundException">Not installed; the message names the Debian package.</exception>
    public static string Require(string program, string package) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(AlsoThere)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists)
        ?? throw Missing(program, package);

    internal static FileNotFoundException Missing(string what, string package) => new(
        $"{what} is not installed. Run ./test as root, which installs what the tests need, or: apt-get install {package}");
}
