using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Crawler.Host.Serving;
using Crawler.Host.Stores;
using Crawler.Host.Tests.Telemetry;
using Crawler.Lab;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Web;
using Crawler.Web.Boards;
using Crawler.Web.Live;
using Crawler.Web.Operating;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawler.Host.Tests.Serving;

/// <summary>Who gets what: every endpoint of a real server, asked by nobody, by a reader and by an operator, in every way it can be served.</summary>
[Collection(nameof(ServedMetrics))]
public sealed partial class AccessTableTests : IDisposable
{
    private const string ReadToken = "read-token-of-the-table";
    private const string OperateToken = "operate-token-of-the-table";

    private static readonly (string Name, WebOptions Options)[] Ways =
    [
        ("open on loopback", new WebOptions()),
        ("tokens", new WebOptions { ReadToken = ReadToken, OperateToken = OperateToken }),
        ("public status", new WebOptions { ReadToken = ReadToken, OperateToken = OperateToken, PublicStatus = true }),
        ("public read-only", new WebOptions { ReadToken = ReadToken, OperateToken = OperateToken, PublicReadOnly = true }),
        ("public read-only, no tokens", new WebOptions { PublicReadOnly = true }),
    ];

    private static readonly (string Name, string? Token)[] People = [("nobody", null), ("read token", ReadToken), ("operate token", OperateToken)];

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_page_says()
    {
        var columns = new List<(string Way, string Who, Dictionary<string, string> Cells)>();
        foreach (var (way, options) in Ways)
        {
            await using var served = await StartAsync(options);
            foreach (var (who, token) in People)
            {
                // Without tokens there is nobody but nobody.
                if (token is not null && string.IsNullOrEmpty(options.ReadToken)) continue;
                var cells = new Dictionary<string, string>();
                foreach (var (method, path, policy) in Endpoints(served.Server)) cells[$"`{method} {path}` | {policy}"] = await AskAsync(served.Server, method, path, token);
                columns.Add((way, who, cells));
            }
        }

        var page = Checkout.Root + "/docs/access.md";
        var table = Table(columns);
        var text = File.ReadAllText(page);
        var start = text.IndexOf("| Endpoint |", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("CRAWLER_WRITE_DOCS") == "1") File.WriteAllText(page, text[..start] + table);
        Assert.Equal(table, File.ReadAllText(page)[start..]);
    }

    [Fact]
    public async Task Every_endpoint_names_who_may()
    {
        await using var served = await StartAsync(new WebOptions());
        var nameless = served.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy is null);

