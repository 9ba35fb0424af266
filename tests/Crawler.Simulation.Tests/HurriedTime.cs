namespace Crawler.Simulation.Tests;

/// <summary>A clock whose timers run a thousand times as fast: a minute's patience is over before anybody notices.</summary>
internal sealed class HurriedTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 1000 : dueTime, period);
}
