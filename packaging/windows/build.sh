# shellcheck shell=bash
# Packages for Windows (64 bit); sourced by packaging/build.sh, which sets the variables. Runs on Debian and Ubuntu.
#   packaging/build.sh windows [zip] [installer]      without a kind: both
# Variables: those of packaging/build.sh, and CROSS (packaging/cross.sh). PLUMBLINE_BINARY is then a program for Windows, beside
# which plumbline-console.exe is.
# shellcheck disable=SC2154

# shellcheck source=packaging/cross.sh
. "$here/cross.sh"

windows_target=x86_64-pc-windows-gnu
windows_ort_version=1.28.0
windows_ort_sha256=c35064f9b3c43c81c5d5d282091401d0f1ff22796d93ccade4ea2ece5e137ab8

build_windows() {
  local kinds=("$@") kind
  [ ${#kinds[@]} -gt 0 ] || kinds=(zip installer)
  mkdir -p "$out"
  grep -q "^## \[$cargo_version\]" CHANGELOG.md || fail "CHANGELOG.md has no version $cargo_version"
  use_mingw
  compile_windows
  collect_windows
  for kind in "${kinds[@]}"; do
    case "$kind" in
      zip|installer) step "$kind"; "package_$kind" ;;
      *) fail "unknown kind of package: $kind" ;;
    esac
  done
  (cd "$out" && find . -maxdepth 1 -type f -name "plumbline-$version-windows*" -printf '%f\n' | sort | xargs -d '\n' sha256sum) | tee "$out/SHA256SUMS-windows"
}

# Compiles the two programs and sets `binary` and `console`. Paths of this machine do not get into them.
compile_windows() {
  local separator=$'\x1f' cargo_home=${CARGO_HOME:-$HOME/.cargo} sysroot folder flags
  if [ -n "${PLUMBLINE_BINARY:-}" ]; then
    binary=$PLUMBLINE_BINARY console=$(dirname "$PLUMBLINE_BINARY")/plumbline-console.exe
    return
  fi
  use_target "$windows_target"
  sysroot=$(rustc --print sysroot)
  flags="--remap-path-prefix=$root=/plumbline${separator}--remap-path-prefix=$cargo_home=/cargo"
  flags+="${separator}--remap-path-prefix=$sysroot=/rust${separator}--remap-path-prefix=$cross=/cross"
  # The linker writes no time, and the library of the compiler becomes a part of the program.
  flags+="${separator}-Clink-arg=-Wl,--no-insert-timestamp${separator}-Clink-arg=-static-libgcc"
  step "compile for Windows (profile $profile)"
  CARGO_ENCODED_RUSTFLAGS=$flags CFLAGS_x86_64_pc_windows_gnu="-ffile-prefix-map=$root=/plumbline -ffile-prefix-map=$cargo_home=/cargo" \
    cargo build --locked "${cargo_std[@]}" --profile "$profile" --target "$windows_target" -p plumbline -p plumbline-console \
    --bin plumbline --bin plumbline-console --target-dir "${WINDOWS_TARGET_DIR:-$out/compiled}"
  folder=${WINDOWS_TARGET_DIR:-$out/compiled}/$windows_target/$profile
  binary=$folder/plumbline.exe console=$folder/plumbline-console.exe
}

