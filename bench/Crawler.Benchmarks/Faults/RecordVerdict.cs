namespace Crawler.Benchmarks.Faults;

/// <summary>What the trackers' notes and the store say of each other.</summary>
internal sealed record RecordVerdict
{
    /// <summary>Announces that reached the trackers, sent again or not.</summary>
    public int Announces { get; init; }

    /// <summary>Those that were answered.</summary>
    public int Answered { get; init; }

    /// <summary>Answers in the log.</summary>
    public int Stored { get; init; }

    /// <summary>Answers that were not heard, whose call is in the log all the same.</summary>
    public int SentAgain { get; init; }

    /// <summary>Answers not in the log, given so shortly before the crawler was killed that they may be lost.</summary>
    public int LostWithinBound { get; init; }

    /// <summary>How long before a kill the oldest answer lost to one was given, seconds; null if none was lost so, or there was no kill.</summary>
    public double? OldestLossSeconds { get; init; }

    /// <summary>Answers not in the log for no good reason.</summary>
    public int LostBeyondBound { get; init; }

    /// <summary>Those of them that were answers to a goodbye: the end of a crawl is short.</summary>
    public int GoodbyesLost { get; init; }

    /// <summary>The first few of them, in words.</summary>
    public IReadOnlyList<string> Losses { get; init; } = [];

    /// <summary>Rows of the log with an answer that another row has.</summary>
    public int Doubled { get; init; }

    /// <summary>Rows whose swarm, tracker, event or peers are not those of the answer.</summary>
    public int Wrong { get; init; }

    /// <summary>Rows with an answer nobody gave.</summary>
    public int Invented { get; init; }

    /// <summary>Announces that came before the interval given with the answer before was over.</summary>
    public int Early { get; init; }

    /// <summary>The shortest time between an answer and the next announce, seconds; null if there were no two.</summary>
    public double? SoonestSeconds { get; init; }

    /// <summary>Whether the record is whole and nobody was called before its time.</summary>
    public bool Holds => LostBeyondBound + Doubled + Wrong + Invented + Early == 0 && Stored > 0;
}