        // The framework's own: for operators, as all that is forgotten.
        Assert.Equal(["/_framework/opaque-redirect", "{**path:file}"], nameless.Select(endpoint => endpoint.RoutePattern.RawText).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_person_is_sent_to_the_login_and_comes_back_where_they_were()
    {
        await using var served = await StartAsync(new WebOptions { ReadToken = ReadToken });
        using var client = Client(served.Server);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        var away = await client.GetAsync("/trackers?state=up");
        Assert.Equal((HttpStatusCode.Redirect, "/login?return=%2Ftrackers%3Fstate%3Dup"), (away.StatusCode, away.Headers.Location!.ToString()));

        var form = await client.GetStringAsync(away.Headers.Location);
        var key = FormKey().Match(form).Groups[1].Value;
        var failed = await client.PostAsync("/login", Form(("token", "wrong-token-of-somebody"), ("return", "/trackers?state=up"), ("__RequestVerificationToken", key)));
        Assert.StartsWith("/login?failed=1", failed.Headers.Location!.ToString(), StringComparison.Ordinal);
        var entered = await client.PostAsync("/login", Form(("token", ReadToken), ("return", "/trackers?state=up"), ("__RequestVerificationToken", key)));
        Assert.Equal("/trackers?state=up", entered.Headers.Location!.ToString());
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("crawler=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/trackers?state=up")).StatusCode);

    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task A_login_sends_nobody_elsewhere(string address)
    {
        await using var served = await StartAsync(new WebOptions { ReadToken = ReadToken });
        using var client = Client(served.Server);
        var key = FormKey().Match(await client.GetStringAsync("/login")).Groups[1].Value;

        var entered = await client.PostAsync("/login", Form(("token", ReadToken), ("return", address), ("__RequestVerificationToken", key)));

        Assert.Equal("/", entered.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_sites_page_can_make_nothing_happen(string header, string value)
    {
        await using var served = await StartAsync(new WebOptions());
        using var client = Client(served.Server);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/campaigns/1/pause");
        request.Headers.Add(header, value);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request)).StatusCode);
        Assert.Null((await served.Store.Campaigns.FindAsync(1))!.PausedAt);
    }

    [Fact]
    public async Task A_strangers_name_for_this_machine_is_not_answered()
    {
        await using var served = await StartAsync(new WebOptions());
        using var client = Client(served.Server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/overview");
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait_and_tokens_cannot_be_guessed()
    {
        await using var served = await StartAsync(new WebOptions { ReadToken = ReadToken, RequestsPerMinute = 30 });
        using var client = Client(served.Server);

        var logins = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++) logins.Add((await client.PostAsync("/login", Form(("token", $"guess number {i}")))).StatusCode);
        Assert.Equal(2, logins.Count(status => status == HttpStatusCode.TooManyRequests));
        var all = new List<HttpResponseMessage>();
        for (var i = 0; i < 30; i++) all.Add(await client.GetAsync("/api/v1/overview"));
        var waits = all.Last();
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (waits.StatusCode, waits.Content.Headers.ContentType!.MediaType));
        Assert.NotNull(waits.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/live")).StatusCode);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormKey();

    private static FormUrlEncodedContent Form(params (string, string)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));

    private static HttpClient Client(WebServer server) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(server.Address) };

    private static async Task<string> AskAsync(WebServer server, string method, string path, string? token)
    {
        using var client = Client(server);
        var filled = path.Replace("{infohash}", new string('0', 40), StringComparison.Ordinal).Replace("{Hash}", new string('0', 40), StringComparison.Ordinal).Replace("{format}", "svg", StringComparison.Ordinal)
            .Replace("{name}", "all", StringComparison.Ordinal).Replace("{**rest}", "nothing", StringComparison.Ordinal);
        filled = Parameter().Replace(filled, "1");
        using var request = new HttpRequestMessage(new HttpMethod(method), filled);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return $"{(int)answer.StatusCode}";
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    private static IEnumerable<(string Method, string Path, string Policy)> Endpoints(WebServer server) =>
        from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        // Style sheets and fonts are open, and many.
        where !path.StartsWith("/_", StringComparison.Ordinal) && !path.StartsWith("/error", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(method => method is "GET" or "POST") ?? ["GET"]
        // A page takes forms only where one is mapped.
        where method == "GET" || endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is null
        orderby path, method
        select (method, path, endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? "-");

    private static string Table(List<(string Way, string Who, Dictionary<string, string> Cells)> columns)
    {
        var table = new StringBuilder();
        table.Append("| Endpoint | Needs |");
        foreach (var (way, who, _) in columns) table.Append($" {way}: {who} |");
        table.Append("\n|---|---|").Append(string.Concat(columns.Select(_ => "---|"))).Append('\n');
        foreach (var row in columns[0].Cells.Keys)
        {
            table.Append($"| {row} |");
            foreach (var column in columns) table.Append($" {column.Cells.GetValueOrDefault(row, "?")} |");
            table.Append('\n');
        }

        return table.ToString();
    }

    private async Task<Served> StartAsync(WebOptions options)
    {
        var store = await StoreAccess.OpenOrCreateAsync(StoreLocation.Parse(_folder[$"{Guid.NewGuid():N}.db"]), CancellationToken.None);
        await store.Campaigns.OpenAsync(new Campaign { Name = "one", Manifest = "{}", ConfigHash = "h", Version = "0", Vantage = "here", StartedAt = DateTimeOffset.UnixEpoch });
        var copy = new WebOptions
        {
            Listen = "http://127.0.0.1:0",
            ReadToken = options.ReadToken,
            OperateToken = options.OperateToken,
            PublicReadOnly = options.PublicReadOnly,
            PublicStatus = options.PublicStatus,
            RequestsPerMinute = options.RequestsPerMinute == new WebOptions().RequestsPerMinute ? 0 : options.RequestsPerMinute,
        };
        var server = await WebServer.StartAsync(copy, store, new NoLiveCrawls(), new NoChecks(), TimeProvider.System, CancellationToken.None);
        await Eventually.HoldsAsync(() => server.Services.GetRequiredService<IStoreBoard>().Current is { At: not null, LeftAlone: not null }, "the store was looked at");
        return new Served(server, store);
    }

    private sealed record Served(WebServer Server, ICrawlStore Store) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Store.DisposeAsync();
        }
    }

    private sealed class NoChecks : ITrackerCheck
    {
        public Task<TrackerCheck> CheckAsync(int tracker, CancellationToken cancellation) => Task.FromResult(new TrackerCheck(null, null, "not called"));
    }
}
