using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Sizes;
using static Crawler.Storage.Datasets.DatasetType;

namespace Crawler.Storage.Datasets;

/// <summary>
/// The columns of the published tables, and where they stand in the store. What would tell who measured (our own address) or who was
/// measured (addresses as sent) is in none of them; where ourselves stand among peers, we stand as <see cref="OwnAddress"/>.
/// </summary>
public static class DatasetSchema
{
    /// <summary>All tables.</summary>
    public static IReadOnlyList<DatasetTable> Tables { get; } = Enum.GetValues<DatasetTable>();

    /// <summary>The columns of a table, in their order.</summary>
    public static IReadOnlyList<DatasetColumn> ColumnsOf(DatasetTable table) => table switch
    {
        DatasetTable.Announces => Announces,
        DatasetTable.Sightings => Sightings,
        DatasetTable.Estimates => Estimates,
        _ => TrackerHours,
    };

    /// <summary>The name of a table in paths and files.</summary>
    public static string NameOf(DatasetTable table) => table switch
    {
        DatasetTable.Announces => "announces",
        DatasetTable.Sightings => "sightings",
        DatasetTable.Estimates => "estimates",
        _ => "tracker_hours",
    };

    /// <summary>The column whose day a row belongs to.</summary>
    public static string DayColumnOf(DatasetTable table) => table switch
    {
        DatasetTable.Announces => "at",
        DatasetTable.Sightings => "first_seen",
        DatasetTable.Estimates => "to_at",
        _ => "hour",
    };

    private static readonly DatasetColumn Torrent = new("info_hash", Text, "The swarm: its infohash, 40 hexadecimal digits.") { Source = "torrent_id", Form = DatasetForm.Torrent, IsNullable = false };
    private static readonly DatasetColumn TrackerId = Int("tracker_id", "The tracker's number in this data set: two URLs that differ in a passkey alone are shown alike.");
    private static readonly DatasetColumn Tracker = new("tracker", Text, "The tracker's announce URL, what may be a passkey replaced by ***.") { Source = "tracker_id", Form = DatasetForm.Tracker };
    private static readonly DatasetColumn Family = new("family", Text, "The address family the tracker was asked over: v4 or v6; absent if unknown.") { Source = "family", Form = DatasetForm.Family };

