using Akka.Actor;
using Akka.Hosting;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;

namespace Crawler.Actors;

/// <summary>Puts a crawl into an actor system made by Akka.Hosting.</summary>
public static class CrawlHosting
{
    /// <summary>
    /// Wider wheel, or a million timers cost CPU (11 % of a core at the default size, 5 % at this one); no logs of ours on the console, where the live view
    /// is; time for goodbyes and the last flush before the system goes, which the caller orders: a hook on Ctrl-C would
    /// swallow the second one, which is to end the process at once.
    /// </summary>
    private const string Configuration =
        """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          scheduler.ticks-per-wheel = 65536
          coordinated-shutdown {
            run-by-clr-shutdown-hook = off
            default-phase-timeout = 5s
            phases.before-service-unbind.timeout = 25s
          }
        }
        """;

    /// <summary>The settings of an actor system that crawls, for one whose crawl is started later.</summary>
    public static AkkaConfigurationBuilder WithCrawlSettings(this AkkaConfigurationBuilder builder) => builder.AddHocon(Configuration, HoconAddMode.Prepend);

    /// <summary>
    /// Starts the actors of a crawl and hands it to <paramref name="started"/>. Tracker client, log, sessions and observer
    /// come from the container, the call journal and instruments of its own if there are any. When the system is shut down in order, the crawl ends first.
    /// </summary>
    public static AkkaConfigurationBuilder WithCrawl(this AkkaConfigurationBuilder builder, CrawlSettings settings, Action<Crawl> started) => builder
        .WithCrawlSettings()
        .WithActors(async (system, _, resolver) =>
        {
            var crawl = await Crawl.StartAsync(
                system,
                settings,
                resolver.GetService<ITrackerClient>(),
                resolver.GetService<IObservationLog>(),
                resolver.GetService<ISessionStore>(),
                resolver.GetService<ICrawlObserver>(),
                resolver.GetService<ICallJournal>(),
                resolver.GetService<CrawlInstruments>()).ConfigureAwait(false);
            CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "end-crawl", async () =>
            {
                await crawl.EndAsync().ConfigureAwait(false);
                return Akka.Done.Instance;
            });
            started(crawl);
        });
}
