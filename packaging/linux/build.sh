# shellcheck shell=bash
# Packages for Linux; sourced by packaging/build.sh, which sets the variables.
# shellcheck disable=SC2154

ort_version=1.28.0
app_id=org.plumbline.Plumbline
icon_sizes=(16 22 24 32 48 64 128 256 512)

build_linux() {
  local kinds=("$@") kind
  [ ${#kinds[@]} -gt 0 ] || kinds=(deb rpm tarball appimage)
  machine=$(uname -m)
  mkdir -p "$out"
  check_texts
  compile
  collect
  for kind in "${kinds[@]}"; do
    case "$kind" in
      deb|rpm|tarball|appimage) step "$kind"; "package_$kind" ;;
      *) fail "unknown kind of package: $kind" ;;
    esac
  done
  (cd "$out" && find . -maxdepth 1 -type f -name "plumbline*$version*" ! -name '*.sha256' -printf '%f\n' | sort | xargs -d '\n' sha256sum) | tee "$out/SHA256SUMS"
}

# Files that other programs read must be valid and agree about the version.
check_texts() {
  step "check the desktop entry, the metainfo and the versions"
  desktop-file-validate "$here/linux/plumbline.desktop"
  appstreamcli validate --no-net "$here/linux/$app_id.metainfo.xml"
  grep -q "<release version=\"$cargo_version\"" "$here/linux/$app_id.metainfo.xml" ||
    fail "$app_id.metainfo.xml has no release $cargo_version"
  grep -q "^## \[$cargo_version\]" CHANGELOG.md || fail "CHANGELOG.md has no version $cargo_version"
}

