using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Akka.Hosting;
using Crawler.Actors;
using Crawler.Clustering.Standing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crawler.Clustering.Membership;

/// <summary>This process as a node of the cluster, from when it asks to be let in to when it has left.</summary>
public sealed class ClusterNode : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _removed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ClusterNode(IHost host, ActorSystem system, ClusterOptions options, ClusterWatch watch)
    {
        (_host, System, Options, Watch) = (host, system, options, watch);
        Cluster.Get(system).RegisterOnMemberUp(() => _up.TrySetResult());
        Cluster.Get(system).RegisterOnMemberRemoved(() => _removed.TrySetResult());
    }

    /// <summary>Its actors.</summary>
    public ActorSystem System { get; }

    /// <summary>How it takes part.</summary>
    public ClusterOptions Options { get; }

    /// <summary>The cluster as it sees it.</summary>
    public ClusterWatch Watch { get; }

    /// <summary>Done when it is a member.</summary>
    public Task Up => _up.Task;

    /// <summary>Done when it is no member any more: it left, or the others gave it up. Its actors are ending then.</summary>
    public Task Removed => _removed.Task;

    /// <summary>Starts it and asks to be let in; it need not be in yet.</summary>
    /// <param name="options">How it takes part; free of problems.</param>
    /// <param name="version">Of the program.</param>
    /// <param name="time">The clock.</param>
    /// <param name="configuration">Further settings of Akka that go before ours, for tests.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">It cannot be started so.</exception>
    public static async Task<ClusterNode> StartAsync(ClusterOptions options, string version, TimeProvider time, string configuration = "", CancellationToken cancellation = default)
    {
        var seeds = await SeedNodes.OfAsync(options, Dns.GetHostAddressesAsync, time, cancellation).ConfigureAwait(false);
        var security = ClusterSecurity.Of(options, time);
        var started = new TaskCompletionSource<ActorSystem>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostLifetime, NobodysSignals>();
        builder.Services.AddAkka("crawler", akka => (security is null ? akka : akka.AddSetup(security))
            .WithCrawlSettings()
            .AddHocon(ConfigurationFactory.ParseString(ClusterHocon.Of(options, version)), HoconAddMode.Prepend)
            .AddHocon(ConfigurationFactory.ParseString(configuration), HoconAddMode.Prepend)
            .WithActors((system, _, _) => started.SetResult(system)));
        var host = builder.Build();
        try
        {
            await host.StartAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error.GetBaseException() is SocketException socket)
        {
            host.Dispose();
            throw new ClusterException($"cannot listen on {options.Host}:{options.Port} for other nodes: {socket.Message}", error);
        }

        var system = await started.Task.ConfigureAwait(false);
        var watch = new ClusterWatch(Addresses.Self(system));
        system.ActorOf(ClusterWatchActor.Props(watch, time), "cluster-watch");
        var node = new ClusterNode(host, system, options, watch);
        var cluster = Cluster.Get(system);
        if (seeds.Count == 0) cluster.Join(cluster.SelfAddress);
        else cluster.JoinSeedNodes(seeds.Select(seed => Address.Parse($"{cluster.SelfAddress.Protocol}://{system.Name}@{seed}")));
        return node;
    }

    /// <summary>Leaves: what it crawls is handed over first.</summary>
    public async ValueTask DisposeAsync()
    {
        await CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance).ConfigureAwait(false);
        await _host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        _host.Dispose();
    }

    private sealed class NobodysSignals : IHostLifetime
    {
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
