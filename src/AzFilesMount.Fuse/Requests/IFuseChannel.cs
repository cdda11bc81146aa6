namespace AzFilesMount.Fuse.Requests;

/// <summary>One descriptor of the kernel's FUSE device. One reader at a time; replies from any thread.</summary>
internal interface IFuseChannel
{
    /// <summary>Waits for one request. Its length, or the negated error number.</summary>
    int Receive(Span<byte> buffer);

    /// <summary>Sends one reply or notification made of two parts. 0, or the error number.</summary>
    int Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body);
}
