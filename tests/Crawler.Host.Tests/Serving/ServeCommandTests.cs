using System.Net;
using System.Net.Sockets;
using System.Text;
using Crawler.Host.Terminal;

namespace Crawler.Host.Tests.Serving;

public sealed class ServeCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawler-serve-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_says_where_it_listens_answers_and_ends_when_asked()
    {
        using var stop = new CancellationTokenSource();
        var output = new FirstLine();
        var serving = CommandLine.RunAsync(["serve", "--store", At("a.db"), "--listen", "http://127.0.0.1:0"], [], output, cancellation: stop.Token);

        var line = await output.Line.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.StartsWith("listening on http://127.0.0.1:", line, StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = new Uri(line["listening on ".Length..]) };
        Assert.Equal("alive\n", await client.GetStringAsync("/healthz/live"));
        var page = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.False(page.Headers.Contains("Server"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/_content/Crawler.Web/crawler.css")).StatusCode);

        await stop.CancelAsync();
        Assert.Equal(ExitCode.Ok, (await serving.WaitAsync(TimeSpan.FromSeconds(30))).ExitCode);
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var serve = await CommandLine.RunAsync("serve", "--store", At("a.db"), "--listen", $"http://{taken.LocalEndpoint}");

        Assert.Equal(ExitCode.Failed, serve.ExitCode);
        Assert.Contains("is in use", Assert.Single(serve.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("can be reached from other machines", "--listen", "http://0.0.0.0:0")]
    [InlineData("is an URL like http://127.0.0.1:8420", "--listen", "ftp://127.0.0.1:1")]
    [InlineData("cannot read the token", "--read-token-file", "/nonexistent")]
    public async Task What_would_be_open_to_all_or_means_nothing_is_refused(string line, params string[] arguments)
    {
        var serve = await CommandLine.RunAsync(["serve", "--store", At("a.db"), .. arguments]);

        Assert.NotEqual(ExitCode.Ok, serve.ExitCode);
        Assert.Contains(line, Assert.Single(serve.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Tells when the first line was written.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override Encoding Encoding => Encoding.UTF8;

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            _line.TrySetResult(value ?? "");
        }
    }
}
