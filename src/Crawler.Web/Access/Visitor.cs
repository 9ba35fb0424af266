using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Access;

/// <summary>Whoever asks, for pages that show what they may do.</summary>
public sealed class Visitor(IHttpContextAccessor http, AccessRules rules)
{
    /// <summary>What they may do.</summary>
    public AccessRole Role
    {
        get
        {
            var shown = http.HttpContext is { } context ? AccessAuthentication.RoleOf(context.User) : AccessRole.Nobody;
            return shown > rules.Anonymous ? shown : rules.Anonymous;
        }
    }

    /// <summary>Whether they may make things happen.</summary>
    public bool IsOperator => Role == AccessRole.Operator;

    /// <summary>Whether they may see more than the public part.</summary>
    public bool IsReader => Role >= AccessRole.Reader;

    /// <summary>Whether they showed a token, and so may log out.</summary>
    public bool IsLoggedIn => http.HttpContext?.User.Identity?.IsAuthenticated == true;

    /// <summary>Whether there is anything to log in with.</summary>
    public bool CanLogIn => rules.HasTokens;
}
