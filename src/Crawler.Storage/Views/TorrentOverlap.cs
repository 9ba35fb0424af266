namespace Crawler.Storage.Views;

/// <summary>What each tracker contributed to a torrent, and what they have in common.</summary>
/// <param name="Distinct">Distinct peers over all trackers.</param>
/// <param name="Trackers">Each tracker that named any, most peers first.</param>
/// <param name="Common">
/// Peers two of them both named: row and column in the order of <paramref name="Trackers"/>, the diagonal what each named.
/// </param>
public sealed record TorrentOverlap(long Distinct, IReadOnlyList<Contribution> Trackers, IReadOnlyList<IReadOnlyList<long>> Common);

/// <summary>What a tracker contributed.</summary>
/// <param name="TrackerId">Its number.</param>
/// <param name="Tracker">Its URL, redacted.</param>
/// <param name="Peers">Distinct peers it named.</param>
/// <param name="Alone">Of them, those nobody else named.</param>
public sealed record Contribution(int TrackerId, string Tracker, long Peers, long Alone);
