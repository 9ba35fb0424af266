using Crawler.Storage;
using Crawler.Web.Pages.Open;
using Crawler.Web.Timeframes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Pages;

/// <summary>A page that is read from the store: one that is away is told of in words, with status 503.</summary>
public abstract class StorePage : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>As in the query string; null if not there.</summary>
    [SupplyParameterFromQuery(Name = "span")]
    public string? SpanText { get; set; }

    /// <summary>As in the query string; null if not there.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? FromText { get; set; }

    /// <summary>As in the query string; null if not there.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? ToText { get; set; }

    /// <summary>As in the query string; null if not there.</summary>
    [SupplyParameterFromQuery(Name = "step")]
    public string? StepText { get; set; }

    /// <summary>Tells the time.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Whether it has been read; nothing is shown before.</summary>
    protected bool IsReady { get; private set; }

    /// <summary>Why it could not be read, in one line; null if it could.</summary>
    protected string? Trouble { get; private set; }

    /// <summary>Whether there is no such thing as the address names; answered with status 404.</summary>
    protected bool IsMissing { get; private set; }

    /// <summary>The time it is.</summary>
    protected DateTimeOffset Now { get; private set; }

    /// <summary>The stretch of time asked for, or the default.</summary>
    protected Timeframe Timeframe { get; private set; } = null!;

    /// <summary>Why what was asked for is not <see cref="Timeframe"/>; null if it is.</summary>
    protected string? TimeframeProblem { get; private set; }

    /// <summary>Given up when the reader goes away.</summary>
    protected CancellationToken Cancellation => Http.RequestAborted;

    /// <inheritdoc/>
    protected sealed override async Task OnInitializedAsync()
    {
        Now = Clock.GetUtcNow();
        Timeframe = Timeframe.Read(SpanText, FromText, ToText, StepText, Now, out var problem) ?? Timeframe.Read(null, null, null, null, Now, out _)!;
        TimeframeProblem = problem;
        try
        {
            await ReadAsync();
        }
        catch (StoreException away)
        {
            Trouble = away.Message;
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }

        IsReady = true;
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <summary>There is no such thing: the error page says so, with status 404, and this one shows nothing.</summary>
    /// <param name="what">What there is not, in a sentence without its full stop.</param>
    /// <param name="href">Where all there are stand.</param>
    /// <param name="all">What that is called.</param>
    protected void Missing(string what, string href, string all)
    {
        IsMissing = true;
        Http.Items[typeof(Absence)] = new Absence(what, href, all);
        Http.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
