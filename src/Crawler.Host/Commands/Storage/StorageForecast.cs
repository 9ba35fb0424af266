using Crawler.Storage.Retention;

namespace Crawler.Host.Commands.Storage;

/// <summary>When a store that nothing is dropped from reaches its cap, if the log goes on growing as it did.</summary>
internal static class StorageForecast
{
    private const int MostDays = 14;

    /// <summary>Bytes a day the log grew by on the last two weeks' whole days that it holds; null without any.</summary>
    public static long? BytesADay(StoreInventory stock, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var days = stock.Raw.Where(day => day.Day < today && day.Day >= today.AddDays(-MostDays)).ToList();
        return days.Count == 0 ? null : days.Sum(day => day.Bytes) / days.Count;
    }

    /// <summary>The day it is full; null if it is not growing, without a cap, or further off than a century.</summary>
    public static DateOnly? FullOn(StoreInventory stock, long? cap, DateTimeOffset now)
    {
        if (cap is not { } most || BytesADay(stock, now) is not (> 0 and var daily)) return null;
        var days = Math.Max(0, most - stock.UsedBytes) / daily;
        return days < 36_525 ? DateOnly.FromDateTime(now.UtcDateTime).AddDays((int)days) : null;
    }
}
