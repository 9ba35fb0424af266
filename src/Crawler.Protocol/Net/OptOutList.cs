namespace Crawler.Protocol.Net;

/// <summary>The opt-outs in force, which may change while calls are made; shared by all who make them. Thread-safe.</summary>
/// <param name="current">Those in force at first.</param>
public sealed class OptOutList(OptOuts current)
{
    private OptOuts _current = current;

    /// <summary>Nobody opted out so far.</summary>
    public OptOutList()
        : this(OptOuts.None)
    {
    }

    /// <summary>Those in force; what is set binds the next call.</summary>
    public OptOuts Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }
}