    private static readonly DatasetColumn[] Announces =
    [
        Must(Int("writer_id", "Whose record: each process that measures has one.")), Must(Int("sequence", "The writer's batch, from 1.")), Must(Int("ordinal", "Place in the batch, from 0.")),
        Must(Int("campaign_id", "The campaign, as in dataset.json.")),
        Torrent, Must(TrackerId), Tracker, Family,
        Must(Instant("at", "When the attempt began.")),
        Must(Word<AttemptKind>("kind", "Announce or scrape.")),
        Word<AnnounceEvent>("event", "The event announced; absent for a scrape."),
        Must(Word<AttemptStage>("stage", "How far the attempt came.")),
        Must(Word<AttemptOutcome>("outcome", "What came of it.")),
        Word<RefusalKind>("refusal_kind", "What a refusal is about."),
        Must(Int("transmissions", "Requests sent: HTTP hops, UDP datagrams.")),
        Int("num_want", "Peers asked for; absent where left to the tracker.", "peers"),
        Int("http_status", "HTTP status; absent over UDP."),
        Int("bytes_received", "Size of the answer.", "bytes"),
        Int("dns_us", "Name lookup.", "microseconds"),
        Int("rtt_us", "Round trip without name lookup.", "microseconds"),
        Int("complete", "Seeders as the tracker claimed.", "peers"),
        Int("incomplete", "Leechers as the tracker claimed.", "peers"),
        Int("downloaded", "Completed downloads as the tracker claimed.", "downloads"),
        Int("interval_asked", "interval as sent.", "seconds"),
        Int("min_interval_asked", "min interval as sent.", "seconds"),
        Int("interval_used_us", "Time until the next attempt as planned.", "microseconds"),
        Int("retry_after_us", "The tracker's word on when to retry.", "microseconds"),
        Bool("retry_never", "Whether the tracker said never to retry."),
        new("returned", Whole, "Peers in the reply, bogons and ourselves included; absent without a reply.") { Unit = "peers", Computed = "coalesce(length(r.peers_v4), 0) / 6 + coalesce(length(r.peers_v6), 0) / 18" },
        Int("skipped_peers", "Entries of the reply that could not be read.", "peers"),
        Int("bogons", "Peers nobody can be behind.", "peers"),
        Words<ReplyOddities>("oddities", "What was odd about the reply, | between."),
        new("address", Text, "The tracker's address.") { Source = "address", Form = DatasetForm.Address },
        new("error", Text, "What went wrong, in the tracker's or our own words, passkeys and addresses redacted.") { Source = "error", Form = DatasetForm.Message },
        new("warning", Text, "warning message of the reply, passkeys and addresses redacted.") { Source = "warning", Form = DatasetForm.Message },
        Instant("swarm_since", "The record of the swarm this counted for, named by when it began; absent if it counted for none."),
        Int("swarm_window", "The window of that record, from 1."),
        Int("largest_reply", "The most peers the tracker had named in one reply by then.", "peers"),
        Bool("fabricates", "Whether the tracker was known to make peers up by then."),
        Word<AddressForm>("addresses", "What stands for addresses in peers_v4 and peers_v6; absent, as all that follows, unless replies are part of the data set.") with { IsOfReplies = true, Otherwise = (long)AddressForm.AsSent },
        new("own_ip", Text, "Where we were, of which nothing is said but the family: 0.0.0.0 or ::, which stand for us in peers_v4 and peers_v6 too.") { Source = "own_ip", Form = DatasetForm.Own, IsOfReplies = true },
        Int("own_port", "The port we claimed: the peer at own_ip with this port is ourselves.") with { Form = DatasetForm.Port, IsOfReplies = true },
        new("peers_v4", Text, "The IPv4 peers of the reply in its order, hexadecimal, 12 digits each: address and port (BEP 23).") { Source = "peers_v4", Form = DatasetForm.PeersV4, IsOfReplies = true },
        new("peers_v6", Text, "The IPv6 peers of the reply in its order, hexadecimal, 36 digits each: address and port (BEP 7).") { Source = "peers_v6", Form = DatasetForm.PeersV6, IsOfReplies = true },
        new("bogon_marks", Text, "Which peers nobody can be behind, hexadecimal: a bit each, IPv4 first, the lowest bit of a byte first; absent for none.") { Source = "bogon_marks", Form = DatasetForm.Bytes, IsOfReplies = true },
    ];

    private static readonly DatasetColumn[] Sightings =
    [
        Torrent, Must(TrackerId), Tracker, Family,
        new("ip", Text, "What stands for the peer's address, as address_policy in dataset.json says; absent where it was withheld (k_anonymity), and where it is our own.") { Source = "ip", Form = DatasetForm.Address },
        Must(Int("port", "The peer's port.")),
        Must(Int("times_seen", "Replies that named it.", "replies")),
        Must(Instant("first_seen", "When the first of them was asked for.")),
        Must(Instant("last_seen", "When the last of them was asked for.")),
    ];

