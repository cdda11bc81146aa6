#!/usr/bin/env bash
# Installs the unpacked archive: install.sh [PREFIX] (default /usr/local), or install.sh --remove [PREFIX].
set -euo pipefail
remove=0
[ "${1:-}" != --remove ] || { remove=1; shift; }
prefix=${1:-/usr/local}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
library=$prefix/lib/azfilesmount

rm -rf "$library"
rm -f "$prefix/bin/azfilesmount"
if [ "$remove" = 1 ]; then
    echo "AzFilesMount is removed from $prefix."
    exit 0
fi
[ -x "$here/azfilesmount/azfilesmount" ] || { echo "install: $here/azfilesmount is missing; run this from the unpacked archive." >&2; exit 1; }
mkdir -p "$prefix/lib" "$prefix/bin"
cp -r "$here/azfilesmount" "$library"
ln -s ../lib/azfilesmount/azfilesmount "$prefix/bin/azfilesmount"
echo "AzFilesMount is installed: $prefix/bin/azfilesmount"
command -v fusermount3 >/dev/null || echo "Users other than root also need fusermount3: apt-get install fuse3"
