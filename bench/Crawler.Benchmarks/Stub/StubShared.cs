namespace Crawler.Benchmarks.Stub;

/// <summary>What the threads of a stub tracker share. Thread-safe.</summary>
/// <param name="places">Places it answers at.</param>
/// <param name="log">Where answers are noted; null for nowhere.</param>
/// <param name="secret">Connection ids are made of it.</param>
internal sealed class StubShared(int places, AnswerLog? log, ulong secret)
{
    private readonly bool[] _blackHoles = new bool[places];
    private int _serial;

    /// <summary>Where answers are noted; null for nowhere.</summary>
    public AnswerLog? Log => log;

    /// <summary>Connection ids are made of it.</summary>
    public ulong Secret => secret;

    /// <summary>Whether there is such a place.</summary>
    public bool Has(int tracker) => tracker >= 0 && tracker < _blackHoles.Length;

    /// <summary>Whether a place swallows what comes.</summary>
    public bool IsBlackHole(int tracker) => Volatile.Read(ref _blackHoles[tracker]);

    /// <summary>Makes a place swallow what comes, or not.</summary>
    public void SetBlackHole(int tracker, bool on) => Volatile.Write(ref _blackHoles[tracker], on);

    /// <summary>The number of the next answer, from 1.</summary>
    public int NextSerial() => Interlocked.Increment(ref _serial);
}
