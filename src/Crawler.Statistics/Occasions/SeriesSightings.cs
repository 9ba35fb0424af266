namespace Crawler.Statistics.Occasions;

/// <summary>One series of <see cref="SwarmSightings"/>: its peers and the count of its occasions.</summary>
internal sealed class SeriesSightings
{
    /// <summary>Who was seen when.</summary>
    public SightingTable Peers { get; } = new();

    /// <summary>Successful announces in the open window.</summary>
    public int WindowAnnounces { get; private set; }

    /// <summary>Successful announces in all.</summary>
    public int Announces { get; private set; }

    /// <summary>Announces pooled into one occasion of the window; a power of 2.</summary>
    public int AnnouncesPerOccasion { get; private set; } = 1;

    /// <summary>Bits of the windows in which this series announced.</summary>
    public ulong WindowsHeld { get; private set; }

    /// <summary>Bits of the window's occasions.</summary>
    public ulong OccasionsHeld => OccasionMask.First((WindowAnnounces + AnnouncesPerOccasion - 1) / AnnouncesPerOccasion);

    /// <summary>Counts one announce in; returns the bit of its occasion in the window.</summary>
    /// <param name="window">Bit of the open window.</param>
    public ulong Announce(ulong window)
    {
        if (WindowAnnounces == OccasionMask.Capacity * AnnouncesPerOccasion)
        {
            Peers.PoolWindow();
            AnnouncesPerOccasion *= 2;
        }

        WindowsHeld |= window;
        Announces++;
        return 1UL << (WindowAnnounces++ / AnnouncesPerOccasion);
    }

    /// <summary>The window ends.</summary>
    public void CloseWindow()
    {
        if (WindowAnnounces == 0) return;
        Peers.ClearWindow();
        (WindowAnnounces, AnnouncesPerOccasion) = (0, 1);
    }

    /// <summary>Pools neighbouring windows.</summary>
    public void PoolWindows()
    {
        Peers.PoolTotal();
        WindowsHeld = OccasionMask.Pooled(WindowsHeld);
    }
}
