namespace Crawler.Web.Pages.Open;

/// <summary>What a status says to a person.</summary>
public static class ErrorWords
{
    /// <summary>A heading and a line of what to do.</summary>
    public static (string Title, string Text) Of(int status) => status switch
    {
        400 => ("That cannot be read", "The request is not one this server understands. If it came from a form, open its page again and try once more."),
        401 => ("Log in first", "This needs a token."),
        403 => ("Not allowed", "This needs a token that may do more."),
        404 => ("Not found", "There is no page at this address. It may have been mistyped."),
        405 => ("Not so", "This address is not asked in that way."),
        409 => ("Not any more", "It has changed since the page was opened. Open it again."),
        413 => ("Too large", "More was sent than this server reads."),
        429 => ("Too many requests", "Wait a minute, then go on."),
        503 => ("The store cannot be reached", "What was asked for could not be done. It is tried again by itself: reload in a while."),
        >= 500 => ("Something went wrong", "It is our fault, not yours. Try again; if it stays so, tell whoever runs this server what you did."),
        _ => ("That did not work", "Go back and try again."),
    };
}
