# Plumbline: the commands a newcomer needs.
#   make run    build and open the window
#   make test   run every test
# Both install what is missing first, after saying so.

SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c

ORT_VERSION := 1.28.0
RUNTIME_DIR := .runtime
ARCH := $(shell uname -m)
ORT_LIB := $(RUNTIME_DIR)/libonnxruntime.so.$(ORT_VERSION)

# The native runtime is used when it is there; without it the built-in one answers.
# A newer one that was installed by hand would report its use to its maker.
export ORT_DISABLE_TELEMETRY := 1
export ORT_DYLIB_PATH ?= $(wildcard $(abspath $(ORT_LIB)))

.PHONY: run test packages runtime bench-build clean-runtime

run: packages runtime
	export ORT_DYLIB_PATH="$$(ls "$(abspath $(ORT_LIB))" 2>/dev/null || true)"
	cargo run --release --locked -- $(ARGS)

test: packages runtime
	export ORT_DYLIB_PATH="$$(ls "$(abspath $(ORT_LIB))" 2>/dev/null || true)"
	cargo test --locked

# System packages: libclang for the camera binding, a C compiler, the libraries a window loads,
# and a virtual display for the window test.
packages:
	@./.ci/packages

# The native ONNX Runtime from PyPI, pinned and checked. Optional: a failure is said and survived.
runtime:
	@./.ci/runtime "$(RUNTIME_DIR)" "$(ORT_VERSION)" "$(ARCH)"

clean-runtime:
	rm -rf "$(RUNTIME_DIR)"
