# Builds and tests AzFilesMount on Windows; on Linux use build.sh.
param([ValidateSet('build', 'test')][string]$Command = 'build')
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    throw 'The .NET 10 SDK is missing. Install it: winget install Microsoft.DotNet.SDK.10'
}
dotnet publish src/AzFilesMount.Cli/AzFilesMount.Cli.csproj -c Release -r win-x64 --self-contained -o artifacts/azfilesmount
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
if ($Command -eq 'test') {
    dotnet build AzFilesMount.sln -c Release
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    foreach ($name in 'Core', 'FileRest', 'Emulator') {
        & "tests/AzFilesMount.$name.Tests/bin/Release/net10.0/AzFilesMount.$name.Tests.exe" -noLogo
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    }
}
