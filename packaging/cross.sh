# shellcheck shell=bash
# Tools to compile for Windows, and to check for macOS, on a Debian or Ubuntu machine; sourced by packaging/windows/build.sh
# and packaging/macos/check.sh. Everything comes from Debian, PyPI and crates.io, in fixed versions where it is unpacked here.
#   CROSS=FOLDER    where the tools are kept; default: target/cross
# If rustup has the standard library of the target (rustup target add), that is used and nothing is compiled from source.
# shellcheck disable=SC2154,SC2034,SC2016

cross=${CROSS:-$root/target/cross}

# The source of the standard library: Debian's package, which the nightly compiler of about the same version compiles.
rust_src_version=1.97.1+dfsg1-1
rust_src_sha256=d0637f8f464234ffb12baa55fc0e851f5f9dcfd0199c1a0922e4488a4f591992
rust_src_suites=(forky sid)
ziglang_version=0.17.1
ziglang_sha256=ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54

# Sets `cargo_std`, the options of cargo for target $1, and puts a compiler on PATH that can compile for it.
use_target() {
  local target=$1 installed
  cargo_std=()
  installed=$(rustc --print sysroot)/lib/rustlib/$target/lib
  [ -n "$(ls "$installed"/libstd-*.rlib 2>/dev/null)" ] && return 0
  make_toolchain
  export PATH=$cross/toolchain/bin:$PATH
  unset RUSTUP_TOOLCHAIN
  cargo_std=("-Zbuild-std")
}

# A copy (hard links) of the nightly toolchain with the source of the standard library, in $cross/toolchain.
make_toolchain() {
  local toolchain=$cross/toolchain nightly deb source
  [ -f "$toolchain/lib/rustlib/src/rust/library/std/Cargo.toml" ] && return 0
  nightly=$(rustup run nightly rustc --print sysroot) || fail "no standard library for this target, and no nightly compiler to build one"
  step "fetch the source of the standard library $rust_src_version"
  deb=$cross/rust-src_${rust_src_version}_all.deb
  fetch_rust_src "$deb"
  echo "$rust_src_sha256  $deb" | sha256sum --check --quiet || fail "the checksum of $(basename "$deb") is wrong"
  source=$cross/rust-src
  dpkg -x "$deb" "$source"
  rm -rf "$toolchain"
  cp -al "$nightly" "$toolchain" 2>/dev/null || { rm -rf "$toolchain"; cp -a "$nightly" "$toolchain"; }
  mkdir -p "$toolchain/lib/rustlib/src"
  ln -sfn "$(echo "$source"/usr/src/rustc-*)" "$toolchain/lib/rustlib/src/rust"
}

