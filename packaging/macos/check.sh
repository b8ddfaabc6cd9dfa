#!/usr/bin/env bash
# Checks on Linux that the program compiles for macOS, for both processors, and that clippy finds nothing. It does not link and
# runs nothing: nobody has run Plumbline on macOS. Tools: packaging/cross.sh.
#   packaging/macos/check.sh [TARGET …]     default: aarch64-apple-darwin x86_64-apple-darwin
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
root=$(dirname "$here")
cd "$root"
fail() { echo "packaging/macos/check.sh: $*" >&2; exit 1; }
step() { echo "== $*"; }
# shellcheck source=packaging/cross.sh
. "$here/cross.sh"
use_zig
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(aarch64-apple-darwin x86_64-apple-darwin)
for target in "${targets[@]}"; do
  use_target "$target"
  step "clippy for $target"
  cargo clippy --locked "${cargo_std[@]}" --target "$target" --target-dir "${MACOS_TARGET_DIR:-$root/target/macos}" \
    -p plumbline -p plumbline-vision --lib --bins -- -D warnings
done
