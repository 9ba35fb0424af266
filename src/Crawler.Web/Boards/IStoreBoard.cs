using Crawler.Storage.Merge;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Views;

namespace Crawler.Web.Boards;

/// <summary>What is told of the whole store, as it stood a moment ago.</summary>
public interface IStoreBoard
{
    /// <summary>The latest look; <see cref="StoreBoard.None"/> before the first.</summary>
    StoreBoard Current { get; }
}

/// <summary>One look at the store.</summary>
public sealed record StoreBoard
{
    /// <summary>Nobody looked yet.</summary>
    public static readonly StoreBoard None = new();

    /// <summary>When it was taken; null before the first.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Why the store could not be looked at last, in one line; null while it can. What else stands here is of before.</summary>
    public string? Trouble { get; init; }

    /// <summary>Totals; null before the first look.</summary>
    public StoreTotals? Totals { get; init; }

    /// <summary>How old what is known is; null before the first look.</summary>
    public Staleness? Staleness { get; init; }

    /// <summary>How far the aggregate of peers is behind the log; null before the first look.</summary>
    public MergeLag? AggregateLag { get; init; }

    /// <summary>How far what pages are read from is behind the log; null before the first look.</summary>
    public MergeLag? RollLag { get; init; }

    /// <summary>Who is left alone; null before the first look at that, which is rarer.</summary>
    public LeftAloneBoard? LeftAlone { get; init; }
}

/// <summary>One look at who is left alone.</summary>
/// <param name="At">When it began.</param>
/// <param name="Report">What was found.</param>
public sealed record LeftAloneBoard(DateTimeOffset At, LeftAloneReport Report);