# Collects every file of the packages in target/packages/windows.
collect_windows() {
  step "collect the files"
  tree=$out/windows
  rm -rf "$tree"
  mkdir -p "$tree/licences/onnxruntime"
  install -m 755 "$binary" "$tree/plumbline.exe"
  # Typed in a console, `plumbline` starts the file with this ending (crates/console).
  install -m 755 "$console" "$tree/plumbline.com"
  x86_64-w64-mingw32-strip --strip-all --enable-deterministic-archives "$tree/plumbline.exe" "$tree/plumbline.com"
  check_imports
  fetch_windows_runtime
  rsvg-convert -w 128 -h 128 assets/icon/plumbline.svg -o "$tree/plumbline.png"
  sed 's/$/\r/' "$here/windows/README.txt" > "$tree/README.txt"
  install -m 644 LICENSE-MIT LICENSE-APACHE CHANGELOG.md "$tree/licences/"
  "$here/third_party.py" licences "$windows_target" > "$tree/licences/third-party-licences.txt"
  "$here/third_party.py" sbom "$windows_target" "$version" "$tree" "$windows_ort_version" > "$tree/licences/plumbline.cdx.json"
  chmod 644 "$tree"/*.png "$tree"/*.txt "$tree/licences/"*.*
  find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

# The program must need nothing that Windows does not have.
check_imports() {
  local name
  x86_64-w64-mingw32-objdump -p "$tree/plumbline.exe" | sed -n 's/^.*DLL Name: //p' | sort -fu > "$out/windows-imports.txt"
  while read -r name; do
    case "${name,,}" in
      libgcc*|libstdc++*|libwinpthread*) fail "the program needs $name, which Windows does not have" ;;
    esac
  done < "$out/windows-imports.txt"
}

# The native ONNX Runtime from the wheel for Windows, with its licences.
fetch_windows_runtime() {
  local kept=$cross/onnxruntime-$windows_ort_version wheel
  if [ ! -f "$kept/onnxruntime/capi/onnxruntime.dll" ]; then
    step "fetch the ONNX Runtime $windows_ort_version for Windows"
    mkdir -p "$cross"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --platform win_amd64 \
      --python-version 3.12 --implementation cp --abi cp312 --dest "$cross" "onnxruntime==$windows_ort_version"
    wheel=$(echo "$cross/onnxruntime-$windows_ort_version"-*-win_amd64.whl)
    echo "$windows_ort_sha256  $wheel" | sha256sum --check --quiet || fail "the checksum of the ONNX Runtime is wrong"
    python3 -m zipfile -e "$wheel" "$kept"
  fi
  install -m 644 "$kept/onnxruntime/capi/onnxruntime.dll" "$tree/onnxruntime.dll"
  install -m 644 "$kept/onnxruntime/LICENSE" "$kept/onnxruntime/ThirdPartyNotices.txt" "$tree/licences/onnxruntime/"
}

package_zip() {
  local name=plumbline-$version-windows-x86_64
  rm -f "$out/$name.zip"
  # Sorted names and fixed times: the same files give the same bytes.
  python3 - "$tree" "$out/$name.zip" "plumbline-$version" "$SOURCE_DATE_EPOCH" <<'PY'
import pathlib, sys, time, zipfile
tree, target, top, epoch = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
date = time.gmtime(epoch)[:6]
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(p for p in tree.rglob("*") if p.is_file()):
        entry = zipfile.ZipInfo(f"{top}/{path.relative_to(tree).as_posix()}", date)
        entry.external_attr, entry.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
        archive.writestr(entry, path.read_bytes(), compresslevel=9)
PY
}

package_installer() {
  use_nsis
  "$makensis" -V2 -NOCD "-DVERSION=$version" "-DTREE=$tree" "-DICON=$root/assets/icon/plumbline.ico" \
    "-DOUT=$out/plumbline-$version-windows-x86_64-setup.exe" "$here/windows/installer.nsi"
}

# NSIS: the installed one, otherwise Debian's packages, unpacked.
use_nsis() {
  local deb
  makensis=makensis
  command -v makensis >/dev/null && return 0
  if [ ! -x "$cross/nsis/usr/bin/makensis" ]; then
    step "fetch NSIS"
    mkdir -p "$cross/debs"
    (cd "$cross/debs" && apt-get download -qq nsis nsis-common 2>/dev/null)
    for deb in "$cross"/debs/nsis*.deb; do dpkg -x "$deb" "$cross/nsis"; done
  fi
  export NSISDIR=$cross/nsis/usr/share/nsis
  makensis=$cross/nsis/usr/bin/makensis
}
