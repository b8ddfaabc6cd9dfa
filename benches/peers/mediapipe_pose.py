"""Measures MediaPipe's pose solution on a folder of JPEG pictures, used like in Python applications.

    mediapipe_pose.py FOLDER COMPLEXITY [--watch FPS SECONDS]

Each picture is decoded, converted to RGB and processed. Without --watch, measures the time per picture.
With --watch, processes FPS pictures per second for SECONDS and measures the CPU time of the process.
Prints one JSON object.
"""

import json
import os
import pathlib
import sys
import time

STARTED = time.monotonic()

import cv2  # noqa: E402
import mediapipe  # noqa: E402
import numpy  # noqa: E402


def resident_mb(line):
    for text in pathlib.Path("/proc/self/status").read_text().splitlines():
        if text.startswith(line):
            return int(text.split()[1]) / 1000


def main():
    folder, complexity, rest = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    jpegs = [path.read_bytes() for path in sorted(pathlib.Path(folder).glob("*.jpg"))]
    pose = mediapipe.solutions.pose.Pose(static_image_mode=False, model_complexity=complexity)

    def process(jpeg):
        picture = cv2.imdecode(numpy.frombuffer(jpeg, numpy.uint8), cv2.IMREAD_COLOR)
        found = pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
        return found.pose_landmarks is not None

    if not process(jpegs[0]):
        sys.exit("nobody was seen in the first picture")
    first_s = time.monotonic() - STARTED
    for i in range(5):
        process(jpegs[i % len(jpegs)])
    if rest[:1] == ["--watch"]:
        fps, seconds = float(rest[1]), float(rest[2])
        cpu, at, i = time.process_time(), time.monotonic(), 0
        while time.monotonic() - at < seconds:
            process(jpegs[i % len(jpegs)])
            i += 1
            time.sleep(max(0.0, at + i / fps - time.monotonic()))
        lasted = time.monotonic() - at
        spent = time.process_time() - cpu
        found = {"pictures_per_s": round(i / lasted, 1), "cpu_s_per_hour": round(spent * 3600 / lasted, 1)}
    else:
        walls, cpu = [], time.process_time()
        rounds = 150
        for i in range(rounds):
            at = time.monotonic()
            process(jpegs[i % len(jpegs)])
            walls.append(time.monotonic() - at)
        walls.sort()
        found = {
            "median_ms": round(1000 * walls[rounds // 2], 2),
            "cpu_ms": round(1000 * (time.process_time() - cpu) / rounds, 2),
        }
    found.update(
        complexity=complexity,
        first_s=round(first_s, 2),
        resident_mb=round(resident_mb("VmRSS:"), 1),
        load_average=os.getloadavg()[0],
    )
    print(json.dumps(found))


if __name__ == "__main__":
    main()
