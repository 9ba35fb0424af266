using Crawler.Statistics.Survival;

namespace Crawler.Storage.Reports.Stats;

/// <summary>How long peers stay and how often they come, made of the replies in the log.</summary>
/// <param name="Lengths">Session lengths over all swarms and trackers; a peer at two trackers has a session at each.</param>
/// <param name="BegunBefore">Sessions left out because they may have begun before watching did.</param>
/// <param name="Gaps">Times between arrivals in a swarm at a tracker.</param>
/// <param name="Replies">Replies read.</param>
/// <param name="Unsized">Replies without a known swarm size, which end no session.</param>
public sealed record Churn(SurvivalCurve Lengths, long BegunBefore, ArrivalGaps Gaps, long Replies, long Unsized);
