using Crawler.Protocol.Attempts;

namespace Crawler.Datasets;

/// <summary>What stands for addresses, as data sets name it.</summary>
internal static class DatasetNames
{
    private static readonly Dictionary<AddressForm, string> Forms = new()
    {
        [AddressForm.AsSent] = "as_sent",
        [AddressForm.Pseudonym] = "pseudonym",
        [AddressForm.Truncated] = "truncated",
    };

    /// <summary>The name of a form.</summary>
    public static string Of(AddressForm form) => Forms[form];

    /// <summary>The inverse.</summary>
    /// <exception cref="InvalidDataException">There is no such form.</exception>
    public static AddressForm FormOf(string name) =>
        Forms.Where(form => form.Value == name).Select(form => (AddressForm?)form.Key).FirstOrDefault() ?? throw new InvalidDataException($"'{name}' is no form of addresses");
}
