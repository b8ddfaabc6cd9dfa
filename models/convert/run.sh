#!/usr/bin/env bash
# Rebuilds the four ONNX files and the face template from Google's own files: fetches those from
# PyPI and npm, checks their sha256, converts them and compares the result's sha256 with ../SHA256SUMS.
#
#   run.sh             rebuild and check
#   run.sh --compare   also run the ONNX files against LiteRT, Google's own interpreter
#
# Everything it makes is in work/, which git ignores. The committed files are never overwritten.
# PYTHON=… names the Python to use.
set -euo pipefail
cd "$(dirname "$0")"

mediapipe="mediapipe==0.10.21"                    # detector, full landmark model, face mesh
mediapipe_pose="@mediapipe/pose@0.5.1675469404"   # the lite landmark model
mediapipe_face="@mediapipe/face_mesh@0.4.1657299874"   # the face template

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
  local package
  for package in "$mediapipe_pose" "$mediapipe_face"; do
    npm pack --loglevel=error --fetch-retries=1 --pack-destination=work/fetched "$package" \
      >/dev/null || fail "$package could not be fetched from npm; npm says why above."
  done
}

unpack() {
  work/venv/bin/python - <<'PY' || fail "the fetched packages do not hold the models they should."
import tarfile, zipfile
from pathlib import Path

fetched, source = Path("work/fetched"), Path("work/source")
[wheel], [pose_package], [face_package] = map(
    fetched.glob, ("*.whl", "mediapipe-pose-*.tgz", "mediapipe-face_mesh-*.tgz")
)
with zipfile.ZipFile(wheel) as archive:
    for path in (
        "pose_detection/pose_detection.tflite",
        "pose_landmark/pose_landmark_full.tflite",
        "face_landmark/face_landmark.tflite",
    ):
        content = archive.read(f"mediapipe/modules/{path}")
        (source / Path(path).name).write_bytes(content)
with tarfile.open(pose_package) as archive:
    content = archive.extractfile("package/pose_landmark_lite.tflite").read()
    (source / "pose_landmark_lite.tflite").write_bytes(content)
# Files laid one after the other; the package's own loader has these bounds.
start, end = 3737848, 3757224
with tarfile.open(face_package) as archive:
    content = archive.extractfile("package/face_mesh_solution_packed_assets.data").read()
    (source / "geometry_pipeline_metadata_landmarks.binarypb").write_bytes(content[start:end])
PY
}

compare=false
case "$*" in
  "") ;;
  --compare) compare=true ;;
  *) fail "usage: run.sh [--compare]" ;;
esac

python=$(find_python) || fail "Python 3.11 to 3.14 is needed${PYTHON:+; $PYTHON is not one}."
command -v npm >/dev/null || fail "npm is needed to fetch $mediapipe_pose and $mediapipe_face."
command -v sha256sum >/dev/null || fail "sha256sum (GNU coreutils) is needed."

rm -rf work
mkdir -p work/fetched work/source work/onnx
"$python" -m venv work/venv ||
  fail "$python cannot make a virtual environment (Debian and Ubuntu: install python3-venv)."

say "Installing the pinned converter packages"
install_pinned requirements.txt
say "Fetching $mediapipe, $mediapipe_pose and $mediapipe_face"
fetch
unpack
say "Checking the source files"
(cd work/source && sha256sum --check --strict ../../SOURCE_SHA256SUMS) ||
  fail "a source file is not the one expected; nothing was converted."
say "Converting"
work/venv/bin/python convert.py work/source work/onnx || fail "the conversion failed."
work/venv/bin/python face_geometry.py work/source/geometry_pipeline_metadata_landmarks.binarypb \
  work/onnx/face_canonical.csv || fail "the face template could not be read."
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
