using Crawler.Storage.Model;

namespace Crawler.Storage.Datasets;

/// <summary>The words of an enumeration in snake case, which a data set has in place of numbers that a later version might give away anew.</summary>
internal sealed class WordNumbers
{
    private readonly Dictionary<long, string> _words = [];
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);

    public WordNumbers(Type words)
    {
        foreach (var value in Enum.GetValues(words))
        {
            var (number, word) = (Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture), SnakeCase.Of(value.ToString()!));
            if (_words.TryAdd(number, word)) _numbers[word] = number;
        }
    }

    /// <summary>The word of a number; the number itself if a later version wrote it.</summary>
    public string WordOf(long number) => _words.TryGetValue(number, out var word) ? word : number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The inverse.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public long NumberOf(string word) => _numbers.TryGetValue(word, out var number) ? number : long.Parse(word, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The words of the bits of a number, lowest first; empty for none.</summary>
    public string WordsOf(long bits)
    {
        var words = new List<string>();
        for (var bit = 1L; bits != 0; bit <<= 1)
        {
            if ((bits & bit) == 0) continue;
            words.Add(WordOf(bit));
            bits &= ~bit;
        }

        return string.Join('|', words);
    }

    /// <summary>The inverse.</summary>
    public long BitsOf(string words) => words.Length == 0 ? 0 : words.Split('|').Sum(NumberOf);
}
