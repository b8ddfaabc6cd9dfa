#!/usr/bin/env bash
# Rebuilds the three ONNX files from Google's own: fetches the .tflite files from PyPI and npm,
# checks their sha256, converts them and compares the result's sha256 with ../SHA256SUMS.
#
#   run.sh             rebuild and check
#   run.sh --compare   also run the ONNX files against LiteRT, Google's own interpreter
#
# Everything it makes is in work/, which git ignores. The committed files are never overwritten.
# PYTHON=… names the Python to use.
set -euo pipefail
cd "$(dirname "$0")"

mediapipe="mediapipe==0.10.21"                    # the detector and the full landmark model
mediapipe_pose="@mediapipe/pose@0.5.1675469404"   # the lite landmark model

say() { echo "== $*"; }
fail() { echo "run.sh: $*" >&2; exit 1; }

# The pinned packages have wheels for these.
suitable_python() {
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null
}

find_python() {
  local candidate candidates=(python3 python3.11 python3.12 python3.13 python3.14)
  [ -z "${PYTHON:-}" ] || candidates=("$PYTHON")
  for candidate in "${candidates[@]}"; do
    if suitable_python "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

install_pinned() {
  work/venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: \
    --require-hashes --requirement "$1" ||
    fail "the packages of $1 could not be installed (network or checksum: pip says above)."
}

fetch() {
  # Only files are taken from this wheel, so it may be of another platform than this one.
  work/venv/bin/pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --python-version 3.11 --implementation cp --abi cp311 --platform manylinux_2_28_x86_64 \
    --dest work/fetched "$mediapipe" ||
    fail "$mediapipe could not be fetched from PyPI; pip says why above."
  npm pack --loglevel=error --fetch-retries=1 --pack-destination=work/fetched "$mediapipe_pose" \
    >/dev/null || fail "$mediapipe_pose could not be fetched from npm; npm says why above."
}

unpack() {
  work/venv/bin/python - <<'PY' || fail "the fetched packages do not hold the models they should."
import tarfile, zipfile
from pathlib import Path

fetched, source = Path("work/fetched"), Path("work/source")
[wheel], [tarball] = fetched.glob("*.whl"), fetched.glob("*.tgz")
with zipfile.ZipFile(wheel) as archive:
    for path in ("pose_detection/pose_detection.tflite", "pose_landmark/pose_landmark_full.tflite"):
        content = archive.read(f"mediapipe/modules/{path}")
        (source / Path(path).name).write_bytes(content)
with tarfile.open(tarball) as archive:
    content = archive.extractfile("package/pose_landmark_lite.tflite").read()
    (source / "pose_landmark_lite.tflite").write_bytes(content)
PY
}

compare=false
case "$*" in
  "") ;;
  --compare) compare=true ;;
  *) fail "usage: run.sh [--compare]" ;;
esac

python=$(find_python) || fail "Python 3.11 to 3.14 is needed${PYTHON:+; $PYTHON is not one}."
command -v npm >/dev/null || fail "npm is needed to fetch $mediapipe_pose."
command -v sha256sum >/dev/null || fail "sha256sum (GNU coreutils) is needed."

rm -rf work
mkdir -p work/fetched work/source work/onnx
"$python" -m venv work/venv ||
  fail "$python cannot make a virtual environment (Debian and Ubuntu: install python3-venv)."

say "Installing the pinned converter packages"
install_pinned requirements.txt
say "Fetching $mediapipe and $mediapipe_pose"
fetch
unpack
say "Checking the source files"
(cd work/source && sha256sum --check --strict ../../SOURCE_SHA256SUMS) ||
  fail "a source file is not the one expected; nothing was converted."
say "Converting"
work/venv/bin/python convert.py work/source work/onnx || fail "the conversion failed."
say "Comparing with the committed checksums"
(cd work/onnx && sha256sum --check --strict ../../../SHA256SUMS) ||
  fail "what was made, in $PWD/work/onnx, is not what is committed."
if $compare; then
  say "Comparing with the originals in LiteRT"
  install_pinned requirements-compare.txt
  work/venv/bin/python compare.py work/source work/onnx ../../tests/fixtures/astronaut.png ||
    fail "the ONNX files do not compute what the originals compute."
fi
say "Done in $SECONDS s. The files are in models/convert/work/onnx and are those committed."
