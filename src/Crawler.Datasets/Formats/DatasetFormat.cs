namespace Crawler.Datasets.Formats;

/// <summary>How tables are written.</summary>
public enum DatasetFormat
{
    /// <summary>Apache Parquet, Snappy: typed, a fifth of the size.</summary>
    Parquet,

    /// <summary>CSV (RFC 4180) with a header.</summary>
    Csv,

    /// <summary>A JSON object a line.</summary>
    Jsonl,
}
