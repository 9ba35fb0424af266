using Crawler.Protocol;
using Crawler.Web.Compositions;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Boards;

/// <summary>Of whom swarms consist, counted off the requests' path: nobody waits long for it.</summary>
public interface ICompositionBoard
{
    /// <summary>Looks it up, and has it counted where that is due.</summary>
    /// <param name="torrent">Of one swarm; null of all.</param>
    /// <param name="frame">Of peers that were there in this time; how finely does not matter.</param>
    /// <param name="cancellation">The reader went away; counting goes on.</param>
    /// <exception cref="Storage.StoreException">It could not be counted.</exception>
    Task<CompositionLook> FindAsync(InfoHash? torrent, Timeframe frame, CancellationToken cancellation);
}

/// <summary>What there is to show now.</summary>
/// <param name="Found">What was counted last; null if nothing was yet.</param>
/// <param name="Wait">Why there is nothing, or nothing newer.</param>
public sealed record CompositionLook(Composition? Found, CompositionWait Wait);

/// <summary>What is in the way of newer counts.</summary>
public enum CompositionWait
{
    /// <summary>Nothing: these are of now.</summary>
    None,

    /// <summary>It is being counted.</summary>
    Counting,

    /// <summary>Too many others are being counted.</summary>
    Busy,

    /// <summary>It took longer than anybody should wait, and was given up.</summary>
    TooLong,
}