# Downloads the package to $1 with an apt configuration of its own, so that the system's is not changed.
fetch_rust_src() {
  local apt=$cross/apt keyring=/usr/share/keyrings/debian-archive-keyring.gpg suite mirror
  [ -f "$1" ] && return 0
  mirror=$(apt-get indextargets --format '$(SITE)' 2>/dev/null | grep -m 1 '/debian/\?$' || echo http://deb.debian.org/debian)
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/none"
  for suite in "${rust_src_suites[@]}"; do echo "deb [signed-by=$keyring] $mirror $suite main"; done > "$apt/sources.list"
  printf '%s\n' "Dir::Etc::sourcelist \"$apt/sources.list\";" "Dir::Etc::sourceparts \"$apt/none\";" \
    "Dir::State::lists \"$apt/lists\";" "Dir::Cache \"$apt\";" 'APT::Sandbox::User "";' > "$apt/apt.conf"
  APT_CONFIG=$apt/apt.conf apt-get update -qq
  (cd "$apt" && APT_CONFIG=$apt/apt.conf apt-get download -qq "rust-src=$rust_src_version")
  mv "$apt/rust-src_${rust_src_version}_all.deb" "$1"
}

# The C compiler, linker and windres of mingw-w64: installed ones, otherwise Debian's packages, unpacked.
use_mingw() {
  local triple=x86_64-w64-mingw32 tools=$cross/mingw bin tool
  if ! command -v $triple-gcc-posix >/dev/null; then
    if [ ! -x "$tools/usr/bin/$triple-gcc-posix" ]; then
      step "fetch mingw-w64"
      mkdir -p "$cross/debs"
      (cd "$cross/debs" && apt-get download -qq binutils-mingw-w64-x86-64 mingw-w64-common mingw-w64-x86-64-dev gcc-mingw-w64-base \
        gcc-mingw-w64-x86-64-posix gcc-mingw-w64-x86-64-posix-runtime g++-mingw-w64-x86-64-posix 2>/dev/null)
      for bin in "$cross"/debs/*mingw*.deb; do dpkg -x "$bin" "$tools"; done
    fi
    export PATH=$tools/usr/bin:$PATH
  fi
  # The names that build scripts look for.
  mkdir -p "$cross/bin"
  printf '#!/bin/sh\nexec %s-g++-posix "$@"\n' $triple > "$cross/bin/$triple-g++"
  # nokhwa is also built as a library of its own, which nobody uses. All symbols would be exported from it, which are more
  # than Windows allows.
  cat > "$cross/bin/$triple-gcc" <<EOF
#!/bin/sh
case " \$* " in *" -shared "*) exec $triple-gcc-posix -Wl,--exclude-all-symbols "\$@" ;; esac
exec $triple-gcc-posix "\$@"
EOF
  chmod +x "$cross/bin/$triple-gcc" "$cross/bin/$triple-g++"
  export PATH=$cross/bin:$PATH
  export CC_x86_64_pc_windows_gnu=$triple-gcc CXX_x86_64_pc_windows_gnu=$triple-g++ AR_x86_64_pc_windows_gnu=$triple-ar
  export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=$triple-gcc
}

# A C compiler for macOS: zig, which has the headers of the C library. Enough to check, not to link.
use_zig() {
  local wheel arch triple zig=$cross/zig
  if [ ! -x "$zig/ziglang/zig" ]; then
    step "fetch ziglang $ziglang_version"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
      --platform manylinux_2_12_x86_64 --dest "$cross" "ziglang==$ziglang_version"
    wheel=$(echo "$cross/ziglang-$ziglang_version"-*.whl)
    echo "$ziglang_sha256  $wheel" | sha256sum --check --quiet || fail "the checksum of ziglang is wrong"
    python3 -m zipfile -e "$wheel" "$zig"
    chmod +x "$zig/ziglang/zig"
  fi
  # objc_exception wants this header of Apple's, for one declaration.
  mkdir -p "$cross/stub/objc" "$cross/bin"
  printf '%s\n' '#pragma once' 'typedef struct objc_object *id;' > "$cross/stub/objc/NSObject.h"
  for arch in aarch64 x86_64; do
    triple=$arch-apple-darwin
    cat > "$cross/bin/$triple-cc" <<EOF
#!/usr/bin/env bash
# Calls zig without the options that only Apple's compiler has.
words=()
while [ \$# -gt 0 ]; do
  case "\$1" in
    -arch|-isysroot) shift ;;
    --target=*|-mmacos*-version-min=*) ;;
    *) words+=("\$1") ;;
  esac
  shift
done
exec "$zig/ziglang/zig" cc -target $arch-macos -I"$cross/stub" "\${words[@]}"
EOF
    chmod +x "$cross/bin/$triple-cc"
    export "CC_${triple//-/_}=$cross/bin/$triple-cc" "AR_${triple//-/_}=$cross/bin/zig-ar"
  done
  printf '#!/bin/sh\nexec "%s" ar "$@"\n' "$zig/ziglang/zig" > "$cross/bin/zig-ar"
  chmod +x "$cross/bin/zig-ar"
}
