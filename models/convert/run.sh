#!/usr/bin/env bash
# Fetches Google's pose models from PyPI and npm, checks their sha256 and converts them to ONNX.
# Needs Python 3.11, npm. Prints the sha256 of what it made and compares it with ../SHA256SUMS.
set -eu
cd "$(dirname "$0")"
python3 -m venv .venv
.venv/bin/pip install --quiet -r requirements.txt
rm -rf work && mkdir -p work/src work/onnx
.venv/bin/pip download --quiet --no-deps --only-binary=:all: --platform manylinux_2_28_x86_64 \
  --python-version 3.11 --dest work mediapipe==0.10.21
(cd work && npm pack --silent @mediapipe/pose@0.5.1675469404 >/dev/null)
.venv/bin/python - <<'PY'
import glob, tarfile, zipfile
with zipfile.ZipFile(glob.glob("work/mediapipe-*.whl")[0]) as z:
    for name in ("pose_detection/pose_detection", "pose_landmark/pose_landmark_full"):
        open(f"work/src/{name.split('/')[1]}.tflite", "wb").write(z.read(f"mediapipe/modules/{name}.tflite"))
with tarfile.open(glob.glob("work/*.tgz")[0]) as t:
    open("work/src/pose_landmark_lite.tflite", "wb").write(t.extractfile("package/pose_landmark_lite.tflite").read())
PY
(cd work/src && sha256sum --check <<'SUMS'
9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c  pose_detection.tflite
e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f  pose_landmark_full.tflite
f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61  pose_landmark_lite.tflite
SUMS
)
.venv/bin/python convert.py work/src work/onnx
(cd work/onnx && sha256sum ./*.onnx && sha256sum --check ../../../SHA256SUMS)
