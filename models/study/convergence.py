#!/usr/bin/env python3
"""Tests how wrong the first ROI of the face mesh may be: disturbs it and runs the mesh on its own ROI.

usage: convergence.py [PEOPLE_DIR]
"""

import sys

import numpy as np

from networks import Detector, FaceMesh, Pose, mesh_roi, start_roi
from pictures import SEED, pictures

TRIES = 24
RUNS = 4
# (maximum offset of the centre as a share of the side, maximum factor of the side, rotation in degrees)
DISTURBANCES = [(0.05, 1.1, 5), (0.10, 1.25, 10), (0.2, 1.5, 20), (0.3, 1.5, 30), (0.1, 2.0, 10)]
USED = ("1280 at 70 cm", "640 at 100 cm", "person B", "person D")


def main():
    generator = np.random.default_rng(SEED)
    detector, pose, face = Detector(), Pose("full"), FaceMesh()
    found = {disturbance: [] for disturbance in DISTURBANCES}
    for name, picture in pictures(*sys.argv[1:]).items():
        if name not in USED:
            continue
        points, _, _ = pose.run(picture, detector.roi(picture))
        start = start_roi(points)
        roi, settled = start, []
        for run in range(12):
            roi = mesh_roi(face.run(picture, roi)[0])
            settled += [roi] if run > 3 else []
        settled = np.mean(settled, axis=0)
        off = (start[:2] - settled[:2]) / settled[2]
        print(f"{name}: the start's centre is off by {off.round(3)} of the side, "
              f"its side is {start[2] / settled[2]:.3f} of the settled one")
        for far, times, degrees in DISTURBANCES:
            for _ in range(TRIES):
                roi = settled.copy()
                roi[:2] += generator.uniform(-far, far, 2) * settled[2]
                roi[2] *= times ** generator.uniform(-1, 1)
                roi[3] += np.radians(generator.uniform(-degrees, degrees))
                errors = []
                for _ in range(RUNS):
                    mesh, logit = face.run(picture, roi)
                    roi = mesh_roi(mesh)
                    errors.append(max(abs(roi[2] / settled[2] - 1), np.abs(roi[:2] - settled[:2]).max() / settled[2]))
                found[far, times, degrees].append([*errors, logit])
    print("\n| first ROI off by | " + " | ".join(f"median error after {n + 1}" for n in range(RUNS))
          + " | worst after 2 | worst after 4 | not within 1 % after 4 |")
    print("|---" * (RUNS + 4) + "|")
    for (far, times, degrees), rows in found.items():
        rows = 100 * np.array(rows)
        print(f"| ±{100 * far:.0f} % of the side, ×÷{times}, ±{degrees}° | "
              + " | ".join(f"{m:.2f} %" for m in np.median(rows[:, :RUNS], axis=0))
              + f" | {rows[:, 1].max():.1f} % | {rows[:, 3].max():.1f} % | {(rows[:, 3] > 1).sum()} of {len(rows)} |")


if __name__ == "__main__":
    main()
