namespace AzFilesMount.Emulator.Protocol;

/// <summary>Refusals that come from a lease, or from a lease id where there is no lease.</summary>
internal static class LeaseFaults
{
    public static ServiceFault IdMissing() =>
        new(412, "LeaseIdMissing", "There is currently a lease on the file and no lease ID was specified in the request.");

    public static ServiceFault MismatchWithFile() =>
        new(412, "LeaseIdMismatchWithFileOperation", "The lease ID specified did not match the lease ID for the file.");

    public static ServiceFault NotPresentWithFile() =>
        new(412, "LeaseNotPresentWithFileOperation", "There is currently no lease on the file.");

    public static ServiceFault AlreadyPresent() => new(409, "LeaseAlreadyPresent", "There is already a lease present.");

    public static ServiceFault MismatchWithLease() =>
        new(409, "LeaseIdMismatchWithLeaseOperation", "The lease ID specified did not match the lease ID for the file.");

    public static ServiceFault NotPresentWithLease() =>
        new(409, "LeaseNotPresentWithLeaseOperation", "There is currently no lease on the file.");
}
