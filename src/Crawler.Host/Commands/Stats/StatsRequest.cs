using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary>What a topic is asked for.</summary>
/// <param name="Scope">What of.</param>
/// <param name="Offset">Added to UTC, for profiles of the week.</param>
/// <param name="Top">Rows a table of many shows.</param>
internal sealed record StatsRequest(StatsScope Scope, TimeSpan Offset, int Top);
