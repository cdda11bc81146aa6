using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Xunit.Sdk;
using Xunit.v3;

// One test at a time: the tests measure requests, kill processes and share two slow cores with the processes they start.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
[assembly: SupportedOSPlatform("linux")]
