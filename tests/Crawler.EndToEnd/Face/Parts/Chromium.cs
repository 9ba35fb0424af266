using Crawler.Lab;
using Microsoft.Playwright;

namespace Crawler.EndToEnd.Face.Parts;

/// <summary>Debian's browser, driven; nothing is downloaded for it.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
    ];

    private readonly IPlaywright _driver;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright driver, IBrowser browser) => (_driver, _browser) = (driver, browser);

    /// <summary>Starts it.</summary>
    /// <exception cref="FileNotFoundException">Not installed; the message says how to.</exception>
    public static async Task<Chromium> StartAsync()
    {
        var program = DebianProgram.Require("chromium", "chromium");
        var driver = await Playwright.CreateAsync();
        try
        {
            return new Chromium(driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Quiet }));
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    /// <summary>A window of a person nobody knows yet.</summary>
    public async Task<Window> OpenAsync(Uri site, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, bool hasScript = true)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = hasScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Window(context, await context.NewPageAsync(), site);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _driver.Dispose();
    }
}
