using System.CommandLine;
using Crawler.Host.Addresses;
using Crawler.Host.Configuration;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;

namespace Crawler.Host.Commands.Privacy;

/// <summary><c>crawler privacy destroy-key</c>: makes pseudonyms final.</summary>
internal static class DestroyKeyVerb
{
    public static Verb Create()
    {
        var store = StoreOption.Create();
        var state = new Flag<string>("--state", Keys.State);
        var yes = new Option<bool>("--yes") { Description = "Do it. Nothing brings the key back." };
        var json = JsonOption.Create();
        var verb = new Verb(
            "destroy-key",
            "Destroys the key of a store's pseudonyms, and with it every way back to addresses.",
            "Drops addresses as sent first, then overwrites and deletes the key's file. What is measured stays; no crawl goes on in that store. Copies of the key elsewhere are yours to destroy.",
            new Example("crawler privacy destroy-key --store census.db --yes", "After the last crawl, before the data is given away."))
        {
            store, state.Option, yes, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            await using var opened = await StoreAccess.OpenExistingAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
            try
            {
                var folder = state.Read(parse);
                var fingerprint = (await opened.Addresses.RegimeAsync(cancellation))?.KeyFingerprint ?? throw new UserException($"{opened.Location} has no pseudonyms, so no key to destroy (see 'crawler privacy status')");
                var path = PrivacyKeys.Read(CrawlerConfiguration.Current).KeyPath(folder, fingerprint)!;
                var isThere = AddressKeyFile.Read(path) is { } key
                    && (key.Fingerprint == fingerprint ? true : throw new UserException($"{path} holds key {key.Fingerprint}, not {fingerprint}, which is this store's: name the right file with Privacy:KeyFile"));
                QuietState.Check(folder);
                if (!parse.GetValue(yes)) throw new UserException($"this destroys key {fingerprint} ({path}) for good: say so with --yes");

                // The key goes last: whatever fails before, it can be done again.
                var days = await opened.Addresses.DropAsSentAsync(DateTimeOffset.MaxValue, cancellation);
                if (isThere) AddressKeyFile.Destroy(path);
                var isNews = await opened.Addresses.NoteKeyDestroyedAsync(TimeProvider.System.GetUtcNow(), cancellation);
                if (parse.GetValue(json)) console.Output.WriteLine(JsonLine.Of(new { Store = opened.Location.ToString(), KeyFingerprint = fingerprint, KeyFileDestroyed = isThere, DaysDropped = days }));
                else console.Output.WriteLine(isThere ? $"key {fingerprint} is destroyed: nobody turns the pseudonyms of {opened.Location} back" : isNews ? $"key {fingerprint} was not at {path}; noted as destroyed, and no crawl goes on in {opened.Location}" : $"key {fingerprint} was destroyed before");
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
