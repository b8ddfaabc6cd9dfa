#!/usr/bin/env python3
"""Compares Plumbline with MediaPipe for Python on the same pictures and the same machine.

    cargo build --release --locked
    benches/peers/run.py [--video desk.mp4]

Creates a virtual environment in benches/peers/work (about 0.6 GB, ignored by git) with a pinned version
of MediaPipe from PyPI. Needs Python 3.9 to 3.12, npm, ffmpeg and the network. Prints a table and then
the same data as JSON.
"""

import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPO = HERE.parent.parent
WORK = HERE / "work"
LITE_PACKAGE = "@mediapipe/pose@0.5.1675469404"
LITE_SHA256 = "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61"
sys.path.insert(0, str(HERE.parent))

import watching  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", default=REPO / "target" / "release" / "plumbline", type=pathlib.Path)
    parser.add_argument("--video", help="a recording instead of the still picture")
    parser.add_argument("--seconds", default="120", help="duration of each program's run, seconds")
    args = parser.parse_args()
    python = environment()
    pictures = WORK / "pictures"
    make_pictures(args.video, pictures)

    def answer(*command):
        out = subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE).stdout
        return json.loads(out.splitlines()[-1])

    script = HERE / "mediapipe_pose.py"
    rows = []
    for name, complexity in (("MediaPipe lite", 0), ("MediaPipe full", 1)):
        each = answer(python, script, pictures, complexity)
        app = answer(python, script, pictures, complexity, "--watch", 10, args.seconds)
        rows.append({"program": name, "each": each, "watching": app})
    each = answer(args.binary, "bench", "--json", "--pictures", pictures)
    cpu = {stage["stage"]: stage for stage in each["stages"]}
    look, jpeg = cpu["a picture looked at"], cpu["decode JPEG"]
    source = ["--video", args.video] if args.video else []
    app = answer(
        HERE.parent / "watching.py", "--binary", args.binary, "--seconds", args.seconds, "--settle", 20, *source
    )
    rows.append({
        "program": f"Plumbline ({each['model']}, {each['backend'].split(' (')[0]})",
        "each": {
            "median_ms": look["median_ms"] + jpeg["median_ms"],
            "cpu_ms": look["cpu_ms"] + jpeg["cpu_ms"],
            "first_s": app["first_verdict_s"],
            "resident_mb": app["resident_mb"],
        },
        "watching": app,
    })
    print_table(rows)
    print(json.dumps({"rows": rows, "load_average": os.getloadavg()[0]}))


def environment():
    python = WORK / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
    for target in (WORK / "venv").glob("lib/*/site-packages/mediapipe/modules/pose_landmark"):
        fetch_lite(target / "pose_landmark_lite.tflite")
    return python


def fetch_lite(target):
    """Installs the lite model from npm: the wheel does not contain it and would download it."""
    if target.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", LITE_PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive = next(pathlib.Path(folder).glob("*.tgz"))
        with tarfile.open(archive) as tar:
            model = tar.extractfile("package/pose_landmark_lite.tflite").read()
    if hashlib.sha256(model).hexdigest() != LITE_SHA256:
        sys.exit(f"{LITE_PACKAGE} contains an unexpected lite model")
    target.write_bytes(model)


def make_pictures(video, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jpg"):
        old.unlink()
    size = watching.SIZE
    if video:
        wanted = ["-t", "60", "-i", video]
        fit = f"fps=10,scale={size}:force_original_aspect_ratio=increase,crop={size}"
    else:
        wanted = ["-loop", "1", "-t", "6", "-framerate", "10", "-i", watching.FIXTURES / "desk_1280x720.jpg"]
        fit = f"crop=960:720:0:0,scale={size},noise=alls=7:allf=t"
    watching.ffmpeg(*wanted, "-vf", fit, "-q:v", "4", folder / "%05d.jpg")


def print_table(rows):
    ours = rows[-1]
    print("| program | one picture, CPU | first verdict | monitoring, CPU-s per hour | of a core | resident | × Plumbline |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        each, app = row["each"], row["watching"]
        hour = app["cpu_s_per_hour"]
        print(
            f"| {row['program']} | {each['cpu_ms']:.1f} ms | {each['first_s']:.1f} s | {hour:.0f} "
            f"| {hour / 36:.1f} % | {app['resident_mb']:.0f} MB | {hour / ours['watching']['cpu_s_per_hour']:.1f} |"
        )


if __name__ == "__main__":
    main()
