# The two commands of the README:
#   make run     build Plumbline and open its window (without a display: watch in the terminal)
#   make test    run every test
# Both first install what is missing, after saying so. ARGS="…" is passed to the program.

SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c

ORT_VERSION := 1.28.0
RUNTIME_DIR := .runtime
ARCH := $(shell uname -m)
ORT_LIB := $(RUNTIME_DIR)/libonnxruntime.so.$(ORT_VERSION)

# Used by every recipe: the native runtime, where it could be fetched. Without it the built-in one runs.
# Versions from 1.29 on would send telemetry.
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
	# Many tests wait for a window, a camera or a clock: twice as many run at a time as there are cores.
	export RUST_TEST_THREADS="$${RUST_TEST_THREADS:-$$(( 2 * $$(nproc) ))}"
	cargo test --release --workspace --locked

clean-runtime:
	rm -rf "$(RUNTIME_DIR)"
