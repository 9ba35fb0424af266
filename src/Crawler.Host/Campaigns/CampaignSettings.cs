using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Crawler.Actors;
using Crawler.Actors.Torrents;
using Crawler.Host.Crawling;
using Crawler.Host.Options;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Host.Campaigns;

/// <summary>What a campaign file means for actors and for the wire.</summary>
internal static class CampaignSettings
{
    /// <summary>The seed in force. Without one in the file it follows from name and vantage, so that a restart goes on as the same peer.</summary>
    public static CrawlSeed SeedOf(CampaignFile file) => new(file.Seed is { } seed
        ? (ulong)seed
        : BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Name}\n{Vantage.Current}"))) >> 1);

    /// <summary>How the crawl goes about it.</summary>
    /// <param name="file">As asked for.</param>
    /// <param name="optOuts">Who is left alone; may change while it runs.</param>
    /// <param name="families">What to measure over where the file does not say.</param>
    public static CrawlSettings Of(CampaignFile file, OptOutList optOuts, AddressFamilies families)
    {
        var seed = SeedOf(file);
        return new CrawlSettings
        {
            Identity = seed.Identity(file.Port, file.NumWant, file.Plan.Identities) with { WantsPeerIds = file.PeerIds },
            Seed = seed,
            Families = file.Families ?? families,
            Plan = file.Plan,
            Rates = file.Rates,
            OptOuts = optOuts,
        };
    }

    /// <summary>How trackers are called. Who measures stands in every HTTP request.</summary>
    public static TrackerClientOptions NetworkOf(CampaignFile file)
    {
        var options = new TrackerClientOptions
        {
            UserAgent = $"Crawler/{CrawlManifest.Version} (BitTorrent swarm measurement; {file.Contact})",
            AddressPolicy = new AddressPolicy(file.Addresses.AllowPrivate, file.Addresses.Allow),
        };
        return file.Timeout is { } timeout ? NetworkOptions.WithTimeout(options, timeout) : options;
    }
}
