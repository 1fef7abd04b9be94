using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Service.Credentials;

/// <summary>Finds the API key in the environment variable that the settings name, or else in <c>auth.ini</c>.</summary>
internal sealed class CredentialSource(MachineEnvironment machine, FetchSettings settings)
{
    /// <exception cref="DatasetException">FWDS1001: no place has a key. FWDS1005: the key cannot be sent in a header.</exception>
    public BearerToken FindKey()
    {
        var variable = settings.ApiKeyVariable;
        var value = machine[variable];
        if (!string.IsNullOrWhiteSpace(value))
        {
            return BearerToken.Create(value, variable);
        }

        var places = new List<string> { $"the environment variable {variable} ({(value is null ? "not set" : "only white space")})" };
        if (!settings.Service.AllowsMachineKey)
        {
            // A project may come from a stranger and name any host. The user's own key must not be sent there.
            places.Add($"auth.ini (not read: its key never goes to a host that a project names, here {settings.Service.Host}; " +
                "FIREWORKS_BASE_URL in the environment allows it)");
            throw new DatasetException(Problem.NoApiKey(variable, places));
        }

        var file = AuthIniFile.Find(machine);
        if (file.Contents?.ApiKey is { } key)
        {
            return BearerToken.Create(key, file.FullPath!, fromMachineFile: true);
        }

        places.Add($"{file.Place} ({(file.Contents is null ? file.Fault : "has no api_key")})");
        throw new DatasetException(Problem.NoApiKey(variable, places));
    }
}
