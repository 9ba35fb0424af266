using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Crawler.EndToEnd.Face.Parts;

/// <summary>A page in a browser that notes everything a page must not do.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = [];

    public Window(IBrowserContext context, IPage page, Uri site)
    {
        (_context, Page) = (context, page);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning") _faults.Enqueue($"{page.Url}: console: {said.Text} ({said.Location})");
        };
        page.PageError += (_, error) => _faults.Enqueue($"{page.Url}: script: {error}");
        page.Request += (_, request) =>
        {
            var to = new Uri(request.Url);
            if (to.Scheme != "data" && to.GetLeftPart(UriPartial.Authority) != site.GetLeftPart(UriPartial.Authority)) _faults.Enqueue($"{page.Url}: asks elsewhere: {request.Url}");
        };
        page.RequestFailed += (_, request) =>
        {
            // Pictures still on their way and the live stream end with the page that asked.
            if (request.Failure != "net::ERR_ABORTED") _faults.Enqueue($"{page.Url}: {request.Failure}: {request.Url}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) _faults.Enqueue($"{page.Url}: {response.Status}: {response.Url}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>Its text as a reader sees it.</summary>
    public async Task<string> TextAsync() => await Page.Locator("body").InnerTextAsync();

    /// <summary>Goes to a page and waits until every picture in it is there.</summary>
    public async Task<IResponse> GoAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        await PicturesAsync();
        return response!;
    }

    /// <summary>Waits until every picture is there, those further down too, and fails if one cannot be shown.</summary>
    public async Task PicturesAsync()
    {
        var broken = await Page.EvaluateAsync<string[]>(
            """
            async () => {
              const pictures = [...document.images];
              for (const picture of pictures) picture.loading = 'eager';
              await Promise.all(pictures.map((picture) => picture.complete ? null : new Promise((done) => { picture.onload = picture.onerror = done; })));
              return pictures.filter((picture) => picture.naturalWidth === 0).map((picture) => picture.currentSrc);
            }
            """);
        Assert.Empty(broken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
