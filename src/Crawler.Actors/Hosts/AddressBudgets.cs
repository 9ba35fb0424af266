using System.Net;

namespace Crawler.Actors.Hosts;

/// <summary>A budget for each address called, however many names lead there. Not thread-safe: the gate's own.</summary>
internal sealed class AddressBudgets
{
    /// <summary>More addresses are remembered only while calls to them are out or were just made.</summary>
    private const int MaxRemembered = 50_000;

    private readonly Dictionary<IPAddress, HostBudget> _budgets = [];

    /// <summary>The limits of each; null: none.</summary>
    public IpLimits? Limits { get; private set; }

    /// <summary>Other limits, which bind at once.</summary>
    public void Change(IpLimits? limits, DateTimeOffset now)
    {
        Limits = limits;
        if (limits is null)
        {
            _budgets.Clear();
            return;
        }

        foreach (var (address, budget) in _budgets) _budgets[address] = budget.Within(limits.Concurrency, limits.PerSecond, limits.Burst, now);
    }

    /// <summary>Takes a permit; where nothing is known of the address, or nothing limited, there is one.</summary>
    public bool TryTake(IPAddress? address, DateTimeOffset now)
    {
        if (Limits is null || address is null) return true;
        var after = Of(address, now).Ask(now, out var permit);
        if (permit.IsGranted) _budgets[address] = after;
        return permit.IsGranted;
    }

    /// <summary>A call came back that had a permit of an address.</summary>
    public void Return(IPAddress? address, int further, DateTimeOffset now)
    {
        if (Limits is null || address is null || !_budgets.TryGetValue(address, out var budget)) return;
        _budgets[address] = budget.Returned(further, now);
    }

    /// <summary>Requests reached an address without its permit.</summary>
    public void Spend(IPAddress? address, int requests, DateTimeOffset now)
    {
        if (Limits is not null && address is not null) _budgets[address] = Of(address, now).Spend(requests, now);
    }

    private HostBudget Of(IPAddress address, DateTimeOffset now)
    {
        if (_budgets.TryGetValue(address, out var budget)) return budget;
        if (_budgets.Count >= MaxRemembered)
        {
            // A full budget with nothing out is what an unknown address has, too.
            foreach (var (idle, known) in _budgets)
            {
                if (known.InFlight == 0 && known.Bucket.Filled(now).IsFull) _budgets.Remove(idle);
            }
        }

        return new HostBudget(Limits!.Concurrency, Limits.PerSecond, Limits.Burst, now);
    }
}
