using Crawler.Lab;

namespace Crawler.EndToEnd.Lab;

public class HeldProcessTests
{
    [Fact]
    public async Task Disposal_kills_even_what_ignores_signals()
    {
        using var folder = new PrivateFolder();
        var held = HeldProcess.Start("/bin/sh", ["-c", "trap '' TERM INT HUP; echo $$; while :; do sleep 1; done"], folder.Path);
        await Eventually.HoldsAsync(() => held.Output.Length > 0, "the program says its process id");
        var process = $"/proc/{held.Output.Trim()}";
        Assert.True(Directory.Exists(process));

        await held.DisposeAsync();

        await Eventually.HoldsAsync(() => !Directory.Exists(process), "the program is gone");
    }

    [Fact]
    public async Task It_tells_when_the_program_ends_by_itself()
    {
        using var folder = new PrivateFolder();
        await using var held = HeldProcess.Start("/bin/sh", ["-c", "echo why >&2"], folder.Path);

        await Eventually.HoldsAsync(() => !held.IsRunning, "the program ends");
        await Eventually.HoldsAsync(() => held.Output == "why", "its last words are there");
    }

    [Fact]
    public void A_missing_program_is_named_with_its_package()
    {
        var missing = Assert.Throws<FileNotFoundException>(() => DebianProgram.Require("no-such-tracker", "some-package"));

        Assert.Contains("apt-get install some-package", missing.Message);
    }
}
