#!/usr/bin/env bash
# Builds, tests and shows AzFilesMount on Linux. See ./build.sh help.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
root=$PWD
out=$root/artifacts
exe=$out/azfilesmount/azfilesmount

usage() {
    cat <<'TEXT'
./build.sh COMMAND
  build         compile; leaves the runnable folder artifacts/azfilesmount
  test          compile and run every test; closes with "N passed, N failed"
  demo [--once] mount a sample share from the built-in emulator and show it; --once cleans up and exits
  bench         measure the mount and the emulator on this machine; results go to bench/results
  bench micro   measure the engine alone, without kernel and network
  soak          the long, seeded runs; results go to bench/results
  pack          a self-contained archive for this machine's architecture in artifacts
TEXT
}

say() { printf '== %s\n' "$*"; }
fail() { printf '%s\n' "$@" >&2; exit 1; }

# need COMMAND PACKAGE...: installs the Debian packages when the command is missing and we may.
need() {
    local command=$1; shift
    command -v "$command" >/dev/null 2>&1 && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing $*"
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@"; } >"$out/apt.log" 2>&1 \
            || fail "$command is missing and could not be installed (see artifacts/apt.log)." "Install it: apt-get install $*"
    else
        fail "$command is missing." "Install it: sudo apt-get install $*"
    fi
}

runtime_id() {
    case $(uname -m) in
        x86_64) echo linux-x64 ;;
        aarch64) echo linux-arm64 ;;
        *) fail "$(uname -m) is not a supported architecture: x86_64 and aarch64 are." ;;
    esac
}

# A build server left behind would hold on to this terminal and outlive the command.
dotnet_run() { dotnet "$@" -nodeReuse:false -p:UseSharedCompilation=false; }

prepare() {
    mkdir -p "$out"
    command -v dotnet >/dev/null 2>&1 || fail "The .NET 10 SDK is missing." "Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
}

build() {
    prepare
    say "building artifacts/azfilesmount"
    rm -rf "$out/azfilesmount"
    dotnet_run publish src/AzFilesMount.Cli/AzFilesMount.Cli.csproj -c Release -r "$(runtime_id)" --self-contained \
        -p:PublishReadyToRun=true -o "$out/azfilesmount" -v quiet
}

# run_tests PROJECT...: every project's results in one XML file each, then one line for all.
run_tests() {
    local results=$out/test-results passed=0 failed=0 status=0
    rm -rf "$results" && mkdir -p "$results"
    for project in "$@"; do
        local name; name=$(basename "$project")
        say "$name"
        timeout --kill-after=30 1500 "$project/bin/Release/net10.0/$name" -noLogo -noColor -result-xml "$results/$name.xml" || status=$?
        if [ ! -s "$results/$name.xml" ]; then
            say "$name ended without a result (exit $status)"
            failed=$((failed + 1))
            continue
        fi
        passed=$((passed + $(total passed "$results/$name.xml")))
        failed=$((failed + $(total failed "$results/$name.xml") + $(total errors "$results/$name.xml")))
    done
    list_skipped "$results"
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}

total() { grep -o '<assembly [^>]*' "$2" | grep -o " $1=\"[0-9]*\"" | tr -cd '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }

list_skipped() {
    local skipped
    skipped=$(cat "$1"/*.xml | tr '\n' ' ' | grep -o '<test [^>]*result="Skip".\{0,600\}' | sed 's/.*<reason>\(<!\[CDATA\[\)\{0,1\}//; s/\(\]\]>\)\{0,1\}<\/reason>.*//' | sort | uniq -c || true)
    [ -z "$skipped" ] || printf 'Skipped, by reason:\n%s\n' "$skipped"
}

test_all() {
    prepare
    need fusermount3 fuse3
    need fio fio
    need sqlite3 sqlite3
    need git git
    build
    say "building the tests"
    dotnet_run build AzFilesMount.sln -c Release -v quiet
    run_tests tests/*.Tests
}

bench() {
    if [ "${1:-}" = micro ]; then
        prepare
        shift
        dotnet run --project bench/AzFilesMount.Microbenchmarks -c Release -- --filter '*' --artifacts "$out/microbenchmarks" "$@"
        return
    fi
    need nginx nginx-light
    need curl curl
    need openssl openssl
    need fusermount3 fuse3
    build
    bench/bench.sh "$exe" "$@"
}

# The seeded random checker and the kills of mount and emulator at their full length; AZFILESMOUNT_SEED picks other ones.
soak() {
    build
    need fusermount3 fuse3
    need fio fio
    need sqlite3 sqlite3
    mkdir -p bench/results
    dotnet_run build tests/AzFilesMount.Functional.Tests -c Release -v quiet
    local log; log=bench/results/soak-$(date -u +%Y%m%dT%H%M%SZ).txt
    AZFILESMOUNT_FSX_OPERATIONS=${AZFILESMOUNT_FSX_OPERATIONS:-1000000} AZFILESMOUNT_KILL_ROUNDS=${AZFILESMOUNT_KILL_ROUNDS:-100} \
        AZFILESMOUNT_SQLITE_TRANSACTIONS=${AZFILESMOUNT_SQLITE_TRANSACTIONS:-20000} AZFILESMOUNT_TIME_PERCENT=${AZFILESMOUNT_TIME_PERCENT:-5000} \
        tests/AzFilesMount.Functional.Tests/bin/Release/net10.0/AzFilesMount.Functional.Tests -noLogo -noColor \
        -class '*.FileCheckerTests' -class '*.KillTests' -class '*.SqliteTests' 2>&1 | tee "$log"
}

pack() {
    build
    local version name
    version=$("$exe" version --output json | grep -o '"version": *"[^"]*"' | head -n 1 | cut -d'"' -f4)
    name=azfilesmount-$version
    rm -rf "${out:?}/$name" && mkdir "$out/$name"
    cp -r "$out/azfilesmount" "$out/$name/"
    cp installer/linux/install.sh LICENSE README.md "$out/$name/"
    tar -C "$out" -czf "$out/$name-$(runtime_id).tar.gz" "$name"
    rm -rf "${out:?}/$name"
    say "artifacts/$name-$(runtime_id).tar.gz"
}

case ${1:-help} in
    build) build; say "artifacts/azfilesmount/azfilesmount" ;;
    test) test_all ;;
    demo) shift; build; need fusermount3 fuse3; exec bench/demo.sh "$exe" "$@" ;;
    bench) shift; bench "$@" ;;
    soak) soak ;;
    pack) pack ;;
    help | -h | --help) usage ;;
    *) usage >&2; fail "Unknown command '$1'." ;;
esac
