#!/usr/bin/env bash
# Shows a mounted share: demo.sh EXECUTABLE [--once]. Everything lives in one temporary folder.
set -euo pipefail
exe=$1 once=${2:-}
[ -z "$once" ] || [ "$once" = --once ] || { echo "demo: unknown option '$once'; only --once is known." >&2; exit 2; }
work=$(mktemp -d "${TMPDIR:-/tmp}/azfilesmount-demo.XXXXXX")
chmod 700 "$work"
export XDG_RUNTIME_DIR=$work/run XDG_STATE_HOME=$work/state
mkdir -p "$XDG_RUNTIME_DIR" "$XDG_STATE_HOME" "$work/mount"
chmod 700 "$XDG_RUNTIME_DIR"
share=$work/mount log=$work/requests.log ready=$work/ready.json
emulator='' mount=''

stop() { [ -z "$1" ] || { kill -TERM "$1" 2>/dev/null && wait "$1" 2>/dev/null; } || true; }
cleanup() {
    trap - EXIT INT TERM
    stop "$mount"
    stop "$emulator"
    ! mountpoint -q "$share" || umount -l "$share" 2>/dev/null || fusermount3 -uz "$share"
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 0' INT TERM

# await WHAT TEST...: until the test succeeds, half a minute at the most.
await() {
    local what=$1; shift
    for _ in $(seq 300); do "$@" && return; sleep 0.1; done
    echo "demo: $what did not happen within 30 s:" >&2
    tail -n 20 "$work"/*.out >&2
    exit 1
}
requests() { grep -c . "$log" || true; }
now() { date +%s%N; }
rate() { awk -v bytes="$1" -v from="$2" -v to="$3" 'BEGIN { printf "%.0f MB/s", bytes / 1e6 / ((to - from) / 1e9) }'; }

start() { local out=$1; shift; "$@" >"$work/$out.out" 2>&1 & }

start emulator "$exe" emulator start --share demo --data "$work/data" --ready-file "$ready" --request-log "$log"
emulator=$!
await "the emulator's start" test -s "$ready"
start mount "$exe" mount emulator:demo "$share" --foreground
mount=$!
await "the mount" mountpoint -q "$share"
echo "A share from the built-in emulator is mounted at $share"

before=$(requests)
mkdir "$share/reports"
echo "Hello from a mounted Azure file share." >"$share/hello.txt"
printf 'quarter,total\n1,100\n2,120\n' >"$share/reports/2026.csv"
head -c 67108864 /dev/urandom >"$work/source.bin"
from=$(now); cp "$work/source.bin" "$share/video.bin"; to=$(now)
echo; echo "Written through it: 64 MiB at $(rate 67108864 "$from" "$to"), with $(($(requests) - before)) REST calls for everything so far"
echo; ls -la "$share"; echo; cat "$share/hello.txt"

before=$(requests)
stop "$mount"
start mount "$exe" mount emulator:demo "$share" --foreground
mount=$!
await "the second mount" mountpoint -q "$share"
from=$(now); cmp "$work/source.bin" "$share/video.bin"; to=$(now)
echo; echo "Read back and compared after a remount: 64 MiB at $(rate 67108864 "$from" "$to"), with $(($(requests) - before)) REST calls"

[ -z "$once" ] || exit 0
echo; echo "It stays mounted at $share until Ctrl-C."
wait "$mount"
