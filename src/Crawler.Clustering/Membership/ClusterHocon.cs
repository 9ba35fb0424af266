using System.Globalization;
using Crawler.Clustering.Wire;

namespace Crawler.Clustering.Membership;

/// <summary>
/// The settings of Akka that follow from <see cref="ClusterOptions"/>. Shards are kept by replicated data, nothing is remembered
/// on disk and nothing is put to sleep: the store is the list of torrents, and their timers are their own.
/// </summary>
internal static class ClusterHocon
{
    /// <summary>A shard that moves waits for calls that are out, three UDP tries at most.</summary>
    private static readonly TimeSpan HandOver = TimeSpan.FromSeconds(120);

    /// <summary>The whole of it.</summary>
    /// <param name="options">How the process takes part.</param>
    /// <param name="version">Of the program; while two are mixed, shards stay off the older one.</param>
    public static string Of(ClusterOptions options, string version) => string.Create(CultureInfo.InvariantCulture, $$"""
        akka {
          actor {
            provider = cluster
            serializers {
              crawler = "Crawler.Clustering.Wire.WireSerializer, Crawler.Clustering"
              strict = "Crawler.Clustering.Wire.StrictSerializer, Crawler.Clustering"
            }
            serialization-bindings {
              "System.Object" = strict
              {{string.Join("\n      ", WireSerializer.Types.Select(type => $"\"{type.AssemblyQualifiedName}\" = crawler"))}}
            }
          }
          remote {
            log-remote-lifecycle-events = off
            dot-netty.tcp {
              enable-ssl = {{(options.Secret is not null || options.CertificateFile is not null ? "on" : "off")}}
              hostname = "{{options.Host}}"
              port = {{options.Port}}
              public-hostname = "{{options.PublicHost ?? options.Host}}"
              maximum-frame-size = 512000b
            }
          }
          cluster {
            app-version = "{{version}}"
            roles = [{{string.Join(", ", options.Roles)}}]
            log-info = off
            # Beats must go out while every other thread is busy: load is not death.
            use-dispatcher = akka.cluster.dispatcher
            dispatcher {
              type = ForkJoinDispatcher
              executor = fork-join-executor
              dedicated-thread-pool.thread-count = 2
            }
            failure-detector {
              heartbeat-interval = 1s
              acceptable-heartbeat-pause = 5s
            }
            downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
            split-brain-resolver {
              active-strategy = keep-majority
              stable-after = {{options.DownAfter.TotalSeconds}}s
              # The same on all nodes, those that only show too, or the two sides of a split could both stay.
              keep-majority.role = {{ClusterRoles.Crawl}}
            }
            sharding {
              state-store-mode = ddata
              remember-entities = off
              passivate-idle-entity-after = off
              role = {{ClusterRoles.Crawl}}
              handoff-timeout = {{HandOver.TotalSeconds}}s
              rebalance-interval = 5s
              distributed-data.durable.keys = []
            }
            distributed-data.durable.keys = []
          }
          coordinated-shutdown.phases {
            cluster-sharding-shutdown-region.timeout = {{HandOver.TotalSeconds + 10}}s
            cluster-exiting.timeout = 20s
          }
        }
        """);
}
