using System.Security.Cryptography.X509Certificates;
using AzFilesMount.Emulator.Authority;
using AzFilesMount.Emulator.Faulting;
using AzFilesMount.Emulator.Storage;
using AzFilesMount.Emulator.Tree;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>The parts of an emulator, put together from its options; all but the listening host.</summary>
internal sealed record EmulatorParts(
    Account Account,
    AuthorityKeys Keys,
    TokenIssuer Issuer,
    CertificateAuthority Authority,
    ClientProof Proof,
    ManagedIdentityEndpoint Identities,
    X509Certificate2 Certificate,
    RequestPipeline Pipeline,
    ILogger Logger)
{
    /// <summary>What must be released later goes on <paramref name="owned"/> as soon as it exists.</summary>
    public static EmulatorParts Build(EmulatorOptions options, Stack<IDisposable> owned)
    {
        var directory = Own(DataDirectory.Open(options.DataDirectory));
        var logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("AzFilesMount.Emulator");
        var authority = Own(CertificateAuthority.Open(directory.Path, options.TimeProvider.GetUtcNow()));
        var certificate = Own(authority.IssueServer(options.Account, options.Listen.Address));
        var keys = Own(AuthorityKeys.Open(directory.IsTemporary ? null : directory.Path));
        var issuer = new TokenIssuer(keys, options.TimeProvider);
        var account = Own(OpenAccount(options, directory));
        var log = options.RequestLog is { } path ? Own(OpenLog(path)) : null;
        var tokens = new TokenValidator(issuer, options.Account, options.TimeProvider);
        var policy = new AccessPolicy(tokens, keys.Principal);
        var faults = OpenFaults(options.Faults, logger);
        var proof = Own(ClientProof.Open(directory.Path, issuer, options.TimeProvider.GetUtcNow()));
        var assertions = new ClientAssertions(issuer, keys.Principal, proof, options.TimeProvider);
        var identities = new ManagedIdentityEndpoint(issuer, keys.Principal, options, options.TimeProvider);
        var routes = new AuthorityRoutes(new TokenEndpoint(issuer, keys.Principal, assertions, options), identities, issuer, keys.Principal);
        var pipeline = new RequestPipeline(
            options, account, policy, routes, new AdminEndpoint(tokens, faults), new Disturbance(options, faults), log, logger);
        return new EmulatorParts(account, keys, issuer, authority, proof, identities, certificate, pipeline, logger);

        T Own<T>(T part)
            where T : IDisposable
        {
            owned.Push(part);
            return part;
        }
    }

    private static Account OpenAccount(EmulatorOptions options, DataDirectory directory)
    {
        Account account;
        try
        {
            account = directory.IsTemporary
                ? new Account(options.Account, new MemoryJournal(), new MemoryContentStore(), options.TimeProvider)
                : new Account(
                    options.Account,
                    new SqliteJournal(Path.Combine(directory.Path, "names.db")),
                    new SparseFileContentStore(Path.Combine(directory.Path, "content")),
                    options.TimeProvider);
        }
        catch (SqliteException e)
        {
            throw new EmulatorException($"The database in {directory.Path} cannot be used: {e.Message} Give another directory with --data.", e);
        }

        foreach (var share in options.Shares.Except(account.ShareNames))
            account.CreateShare(share, quotaGiB: null, metadata: []);
        return account;
    }

    private static FaultSource OpenFaults(string? path, ILogger logger)
    {
        try
        {
            return new FaultSource(path, logger);
        }
        catch (Exception e) when (e is FaultsException or IOException or UnauthorizedAccessException)
        {
            throw new EmulatorException($"The faults file {path} cannot be used: {e.Message.TrimEnd('.')}. Correct it, or give another one with --faults.", e);
        }
    }

    private static RequestLog OpenLog(string path)
    {
        try
        {
            return new RequestLog(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorException($"The request log {path} cannot be written: {e.Message} Give another one with --request-log.", e);
        }
    }
}
