#!/usr/bin/env bash
# Builds packages of Plumbline in target/packages.
#   packaging/build.sh linux [deb] [rpm] [tarball] [appimage]     without a kind: all of them
#   packaging/build.sh windows [zip] [installer]                  the same; compiled on Linux (packaging/cross.sh)
#   packaging/build.sh macos                                      only checks that the program compiles for macOS
# Variables:
#   PROFILE=release         cargo profile; default: dist (slower to build, smaller)
#   PLUMBLINE_BINARY=FILE   package this program instead of compiling
#   PACKAGE_VERSION=1.2.3   version of the package; default: that of Cargo.toml
#   FAST=1                  larger packages in less time, to try something
#   APPIMAGE_RUNTIME=FILE   the AppImage runtime (type 2); without it only the folder and image for it are built
# Needed: cargo-deb, cargo-generate-rpm, cargo-cyclonedx, and what .ci/packages build lists.
# docs/packages.md describes the packages.
set -euo pipefail
umask 022
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
cd "$root"

fail() { echo "packaging/build.sh: $*" >&2; exit 1; }
step() { echo "== $*"; }

system=${1:-}
[ $# -gt 0 ] && shift

# The same input gives the same bytes: one time for all files, one language, one order (docs/packages.md).
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC

out=$root/target/packages
cargo_version=$(python3 -c 'import tomllib; print(tomllib.load(open("Cargo.toml", "rb"))["workspace"]["package"]["version"])')
version=${PACKAGE_VERSION:-$cargo_version}
profile=${PROFILE:-dist}

# Compiles the program and sets `binary`. Paths of this machine do not get into the program.
compile() {
  if [ -n "${PLUMBLINE_BINARY:-}" ]; then
    binary=$PLUMBLINE_BINARY
    return
  fi
  local cargo_home=${CARGO_HOME:-$HOME/.cargo} sysroot
  sysroot=$(rustc --print sysroot)
  local separator=$'\x1f'
  CARGO_ENCODED_RUSTFLAGS="--remap-path-prefix=$root=/plumbline${separator}--remap-path-prefix=$cargo_home=/cargo${separator}--remap-path-prefix=$sysroot=/rust"
  CFLAGS="${CFLAGS:-} -ffile-prefix-map=$root=/plumbline -ffile-prefix-map=$cargo_home=/cargo"
  export CARGO_ENCODED_RUSTFLAGS CFLAGS
  step "compile (profile $profile)"
  cargo build --locked --profile "$profile" --bin plumbline --target-dir "$out/compiled"
  binary=$out/compiled/$profile/plumbline
}

case "$system" in
  linux)
    # shellcheck source=packaging/linux/build.sh
    . "$here/linux/build.sh"
    build_linux "$@" ;;
  windows)
    # shellcheck source=packaging/windows/build.sh
    . "$here/windows/build.sh"
    build_windows "$@" ;;
  macos) exec "$here/macos/check.sh" "$@" ;;
  *) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
