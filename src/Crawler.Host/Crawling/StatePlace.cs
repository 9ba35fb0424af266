using Crawler.Storage.Spool;

namespace Crawler.Host.Crawling;

/// <summary>Where crawls keep what must survive them and is not in the store yet.</summary>
/// <param name="Folder">Holds a folder for each campaign and store.</param>
/// <param name="Spool">How much may wait there for a store that is away.</param>
internal sealed record StatePlace(string Folder, SpoolOptions Spool);
