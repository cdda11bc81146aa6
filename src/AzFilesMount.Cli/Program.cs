using AzFilesMount.Cli;

return (int)await CliApplication.RunAsync(args, CliContext.OfProcess(args), CancellationToken.None);
