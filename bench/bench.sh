#!/usr/bin/env bash
# Measures on this machine: bench.sh EXECUTABLE [ROUNDS]. Every round runs all contestants in turn, so drift hits them alike.
# Writes bench/results/TIMESTAMP.tsv: metric, round, value. Needs nginx and curl; everything stays on loopback.
set -euo pipefail
exe=$(realpath "$1") rounds=${2:-5}
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v nginx >/dev/null && command -v curl >/dev/null || {
    echo "bench: nginx and curl are needed: apt-get install nginx-light curl" >&2
    exit 7
}
size=268435456 range=4194304
work=$(mktemp -d "${TMPDIR:-/tmp}/azfilesmount-bench.XXXXXX")
chmod 755 "$work"
export XDG_RUNTIME_DIR=$work/run XDG_STATE_HOME=$work/state
mkdir -p -m 700 "$work/run" "$work/state"
mkdir -p "$work/mount" "$work/www" results
out=results/$(date -u +%Y%m%dT%H%M%SZ).tsv
emulator='' mount='' nginx=''

stop() { [ -z "$1" ] || { kill -TERM "$1" 2>/dev/null && wait "$1" 2>/dev/null; } || true; }
cleanup() {
    trap - EXIT
    stop "$mount"; stop "$emulator"; stop "$nginx"
    ! mountpoint -q "$work/mount" || umount -l "$work/mount"
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
await() { for _ in $(seq 300); do "$@" && return; sleep 0.1; done; echo "bench: timed out: $*" >&2; tail "$work"/*.out >&2; exit 1; }
field() { grep -o "\"$1\": *\"[^\"]*\"" "$work/ready.json" | head -n 1 | cut -d'"' -f4; }
now() { date +%s%N; }
note() { printf '%s\t%s\t%s\n' "$1" "$round" "$2" | tee -a "$out"; }
# timed METRIC BYTES COMMAND...: megabytes a second, or milliseconds where there are no bytes.
timed() {
    local metric=$1 bytes=$2 from to; shift 2
    from=$(now); "$@" >/dev/null; to=$(now)
    if [ "$bytes" = 0 ]; then note "$metric" $(((to - from) / 1000000)); else note "$metric" $((bytes * 1000 / (to - from))); fi
}
calls() { local before=$1; echo $(($(grep -c . "$work/requests.log") - before)); }
remount() {
    stop "$mount"
    "$exe" mount emulator:demo "$work/mount" --foreground >"$work/mount.out" 2>&1 &
    mount=$!
    await mountpoint -q "$work/mount"
}

# One connection, one range after another: what a single reader can get from a server.
ranges() {
    local url=$1 at
    for ((at = 0; at < size; at += range)); do
        printf 'url = "%s"\nrange = %d-%d\noutput = /dev/null\nsilent\nfail\ninsecure\nhttp1.1\n' "$url" "$at" "$((at + range - 1))"
        [ "$2" = none ] || printf 'header = "Authorization: Bearer %s"\nheader = "x-ms-version: 2026-04-06"\nheader = "x-ms-file-request-intent: backup"\n' "$2"
        echo next
    done | sed '$d'
}

"$exe" emulator start --share demo --ready-file "$work/ready.json" --request-log "$work/requests.log" >"$work/emulator.out" 2>&1 &
emulator=$!
await test -s "$work/ready.json"
openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2 -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
cat >"$work/nginx.conf" <<CONF
daemon off; pid $work/nginx.pid; error_log $work/nginx.out; worker_processes 1;
events {}
http { access_log off; sendfile on; keepalive_requests 100000;
  server { listen 127.0.0.1:18443 ssl; ssl_certificate $work/cert.pem; ssl_certificate_key $work/key.pem; root $work/www; } }
CONF
nginx -c "$work/nginx.conf" >/dev/null 2>&1 &
nginx=$!
round=0
remount
head -c $size /dev/urandom >"$work/www/big"
chmod 644 "$work/www/big"
cp "$work/www/big" "$work/mount/big"
mkdir "$work/files"
for i in $(seq 500); do head -c 16384 /dev/urandom >"$work/files/$i"; done
await curl -sk -o /dev/null https://127.0.0.1:18443/
ranges https://127.0.0.1:18443/big none >"$work/nginx.curl"
(umask 077; ranges "$(field endpoint)/demo/big" "$(field reader)" >"$work/emulator.curl")

for round in $(seq "$rounds"); do
    timed nginx_one_connection_MBps $size curl -K "$work/nginx.curl"
    timed emulator_one_connection_MBps $size curl -K "$work/emulator.curl"
    remount
    before=$(grep -c . "$work/requests.log")
    timed mount_cold_read_MBps $size dd if="$work/mount/big" of=/dev/null bs=1M status=none
    note mount_cold_read_calls "$(calls "$before")"
    before=$(grep -c . "$work/requests.log")
    timed mount_write_MBps $size cp "$work/www/big" "$work/mount/written"
    note mount_write_calls "$(calls "$before")"
    before=$(grep -c . "$work/requests.log")
    timed mount_copy_in_500_files_ms 0 cp -r "$work/files" "$work/mount/files"
    note mount_copy_in_500_files_calls "$(calls "$before")"
    remount
    before=$(grep -c . "$work/requests.log")
    timed mount_list_500_files_ms 0 ls -l "$work/mount/files"
    note mount_list_500_files_calls "$(calls "$before")"
    rm -r "$work/mount/files" "$work/mount/written"
done

median() { awk -v m="$1" '$1 == m { print $3 }' "$out" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] " [" v[1] "-" v[NR] "]" }'; }
echo
cut -f1 "$out" | sort -u | while read -r metric; do printf '%-34s %s\n' "$metric" "$(median "$metric")"; done
echo "Kept in bench/$out"
