using System.Collections.Concurrent;
using System.Text;
using Crawler.Lab;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Crawler.Host.Tests.Telemetry;

public sealed class OtlpTests
{
    private const string Passkey = "0123456789abcdef0123456789abcdef";
    private const string Hash = "89abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_crawl_sends_metrics_and_the_traces_of_its_calls_and_nothing_secret()
    {
        using var folder = new PrivateFolder();
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectorAsync(received);
        // Nobody listens at port 9 of this machine: a call that fails is traced like any other.
        var crawl = await CommandLine.RunAsync(
            "crawl", Hash, "--tracker", $"http://127.0.0.1:9/{Passkey}/announce", "--allow-private", "--for", "1s", "--json", "-4",
            "--store", folder["otlp.db"], "--state", folder["state"],
            "--set", $"Telemetry:OtlpEndpoint={collector.Urls.First()}", "--set", "Telemetry:OtlpProtocol=http/protobuf", "--set", "Telemetry:TraceRatio=100%");
        Assert.Equal(0, crawl.ExitCode);

        Assert.Contains("crawler.calls", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("connect_failed", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("append", received["/v1/traces"], StringComparison.Ordinal);
        Assert.All(received.Values, text => Assert.DoesNotContain(Passkey, text, StringComparison.Ordinal));
        Assert.All(received.Values, text => Assert.DoesNotContain(Hash, text, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.AddOrUpdate(context.Request.Path, Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        await app.StartAsync();
        return app;
    }
}
