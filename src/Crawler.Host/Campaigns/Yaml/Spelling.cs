namespace Crawler.Host.Campaigns.Yaml;

/// <summary>Finds the word somebody meant.</summary>
internal static class Spelling
{
    private const int MaxLength = 64;

    /// <summary>
    /// The known word nearest to <paramref name="word"/>; null if none is near: at most a third of its letters may be
    /// wrong, missing, too many or swapped.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length > MaxLength) return null;
        var (distance, nearest) = known
            .Select(candidate => (Distance: Distance(Normal(word), Normal(candidate)), Word: candidate))
            .DefaultIfEmpty((Distance: int.MaxValue, Word: ""))
            .MinBy(pair => pair.Distance);
        return distance <= Math.Max(1, word.Length / 3) ? nearest : null;
    }

    /// <summary>Letters alone: <c>per_host</c> and <c>perHost</c> are <c>per-host</c> written otherwise.</summary>
    private static string Normal(string word) => new([.. word.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>Edits from one word to the other (Damerau's, adjacent letters swapped counting as one).</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
