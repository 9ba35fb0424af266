using System.Net;
using Akka.Actor;
using Crawler.Actors.Observations;
using static Crawler.Actors.Hosts.HostMessages;

namespace Crawler.Actors.Hosts;

/// <content>A call on its way: through the node's gate, out, and back to whoever asked.</content>
public sealed partial class TrackerHostActor
{
    /// <summary>A place at the node's gate: the one we waited for, if it is for the same address, or one that is free.</summary>
    private bool TryEnter(Departure head)
    {
        if (_isInLine)
        {
            if (head.IsFarewell) _environment.Gate.Hasten(_ticket);
            return false;
        }

        var address = _environment.Gate.LimitsAddresses ? _addresses.GetValueOrDefault(head.Family) : null;
        // Where addresses have budgets, one call learns the host's, and the others wait for it.
        if (_environment.Gate.LimitsAddresses && address is null && _isScouting) return false;
        // A place that was on its way when the gate was shut is no longer one.
        var isShut = _environment.Gate.IsPaused && !head.IsFarewell;
        if (_hasPlace && !isShut && Equals(_ticket.Address, address) && _ticket.IsFarewell == head.IsFarewell)
        {
            _hasPlace = false;
            return true;
        }

        if (_hasPlace) GiveBackPlace();
        (_ticket.Address, _ticket.IsFarewell) = (address, head.IsFarewell);
        if (_environment.Gate.TryEnter(_ticket)) return true;
        _isInLine = true;
        return false;
    }

    private void GiveBackPlace()
    {
        _hasPlace = false;
        _environment.Gate.GiveBack(_ticket.Address);
    }

    private void Leave(DateTimeOffset now)
    {
        var departure = _line.Dequeue();
        _environment.Meter.Queued(-departure.Count);
        for (var i = 0; i < departure.Count; i++)
        {
            if (departure[i].Call is { DueAt: { } dueAt, IsFarewell: false }) _environment.Meter.Went(now - dueAt);
        }

        var port = PortOf(departure);
        _breakers[port] = _breakers.GetValueOrDefault(port).Left();
        var isScout = _environment.Gate.LimitsAddresses && _ticket.Address is null;
        if (isScout) _isScouting = true;
        // The result comes back as a message; whether it arrives late is the tracker actor's to judge.
        _ = GoAsync(departure, _ticket.Address, isScout, now);
    }

    private async Task GoAsync(Departure departure, IPAddress? granted, bool isScout, DateTimeOffset now)
    {
        Returned returned;
        try
        {
            returned = new Returned(departure, granted, isScout, await _caller.CallAsync(departure, now, _stopping.Token).ConfigureAwait(false), null);
        }
        catch (Exception error)
        {
            returned = new Returned(departure, granted, isScout, default, error);
        }

        _self.Tell(returned);
    }

    private void OnReturned(Returned returned)
    {
        var (departure, now) = (returned.Departure, _environment.Now);
        if (returned.IsScout) _isScouting = false;
        var attempts = returned.Attempts;
        var further = Math.Max(0, attempts.Requests - 1);
        if (attempts.Address is { } address) _addresses[departure.Family] = address;
        _environment.Gate.Exit(returned.Granted, attempts.Address, further);
        _budget = _budget.Returned(further, now);
        var port = PortOf(departure);
        _breakers[port] = _breakers.GetValueOrDefault(port).Returned(attempts.IsHostFailure, _limits, now);

        var trace = returned.Error is null ? CallTrace.Of(departure[0].Call, attempts[0], departure.Count, now) : null;
        for (var i = 0; i < departure.Count; i++)
        {
            var (call, asker) = departure[i];
            if (returned.Error is { } error)
            {
                asker.Tell(new CallBroken(call.AttemptNumber, error));
                continue;
            }

            _environment.Meter.Came(attempts[i]);
            asker.Tell(new CallCompleted(call.AttemptNumber, attempts[i]) { Trace = trace });
        }
    }

    private sealed record Returned(Departure Departure, IPAddress? Granted, bool IsScout, AttemptsOfDeparture Attempts, Exception? Error) : INoSerializationVerificationNeeded;

    private sealed record Entered : INoSerializationVerificationNeeded
    {
        public static readonly Entered Instance = new();
    }
}
