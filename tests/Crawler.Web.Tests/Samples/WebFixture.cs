using Crawler.Lab;
using Crawler.Storage;
using Crawler.Storage.Views;
using Crawler.Web.Boards;
using Crawler.Web.Live;
using Crawler.Web.Operating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Web.Tests.Samples;

/// <summary>
/// The whole face over samples: <see cref="SampleViews"/> and <see cref="SampleBoard"/> out of memory, campaigns in an SQLite
/// store of its own, the clock stopped at <see cref="Sample.Now"/>. In memory, or on a port of loopback for a browser.
/// </summary>
public class WebFixture : IAsyncLifetime, IDisposable
{
    private readonly PrivateFolder _folder = new();

    private WebApplication? _app;

    /// <summary>How it is served; set before it starts.</summary>
    public WebOptions Options { get; } = new() { RequestsPerMinute = 0 };

    /// <summary>Whether it listens on a port of loopback, see <see cref="Address"/>; else in memory.</summary>
    public bool IsOnAPort { get; init; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://localhost/");

    /// <summary>Asks it; follows no redirects.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>What it is made of.</summary>
    public IServiceProvider Parts => _app!.Services;

    /// <summary>The clock.</summary>
    public FakeTimeProvider Clock { get; } = new(Sample.Now);

    internal SampleViews Views { get; private protected init; } = new();

    internal SampleBoard Board { get; } = new();

    internal SampleStoreBoard StoreBoard { get; } = new();

    internal SampleCompositions Compositions { get; private protected init; } = new();

    internal SampleCrawls Crawls { get; } = new();

    internal SampleCheck Check { get; } = new();

    /// <summary>The store that holds the campaigns.</summary>
    public ICrawlStore Store { get; private set; } = null!;

    /// <inheritdoc/>
    public virtual async Task InitializeAsync()
    {
        Store = await OpenStoreAsync(_folder["web.db"]);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        if (IsOnAPort) builder.WebHost.UseUrls("http://127.0.0.1:0");
        else builder.WebHost.UseTestServer();
        AddParts(builder.Services);
        _app = builder.Build();
        _app.UseCrawlerWeb();
        await _app.StartAsync();
        if (IsOnAPort) Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = IsOnAPort ? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address } : _app.GetTestClient();
    }

    /// <summary>Ends it.</summary>
    public async Task DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (Store is not null) await Store.DisposeAsync();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store that campaigns are read from.</summary>
    private protected virtual async Task<ICrawlStore> OpenStoreAsync(string path)
    {
        var store = StoreFactory.Open(StoreLocation.Parse(path));
        await store.MigrateAsync();
        if (!Views.IsEmpty) await SampleCampaigns.WriteAsync(store);
        return store;
    }

    private void AddParts(IServiceCollection services)
    {
        var before = services.ToHashSet();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Store);
        services.AddSingleton<ILiveCrawls>(Crawls);
        services.AddSingleton<ITrackerCheck>(Check);
        services.AddCrawlerWeb(Options);
        // Samples in place of what reads the store, and of what does so in the background.
        foreach (var background in services.Where(one => one.ServiceType == typeof(IHostedService) && !before.Contains(one)).ToList()) services.Remove(background);
        services.AddSingleton<ICrawlViews>(Views);
        services.AddSingleton<ITrackerBoard>(Board);
        services.AddSingleton<IStoreBoard>(StoreBoard);
        services.AddSingleton<ICompositionBoard>(Compositions);
    }
}

/// <summary>The same over a store in which there is nothing.</summary>
public sealed class EmptyWebFixture : WebFixture
{
    /// <summary>Nothing anywhere.</summary>
    public EmptyWebFixture()
    {
        Views = new SampleViews { IsEmpty = true };
        Compositions = new SampleCompositions { IsEmpty = true };
        StoreBoard.Current = SampleStoreBoard.Empty;
        Board.Current = TrackerBoard.None;
        Crawls.Current = [];
    }
}

/// <summary>The same over a store that does not answer.</summary>
public sealed class AwayWebFixture : WebFixture
{
    /// <summary>No store.</summary>
    public AwayWebFixture()
    {
        Views = new SampleViews { IsAway = true };
        Compositions = new SampleCompositions { IsAway = true };
        StoreBoard.Current = new StoreBoard { Trouble = "cannot reach the store" };
        Board.Current = TrackerBoard.None;
        Crawls.Current = [];
    }

    /// <inheritdoc/>
    private protected override Task<ICrawlStore> OpenStoreAsync(string path) =>
        Task.FromResult(StoreFactory.Open(StoreLocation.Parse("Host=127.0.0.1;Port=1;Database=none;Timeout=2")));
}