    private static readonly DatasetColumn[] Estimates =
    [
        Must(Int("writer_id", "Whose record.")), Must(Int("sequence", "The writer's batch, from 1.")), Must(Int("ordinal", "Place in the batch, from 0.")),
        Must(Int("campaign_id", "The campaign, as in dataset.json.")),
        Torrent, TrackerId, Tracker with { Meaning = "The tracker the swarm was seen through; absent for the union of all." }, Family,
        Must(Word<EstimateKind>("kind", "Over what time it speaks: snapshot, cumulative or open_population.")),
        Must(Instant("from_at", "When the first announce it rests on began.")),
        Must(Instant("to_at", "When the last announce it rests on began.")),
        Must(Word<SizeMethod>("method", "How it was made.")),
        Must(Words<SizeFlags>("flags", "What speaks against it, | between.")),
        Number("size", "Estimated peers; absent where it has no finite value.", "peers"),
        Must(Number("low", "Lower end of the 95 % interval.", "peers")),
        Number("high", "Upper end; absent for none.", "peers"),
        Number("standard_error", "Standard error.", "peers"),
        Must(Int("occasions", "Occasions it rests on.")), Must(Int("announces", "Announces behind them.")),
        Must(Int("sightings", "Peers named, each as often as it was.")), Must(Int("distinct_peers", "Peers named, each once.", "peers")),
        Must(Int("seen_once", "Peers seen on one occasion.", "peers")), Must(Int("seen_twice", "Peers seen on two.", "peers")),
        Number("vmr", "Variance of overlaps of replies over that of even sampling.", "ratio"),
        Number("rho", "Size over the claimed size.", "ratio"),
        Number("coverage", "Share of the swarm's sightings that the peers seen account for.", "0–1"),
        Number("fake_share", "Estimated share of made-up peers.", "0–1"),
        Must(Number("sampled_share", "Share of the peers that was kept.", "0–1")),
        Number("survival", "Share that stayed until the next burst; open_population alone.", "0–1"),
        Number("arrivals", "Peers that joined until the next burst; open_population alone.", "peers"),
        Int("complete", "Seeders as claimed last in that time.", "peers"), Int("incomplete", "Leechers as claimed last in that time.", "peers"),
    ];

    private static readonly DatasetColumn[] TrackerHours =
    [
        Must(TrackerId) with { Meaning = "The tracker's number in this data set; 0 for all trackers together." }, Tracker with { Meaning = "The tracker's announce URL, redacted; absent for all together." }, Family,
        Must(Instant("hour", "When the hour began.")),
        Must(Int("known", "Quarters of the hour in which a call said something of the tracker: bit 0 the first.", "bits")),
        Must(Int("up", "Those in which it answered any call, refusals included.", "bits")),
        .. new[] { "ok", "refused", "gone", "malformed", "overloaded", "http_error", "timeout", "dns_failed", "connect_failed", "tls_failed", "our_outage", "not_called" }
            .Select(outcome => Must(Int(outcome, $"Calls that ended as {outcome}.", "calls"))),
        Must(Int("peers_named", "Peers in all replies.", "peers")),
        new("latency", Text, "Round trips of all answers as the store's histogram, hexadecimal.") { Source = "latency", Form = DatasetForm.Bytes },
        Int("interval_asked", "interval as sent last.", "seconds"), Int("min_interval_asked", "min interval as sent last.", "seconds"),
        Must(Instant("last_at", "When the last call began.")),
    ];

    private static DatasetColumn Int(string name, string meaning, string? unit = null) => new(name, Whole, meaning) { Source = name, Unit = unit };

    private static DatasetColumn Number(string name, string meaning, string? unit = null) => new(name, Real, meaning) { Source = name, Unit = unit };

    private static DatasetColumn Bool(string name, string meaning) => new(name, Flag, meaning) { Source = name };

    private static DatasetColumn Instant(string name, string meaning) => new(name, Time, meaning) { Source = name, Unit = "UTC" };

    private static DatasetColumn Word<T>(string name, string meaning) => new(name, Text, meaning) { Source = name, Form = DatasetForm.Word, Words = typeof(T) };

    private static DatasetColumn Words<T>(string name, string meaning) => new(name, Text, meaning) { Source = name, Form = DatasetForm.Words, Words = typeof(T) };

    private static DatasetColumn Must(DatasetColumn column) => column with { IsNullable = false };
}
