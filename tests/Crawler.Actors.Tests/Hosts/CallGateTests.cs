using System.Net;
using Crawler.Actors.Hosts;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Actors.Tests.Hosts;

public sealed class CallGateTests
{
    private static readonly IPAddress Shared = IPAddress.Parse("198.51.100.1");

    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _entered = [];
    private bool _isSaturated;

    [Fact]
    public void Hosts_that_wait_are_served_in_turn_however_many_calls_each_has()
    {
        using var gate = Gate(new CrawlRates { MaxInFlight = 1 });
        var (a, b) = (Ticket("a"), Ticket("b"));
        Assert.True(gate.TryEnter(a));
        Assert.False(gate.TryEnter(a));
        Assert.False(gate.TryEnter(b));
        for (var i = 0; i < 4; i++)
        {
            gate.Exit();
            gate.TryEnter(_entered[^1] == "a" ? a : b);
        }

        Assert.Equal(["a", "b", "a", "b"], _entered);
        Assert.Equal(1, gate.InFlight);
    }

    [Fact]
    public void The_rate_of_the_node_is_shared_out_by_small_ticks()
    {
        using var gate = Gate(new CrawlRates { Global = 100 });
        for (var i = 0; i < 10; i++) Assert.True(gate.TryEnter());
        var waiting = Enumerable.Range(0, 5).Select(i => Ticket($"{i}")).ToList();
        Assert.All(waiting, ticket => Assert.False(gate.TryEnter(ticket)));
        for (var i = 0; i < 4; i++) _clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(["0", "1"], _entered);
        for (var i = 0; i < 6; i++) _clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(["0", "1", "2", "3", "4"], _entered);
    }

    [Fact]
    public void A_paused_gate_lets_goodbyes_pass_and_wakes_the_others_when_it_opens()
    {
        using var gate = Gate(CrawlRates.Standard);
        gate.Pause();
        var (call, goodbye) = (Ticket("call"), Ticket("goodbye"));
        goodbye.IsFarewell = true;
        Assert.False(gate.TryEnter(call));
        Assert.True(gate.TryEnter(goodbye));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_entered);
        gate.Resume();
        Assert.Equal(["call"], _entered);
    }

    [Fact]
    public void A_ticket_in_line_that_becomes_a_goodbye_need_not_wait()
    {
        using var gate = Gate(CrawlRates.Standard);
        gate.Pause();
        var ticket = Ticket("a");
        Assert.False(gate.TryEnter(ticket));
        gate.Hasten(ticket);
        Assert.Equal(["a"], _entered);
    }

    [Fact]
    public void Who_waits_for_the_log_is_woken_once_it_has_caught_up()
    {
        using var gate = Gate(CrawlRates.Standard);
        _isSaturated = true;
        Assert.False(gate.TryEnter(Ticket("a")));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_entered);
        _isSaturated = false;
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(["a"], _entered);
    }

    [Fact]
    public void Hosts_on_one_address_share_its_budget_and_hold_nobody_else_up()
    {
        using var gate = Gate(new CrawlRates { PerIp = new IpLimits(Concurrency: 2, PerSecond: 1000) });
        Assert.True(gate.TryEnter(Ticket("a", Shared)));
        Assert.True(gate.TryEnter(Ticket("b", Shared)));
        Assert.False(gate.TryEnter(Ticket("c", Shared)));
        Assert.True(gate.TryEnter(Ticket("elsewhere", IPAddress.Parse("198.51.100.2"))));
        gate.Exit(Shared, Shared, 0);
        Assert.Equal(["c"], _entered);
    }

    [Fact]
    public void Requests_to_an_address_nobody_knew_of_are_charged_to_it_afterwards()
    {
        using var gate = Gate(new CrawlRates { PerIp = new IpLimits(Concurrency: 9, PerSecond: 2) });
        Assert.True(gate.TryEnter(Ticket("first")));
        gate.Exit(granted: null, reached: Shared, further: 1);
        Assert.False(gate.TryEnter(Ticket("second", Shared)));
        for (var i = 0; i < 99; i++) _clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Empty(_entered);
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(["second"], _entered);
    }

    [Fact]
    public void A_place_that_was_not_used_costs_nothing()
    {
        using var gate = Gate(new CrawlRates { Global = 1, PerIp = new IpLimits(1, 1) });
        for (var i = 0; i < 5; i++)
        {
            Assert.True(gate.TryEnter(Ticket("a", Shared)));
            gate.GiveBack(Shared);
        }
    }

    [Fact]
    public void A_lower_rate_binds_at_once_and_a_lifted_one_wakes_everybody()
    {
        using var gate = Gate(CrawlRates.Standard);
        gate.Change(new CrawlRates { Global = 1 });
        Assert.True(gate.TryEnter(Ticket("a")));
        Assert.False(gate.TryEnter(Ticket("b")));
        Assert.False(gate.TryEnter(Ticket("c")));
        gate.Change(CrawlRates.Standard);
        Assert.Equal(["b", "c"], _entered);
    }

    private CallGate Gate(CrawlRates rates) => new(rates, () => _isSaturated, _clock);

    private GateTicket Ticket(string name, IPAddress? address = null) => new(() => _entered.Add(name)) { Address = address };
}
