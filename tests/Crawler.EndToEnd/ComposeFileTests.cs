using System.Diagnostics;
using Crawler.Lab;

namespace Crawler.EndToEnd;

public class ComposeFileTests
{
    [Fact]
    public async Task Docker_compose_accepts_the_file()
    {
        var start = new ProcessStartInfo(DebianProgram.Require("docker-compose", "docker-compose"), ["-f", "docker-compose.yml", "config", "-q"])
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardError = true,
        };
        using var compose = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Eventually.Patience);

        var complaints = await compose.StandardError.ReadToEndAsync(patience.Token);
        await compose.WaitForExitAsync(patience.Token);

        Assert.True(compose.ExitCode == 0, $"docker-compose config ended with {compose.ExitCode}: {complaints}");
    }
}
