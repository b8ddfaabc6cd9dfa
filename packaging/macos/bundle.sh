#!/usr/bin/env bash
# Builds target/packages/Plumbline.app on a Mac. Nobody has run this yet.
#   packaging/macos/bundle.sh     Variables: PROFILE (default: dist), SIGN_IDENTITY (default: signed for this Mac only)
# Needs Xcode's command line tools, Rust, Python with pip, and rsvg-convert for the icon.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(uname -s)" = Darwin ] || { echo "packaging/macos/bundle.sh: it runs on a Mac only" >&2; exit 1; }
profile=${PROFILE:-dist}
ort_version=1.28.0
ort_sha256=26ff0fdd06efb6c155bae95387a09db1a2be89c7a03e4d0bffd5a171cc2826da
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
app=target/packages/Plumbline.app
export MACOSX_DEPLOYMENT_TARGET=11.0

cargo build --locked --profile "$profile" --bin plumbline
rm -rf "$app"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources/licences"
cp "target/$profile/plumbline" "$app/Contents/MacOS/plumbline"
sed "s/@VERSION@/$version/" packaging/macos/Info.plist > "$app/Contents/Info.plist"
plutil -lint "$app/Contents/Info.plist"

icons=$(mktemp -d)/plumbline.iconset
mkdir "$icons"
for size in 16 32 128 256 512; do
  rsvg-convert -w $size -h $size assets/icon/plumbline.svg -o "$icons/icon_${size}x$size.png"
  rsvg-convert -w $((2 * size)) -h $((2 * size)) assets/icon/plumbline.svg -o "$icons/icon_${size}x$size@2x.png"
done
iconutil -c icns -o "$app/Contents/Resources/plumbline.icns" "$icons"

# The native ONNX Runtime is found because it is beside the program. PyPI has this version for Apple's processors only; with
# others the built-in runtime is used, about three times slower.
if [ "$(uname -m)" = arm64 ]; then
  wheels=$(mktemp -d)
  python3 -m pip download --quiet --no-deps --only-binary=:all: --platform macosx_14_0_arm64 --python-version 3.12 \
    --implementation cp --abi cp312 --dest "$wheels" "onnxruntime==$ort_version"
  echo "$ort_sha256  $(echo "$wheels"/onnxruntime-*.whl)" | shasum -a 256 --check --quiet
  python3 -m zipfile -e "$wheels"/onnxruntime-*.whl "$wheels/content"
  cp "$wheels/content/onnxruntime/capi/libonnxruntime.$ort_version.dylib" "$app/Contents/MacOS/"
  cp "$wheels/content/onnxruntime/LICENSE" "$wheels/content/onnxruntime/ThirdPartyNotices.txt" "$app/Contents/Resources/licences/"
fi
cp LICENSE-MIT LICENSE-APACHE "$app/Contents/Resources/licences/"
packaging/third_party.py licences "$(rustc -vV | sed -n 's/^host: //p')" > "$app/Contents/Resources/licences/third-party-licences.txt"

codesign --force --deep --options runtime --entitlements packaging/macos/entitlements.plist --sign "${SIGN_IDENTITY:--}" "$app"
codesign --verify --deep --strict "$app"
echo "$app"
