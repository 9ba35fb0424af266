namespace Crawler.Host.Paper;

/// <summary>The form the tables are written in.</summary>
internal enum PaperFormat
{
    /// <summary><c>paper.md</c>.</summary>
    Md,

    /// <summary><c>tables/*.csv</c> with <c>tables/index.csv</c>.</summary>
    Csv,

    /// <summary><c>paper.tex</c>, which wants booktabs and graphicx.</summary>
    Tex,

    /// <summary>All of them.</summary>
    All,
}
