using AzFilesMount.Core;

namespace AzFilesMount.Fuse.Requests;

/// <summary>Turns the result of a call into the reply of its request. Runs on the reader thread or, if it was parked, on any.</summary>
internal delegate Outcome Completion<T>(FuseRequest request, in FsResult<T> result);
