namespace AzFilesMount.Core.FileSystem;

/// <summary>Takes directory entries in order until it is full. "." and ".." are the host's own business.</summary>
public interface IDirectorySink
{
    /// <summary>False when the entry did not fit: it was not taken and is offered again next time.</summary>
    /// <param name="name">The name as the kernel shall see it.</param>
    /// <param name="node">Without references asked for, only the id of the file, the kind and the attributes are set.</param>
    /// <param name="nextCookie">Where to go on after this entry; always greater than 0.</param>
    bool TryAdd(string name, in NodeInfo node, long nextCookie);
}
