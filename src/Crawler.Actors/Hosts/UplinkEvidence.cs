namespace Crawler.Actors.Hosts;

/// <summary>
/// What the hosts we call tell of our own uplink, pure. A host that never answered proves nothing by failing; when
/// several that did answer fail one after the other and nobody answers in between, the fault is ours.
/// </summary>
public sealed class UplinkEvidence
{
    /// <summary>Hosts that answered before and must have failed since anybody answered.</summary>
    public const int HostsToDoubt = 3;

    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failedSince = new(StringComparer.Ordinal);

    /// <summary>Whether our uplink is thought to be down.</summary>
    public bool InDoubt => _failedSince.Count >= HostsToDoubt;

    /// <summary>A host answered, whatever it said.</summary>
    public void Answered(string host)
    {
        _answered.Add(host);
        _failedSince.Clear();
    }

    /// <summary>A host did not answer.</summary>
    public void Failed(string host)
    {
        if (_answered.Contains(host)) _failedSince.Add(host);
    }
}
