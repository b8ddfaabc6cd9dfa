#!/usr/bin/env bash
# Installs the tools with which packaging/build.sh builds packages, in fixed versions.
set -euo pipefail
cargo install --locked cargo-deb@3.8.0 cargo-generate-rpm@0.21.1 cargo-cyclonedx@0.5.9
