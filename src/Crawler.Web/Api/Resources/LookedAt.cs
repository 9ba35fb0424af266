using Crawler.Web.Api.Answers;
using Crawler.Web.Boards;

namespace Crawler.Web.Api.Resources;

/// <summary>The store as it was looked at, if it was.</summary>
internal static class LookedAt
{
    /// <summary>The latest look.</summary>
    /// <exception cref="ApiRefusal">There was none, or the store does not answer now: what was before is not how it is.</exception>
    public static StoreBoard Of(IStoreBoard board) => board.Current switch
    {
        { Trouble: not null } => throw ApiRefusal.Unavailable("the store does not answer: try again in a moment"),
        { At: null } => throw ApiRefusal.Unavailable("the store has not been looked at yet: try again in a moment"),
        var look => look,
    };
}
