# The two commands of the README:
#   make run     build Plumbline and open its window (without a display: watch in the terminal)
#   make test    run every test
# Both first list missing system packages and install them. ARGS="…" is passed to the program.

SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c

ORT_VERSION := 1.28.0
RUNTIME_DIR := .runtime
ARCH := $(shell uname -m)
ORT_LIB := $(RUNTIME_DIR)/libonnxruntime.so.$(ORT_VERSION)

# Used by every recipe: selects the native runtime if it was fetched; otherwise the built-in runtime runs.
# ORT_DISABLE_TELEMETRY is for other installed versions: from 1.29 on they send telemetry.
export ORT_DISABLE_TELEMETRY := 1
USE_RUNTIME = export ORT_DYLIB_PATH="$${ORT_DYLIB_PATH:-$$(ls "$(abspath $(ORT_LIB))" 2>/dev/null || true)}"

.PHONY: run test clean-runtime

run:
	@.ci/packages run
	.ci/runtime "$(RUNTIME_DIR)" "$(ORT_VERSION)" "$(ARCH)"
	$(USE_RUNTIME)
	.ci/build run
	exec cargo run --quiet --release --locked -- $(ARGS)

# The same profile and target folder as `run`: only the tests are compiled.
test:
	@.ci/packages test
	.ci/runtime "$(RUNTIME_DIR)" "$(ORT_VERSION)" "$(ARCH)"
	$(USE_RUNTIME)
	.ci/build test
	# Many tests wait for a window, a camera or a clock, so two tests run per core.
	export RUST_TEST_THREADS="$${RUST_TEST_THREADS:-$$(( 2 * $$(nproc) ))}"
	cargo test --release --workspace --locked

clean-runtime:
	rm -rf "$(RUNTIME_DIR)"