# Collects every file of the packages in target/packages/root.
collect() {
  step "collect the files"
  tree=$out/root
  rm -rf "$tree"
  local share=$tree/usr/share lib=$tree/usr/lib/plumbline
  # The native ONNX Runtime is found because it is beside the program.
  install -D -m 755 "$binary" "$lib/plumbline"
  strip --strip-all "$lib/plumbline"
  .ci/runtime .runtime "$ort_version" "$machine"
  [ -f ".runtime/libonnxruntime.so.$ort_version" ] || fail "the native ONNX Runtime could not be fetched"
  install -m 644 ".runtime/libonnxruntime.so.$ort_version" "$lib/"
  mkdir -p "$tree/usr/bin"
  ln -s ../lib/plumbline/plumbline "$tree/usr/bin/plumbline"
  install -D -m 644 "$here/linux/plumbline.desktop" "$share/applications/plumbline.desktop"
  install -D -m 644 "$here/linux/$app_id.metainfo.xml" "$share/metainfo/$app_id.metainfo.xml"
  collect_icons "$share/icons/hicolor"
  collect_generated "$share"
  collect_documents "$share/doc/plumbline"
  find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

collect_icons() {
  local icons=$1 size
  install -D -m 644 assets/icon/plumbline.svg "$icons/scalable/apps/plumbline.svg"
  install -D -m 644 assets/icon/plumbline-symbolic.svg "$icons/symbolic/apps/plumbline-symbolic.svg"
  for size in "${icon_sizes[@]}"; do
    mkdir -p "$icons/${size}x$size/apps"
    rsvg-convert -w "$size" -h "$size" assets/icon/plumbline.svg -o "$icons/${size}x$size/apps/plumbline.png"
  done
}

# Man pages and completions, which the program writes from its own command line.
collect_generated() {
  local share=$1 texts
  texts=$(mktemp -d)
  "$tree/usr/lib/plumbline/plumbline" generate "$texts"
  mkdir -p "$share/man/man1"
  cp "$texts"/*.1 "$share/man/man1/"
  gzip -9n "$share/man/man1"/*.1
  install -D -m 644 "$texts/plumbline.bash" "$share/bash-completion/completions/plumbline"
  install -D -m 644 "$texts/plumbline.fish" "$share/fish/vendor_completions.d/plumbline.fish"
  install -D -m 644 "$texts/_plumbline" "$share/zsh/vendor-completions/_plumbline"
  rm -r "$texts"
}

# Licences of everything inside, the changes, and the list of parts (SBOM).
collect_documents() {
  local doc=$1
  mkdir -p "$doc/onnxruntime"
  install -m 644 "$here/linux/copyright" "$doc/copyright"
  install -m 644 LICENSE-MIT LICENSE-APACHE README.md "$doc/"
  gzip -9nc CHANGELOG.md > "$doc/CHANGELOG.md.gz"
  debian_changelog | gzip -9n > "$doc/changelog.gz"
  install -m 644 .runtime/LICENSE "$doc/onnxruntime/"
  gzip -9nc .runtime/ThirdPartyNotices.txt > "$doc/onnxruntime/ThirdPartyNotices.txt.gz"
  "$here/third_party.py" licences "$machine-unknown-linux-gnu" | gzip -9n > "$doc/third-party-licences.txt.gz"
  "$here/third_party.py" sbom "$machine-unknown-linux-gnu" "$version" "$tree/usr/lib/plumbline" > "$doc/plumbline.cdx.json"
}

# Debian wants a file in its own format.
debian_changelog() {
  local maintainer
  maintainer=$(python3 -c 'import tomllib; print(tomllib.load(open("Cargo.toml", "rb"))["package"]["metadata"]["deb"]["maintainer"])')
  printf 'plumbline (%s) stable; urgency=medium\n\n  * The changes are in CHANGELOG.md.gz.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$(date --rfc-email --date="@$SOURCE_DATE_EPOCH")"
}

package_deb() {
  local arch
  arch=$(dpkg --print-architecture)
  cargo deb --quiet --no-build --no-strip ${FAST:+--fast} --deb-version "$version" \
    --output "$out/plumbline_${version}_$arch.deb"
}

package_rpm() {
  local assets dest file mode rpm_tree=$out/root
  # cargo-generate-rpm has no links: a script takes the place of the link to the program.
  install -D -m 755 "$here/linux/start.sh" "$out/rpm/plumbline"
  assets=$(
    echo 'assets = ['
    echo '  { source = "target/packages/rpm/plumbline", dest = "/usr/bin/plumbline", mode = "755" },'
    find "$rpm_tree" -type f -printf '%P\n' | sort | while read -r file; do
      dest=/$file mode=644
      [[ $file == usr/lib/plumbline/* ]] && mode=755
      # Fedora and openSUSE keep zsh completions elsewhere than Debian.
      dest=${dest/vendor-completions/site-functions}
      echo "  { source = \"target/packages/root/$file\", dest = \"$dest\", mode = \"$mode\" },"
    done
    echo ']')
  printf 'version = "%s"\n%s\n' "$version" "$assets" > "$out/rpm/metadata.toml"
  cargo generate-rpm --metadata-overwrite "$out/rpm/metadata.toml" --auto-req builtin \
    ${FAST:+--payload-compress gzip} --output "$out/plumbline-$version-1.$machine.rpm"
}

package_tarball() {
  local name=plumbline-$version-linux-$machine work=$out/tarball
  rm -rf "$work"
  mkdir -p "$work/$name"
  cp -a "$tree/usr/bin" "$tree/usr/lib" "$tree/usr/share" "$work/$name/"
  install -m 755 "$here/linux/install.sh" "$work/$name/install.sh"
  echo "$version" > "$work/$name/VERSION"
  archive "$work" "$name" | xz -T1 "-$([ -n "${FAST:-}" ] && echo 0 || echo 6)" > "$out/$name.tar.xz"
  # The name in the manifest of the Flatpak.
  ln -sf "$name.tar.xz" "$out/plumbline-linux.tar.xz"
}

# The content of folder $2 in $1 as a tar archive whose bytes depend only on names and contents.
archive() {
  tar --directory "$1" --create --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
    --format=gnu "$2"
}

package_appimage() {
  local app=$out/Plumbline.AppDir image=$out/Plumbline.squashfs
  rm -rf "$app" "$image"
  mkdir -p "$app"
  cp -a "$tree/usr" "$app/"
  ln -s usr/lib/plumbline/plumbline "$app/AppRun"
  cp "$here/linux/plumbline.desktop" "$app/"
  cp assets/icon/plumbline.svg "$app/"
  cp "$tree/usr/share/icons/hicolor/256x256/apps/plumbline.png" "$app/.DirIcon"
  find "$app" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
  mksquashfs "$app" "$image" -quiet -no-progress -noappend -all-root -comp zstd -no-xattrs -reproducible
  if [ -n "${APPIMAGE_RUNTIME:-}" ]; then
    cat "$APPIMAGE_RUNTIME" "$image" > "$out/Plumbline-$version-$machine.AppImage"
    chmod +x "$out/Plumbline-$version-$machine.AppImage"
  else
    echo "No AppImage runtime was given (APPIMAGE_RUNTIME), so only $(basename "$app") and $(basename "$image") were built."
  fi
}
