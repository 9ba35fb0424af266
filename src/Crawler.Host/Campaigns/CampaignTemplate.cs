namespace Crawler.Host.Campaigns;

/// <summary>A campaign file to begin with: every section, commented.</summary>
internal static class CampaignTemplate
{
    /// <summary>What <c>campaign init</c> writes; the reader takes it as it is.</summary>
    /// <param name="name">The campaign's name.</param>
    /// <param name="seed">Its seed.</param>
    public static string Of(string name, long seed) =>
        $$"""
        # yaml-language-server: $schema=campaign.schema.json
        # The line above lets editors check and complete this file; the schema comes with:
        #   crawler campaign schema --output campaign.schema.json
        # What would it do?            crawler campaign check FILE
        # Run it, and go on with it:   crawler crawl --campaign FILE

        name: {{name}}
        why: What this campaign is to find out, in a sentence.
        # How a tracker's operator can reach you: a mail address or a URL. It is told to every HTTP tracker.
        contact: you@example.org

        # Torrent files, folders, patterns, "@lists", magnet links, infohashes. Paths are relative to this file.
        targets:
          - torrents/
          # - "@infohashes.txt"
          # - "more/**/*.torrent"

        # What is new there joins while the campaign runs.
        # watch:
        #   - incoming/
        #   - "@found.txt"          # crawler discover TRACKER --output found.txt

        # Asked about every target, besides its own trackers.
        # trackers:
        #   - udp://tracker.example:6969/announce
        # trackers-only: true       # instead of its own

        # In calls. No tracker is called before its own time, whatever stands here. Changes take effect at once.
        rates:
          # global: 1000            # a second, of this node
          per-host:
            per-second: 20
            burst: 50
            concurrency: 16
          # hosts:
          #   tracker.example: { per-second: 100, concurrency: 32 }
          # per-ip: { per-second: 40, concurrency: 32 }
          in-flight: 1000

        # schedule:
        #   start: 2026-12-01T06:00:00Z
        #   every: 6h               # with 'for': a window of half an hour every six hours
        #   for: 30m
        # duration: 7d

        # A goal: each swarm is looked at until it is reached. Without one every tracker is called whenever it allows.
        # precision: 5%
        # coverage: 95%
        # burst: { looks: 40, spacing: 15s }
        # counts-only: true         # scrape: many swarms a request, no peers

        # families: both            # ipv4, ipv6
        numwant: 200
        port: 6881
        # peer-ids: true            # HTTP trackers are asked for peers' ids, which tell their software; replies are ten times as long

        # addresses:
        #   refuse: [192.0.2.0/24]

        # Never called, not even looked up. Changes take effect at once.
        # opt-out:
        #   infohashes: ["@opt-out-hashes.txt"]
        #   hosts: [example.org]
        #   addresses: [198.51.100.0/24]

        # store: postgres://crawler:${CRAWLER_DB_PASSWORD}@db.example/crawler
        # retention: 90d

        # What the campaign's random choices follow from.
        seed: {{seed}}

        """;
}
