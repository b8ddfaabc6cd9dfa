#!/usr/bin/env python3
"""Compares ROI policies and borders by the steadiness of the shoulders (fewer changes than run_study.py).

usage: shoulder_policies.py [PEOPLE_DIR]

Policies: held; head (moved and sized with the face mesh); shoulders (moved and sized with the
shoulders from the model, three passes). Border: content of the ROI outside the picture.
"""

import sys

import cv2
import numpy as np

from networks import EARS, SHOULDERS, Detector, FaceMesh, Pose, mesh_roi, start_roi, tightened
from pictures import perturbations, pictures
from run_study import anchored

USED = ("1280 at 70 cm", "person B", "person D", "640 at 70 cm")
KINDS = ("still", "shift", "zoom", "head warp")
PASSES = 3
MARGIN = 32  # px; must be larger than the area that averaging reads
POLICIES = [  # (variant, ROI size factor, policy, grey level of the border; None: replicated)
    ("full", 1.0, "held", None), ("full", 0.8, "held", None), ("full", 0.65, "held", None),
    ("full", 1.0, "held", 128), ("full", 0.8, "held", 128), ("full", 0.65, "held", 128),
    ("full", 0.8, "shoulders", None), ("full", 0.65, "shoulders", None),
    ("full", 0.8, "shoulders", 128), ("full", 0.65, "shoulders", 128),
    ("full", 0.8, "head", 128), ("full", 0.65, "head", 128),
    ("lite", 0.8, "held", None), ("lite", 0.8, "held", 128), ("lite", 0.8, "shoulders", 128),
]


def bordered(picture, grey):
    """`picture` with a grey frame. Replicating its edge then gives a grey border."""
    return picture if grey is None else cv2.copyMakeBorder(
        picture, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=(grey,) * 3)


def run(pose, picture, roi, grey):
    margin = 0 if grey is None else MARGIN
    points, _, presence = pose.run(bordered(picture, grey), roi + [margin, margin, 0, 0], True)
    return points[:13] - margin, presence


def followed(roi, shoulders, now):
    scale = np.linalg.norm(now[0] - now[1]) / np.linalg.norm(shoulders[0] - shoulders[1])
    scale = np.clip(scale, 0.7, 1.5)
    return np.array([*(now.mean(0) + scale * (roi[:2] - shoulders.mean(0))), scale * roi[2], roi[3]])


def main():
    detector, poses, face = Detector(), {v: Pose(v) for v in ("full", "lite")}, FaceMesh()
    for name, picture in pictures(*sys.argv[1:]).items():
        if name not in USED:
            continue
        roi = detector.roi(picture)
        points, _, _ = poses["full"].run(picture, roi)
        neck = points[EARS].mean(0) * 0.35 + points[SHOULDERS].mean(0) * 0.65
        head_width = np.linalg.norm(points[7] - points[8])
        rois = [tightened(roi, factor, neck) for _, factor, _, _ in POLICIES]
        shoulders = [run(poses[v], picture, r, grey)[0][SHOULDERS]
                     for (v, _, _, grey), r in zip(POLICIES, rois, strict=True)]
        mesh_start = start_roi(points)
        for _ in range(4):
            base_mesh = face.run(picture, mesh_start)[0]
            mesh_start = mesh_roi(base_mesh)
        kinds, settings, rows, presences = [], [], [], []
        for kind, setting, _, changed, back in perturbations(picture, points[:11].mean(0), head_width):
            if kind not in KINDS:
                continue
            own = start_roi(poses["full"].run(changed, roi)[0])
            for _ in range(3):
                mesh = face.run(changed, own)[0]
                own = mesh_roi(mesh)
            row, presence = [], []
            for (variant, _, policy, grey), r, before in zip(POLICIES, rois, shoulders, strict=True):
                if policy == "head":
                    r = anchored(r, base_mesh, mesh)
                found, present = run(poses[variant], changed, r, grey)
                for _ in range(PASSES - 1 if policy == "shoulders" else 0):
                    found, present = run(poses[variant], changed, followed(r, before, found[SHOULDERS]), grey)
                row.append(back(found))
                presence.append(present)
            kinds.append(kind)
            settings.append(setting)
            rows.append(row)
            presences.append(presence)
        report(name, head_width, np.array(kinds), np.array(settings), np.array(rows), np.array(presences))


def report(name, head_width, kinds, settings, points, presences):
    print(f"\n## {name} (head {head_width:.0f} px)\n")
    print("| policy | width ÷ head | width: still | shift | zoom | slope per 10 % zoom | head 4 % larger | 7 % | 10 % "
          "| mid y: still | shift | zoom | least presence |\n" + "|---" * 13 + "|")
    for c, (variant, factor, policy, grey) in enumerate(POLICIES):
        shoulders = points[:, c][:, SHOULDERS]
        width = np.log(np.linalg.norm(shoulders[:, 0] - shoulders[:, 1], axis=1))
        y = 100 * shoulders.mean(1)[:, 1] / head_width
        zoom, warp = kinds == "zoom", kinds == "head warp"
        slope = np.polyfit(np.log(settings[zoom]), width[zoom], 1)[0]
        zero = width[warp & (settings == 0)].mean()
        seen = [100 * np.expm1(width[warp & (settings == e)].mean() - zero) for e in (0.04, 0.07, 0.10)]
        numbers = [np.exp(width[kinds == "still"].mean()) / head_width,
                   *(100 * width[kinds == k].std() for k in KINDS[:3]), 100 * slope * np.log(1.1), *seen,
                   *(y[kinds == k].std() for k in KINDS[:3]), presences[:, c].min()]
        border = "replicated" if grey is None else "grey"
        print(f"| {variant} {factor:g} {policy}, {border} | " + " | ".join(f"{n:.2f}" for n in numbers) + " |", flush=True)


if __name__ == "__main__":
    main()
