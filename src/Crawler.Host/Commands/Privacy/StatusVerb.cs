using System.Globalization;
using Crawler.Host.Addresses;
using Crawler.Host.Configuration;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;

namespace Crawler.Host.Commands.Privacy;

/// <summary><c>crawler privacy status</c>.</summary>
internal static class StatusVerb
{
    public static Verb Create()
    {
        var store = StoreOption.Create();
        var state = new Flag<string>("--state", Keys.State);
        var json = JsonOption.Create();
        var verb = new Verb(
            "status",
            "What stands for peers' addresses in a store.",
            "Exit code 0 whatever it is.",
            new Example("crawler privacy status --store census.db", "Of one store."))
        {
            store, state.Option, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            await using var opened = await StoreAccess.OpenExistingAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
            try
            {
                var regime = await opened.Addresses.RegimeAsync(cancellation);
                var since = await opened.Addresses.AsSentSinceAsync(cancellation);
                var path = regime?.KeyFingerprint is { } named ? PrivacyKeys.Read(CrawlerConfiguration.Current).KeyPath(state.Read(parse), named) : null;
                var key = path is null ? null : AddressKeyFile.Read(path)?.Fingerprint;
                if (parse.GetValue(json))
                {
                    console.Output.WriteLine(JsonLine.Of(new
                    {
                        Store = opened.Location.ToString(),
                        Addresses = regime is null ? null : AddressKeeper.Name(regime.Form),
                        regime?.KeyFingerprint,
                        KeyFile = path,
                        KeyIsThere = key is not null && key == regime?.KeyFingerprint,
                        regime?.KeyDestroyedAt,
                        AsSentSince = since,
                    }));
                    return ExitCode.Ok;
                }

                console.Output.WriteLine(regime is null ? $"{opened.Location}: no peer is named in it yet" : $"{opened.Location}: {AddressKeeper.Name(regime.Form)} in the place of peers' addresses");
                if (regime?.KeyFingerprint is { } fingerprint)
                {
                    console.Output.WriteLine(regime.KeyDestroyedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"key {fingerprint}: destroyed on {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
                        : key == fingerprint ? $"key {fingerprint}: in {path}; whoever has it can turn pseudonyms back"
                        : $"key {fingerprint}: not in {path}; without it nobody turns pseudonyms back, and no crawl goes on here");
                }

                console.Output.WriteLine(since is { } first
                    ? string.Create(CultureInfo.InvariantCulture, $"addresses as sent: kept since {first.UtcDateTime:yyyy-MM-dd}; 'crawler privacy expire' drops those whose time is over")
                    : "addresses as sent: none beside it");
                return ExitCode.Ok;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }
}
