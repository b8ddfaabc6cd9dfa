#!/usr/bin/env python3
"""Run the models on all changed pictures. Writes one .npz file per picture to OUT_DIR.

usage: run_study.py OUT_DIR [PEOPLE_DIR]
"""

import sys
import time
from pathlib import Path

import numpy as np

from networks import (EARS, POSE_MIRROR, SHOULDERS, Detector, FaceMesh, Pose, canonical_face,
                      mesh_mirror, mesh_roi, start_roi, tightened)
from pictures import perturbations, pictures

# (variant, ROI size factor, area-averaged crop, ROI policy). Policies: held = the ROI of the unchanged
# picture; anchored = moved and sized (not rotated) with the face mesh.
CONFIGURATIONS = [
    *(("full", factor, False, "held") for factor in (1.0, 0.8, 0.65, 0.5, 0.4, 0.33)),
    *(("full", factor, True, "held") for factor in (1.0, 0.65)),
    *(("lite", factor, False, "held") for factor in (1.0, 0.65, 0.4)),
    ("full", 1.0, False, "anchored"),
    *(("full", factor, True, "anchored") for factor in (1.25, 1.0, 0.8, 0.65)),
    *(("lite", factor, True, "anchored") for factor in (1.0, 0.8)),
]


def anchored(roi, mesh, found):
    """Move `roi`, which belongs to the picture of `mesh`, to the picture in which the mesh is `found`."""
    before, now = mesh[:, :2].mean(0), found[:, :2].mean(0)
    z, t = (found[:, :2] - now) @ [1, 1j], (mesh[:, :2] - before) @ [1, 1j]
    scale = abs((z * t.conj()).sum()) / (abs(t) ** 2).sum()
    return np.array([*(now + scale * (roi[:2] - before)), scale * roi[2], roi[3]])


def flipped(roi, width):
    """Return the ROI for the mirrored picture."""
    return np.array([width - 1 - roi[0], roi[1], roi[2], -roi[3]])


def study(picture, models):
    """Return all measurements of one picture as arrays."""
    detector, poses, face = models
    mirror = mesh_mirror(canonical_face()[0])
    roi = detector.roi(picture)
    points, _, _ = poses["full"].run(picture, roi)
    neck = points[EARS].mean(0) * 0.35 + points[SHOULDERS].mean(0) * 0.65
    head_width = np.linalg.norm(points[7] - points[8])
    head_centre = points[:11].mean(0)
    first = face.run(picture, start_roi(points))[0]
    second = face.run(picture, mesh_roi(first))[0]
    held = mesh_roi(second)
    base_mesh = face.run(picture, held)[0]
    rois = [tightened(roi, factor, neck) for _, factor, _, _ in CONFIGURATIONS]
    width = picture.shape[1]
    kinds, settings, pose_points, visibilities, presences, meshes, logits = ([] for _ in range(7))
    for kind, setting, mirrored, changed, back in perturbations(picture, head_centre, head_width):
        kinds.append(kind)
        settings.append(setting)
        # The mesh with the held ROI. Then, starting from the pose of this picture: two runs, three runs,
        # and three runs with an area-averaged crop.
        pose_start, _, _ = poses["full"].run(changed, flipped(roi, width) if mirrored else roi)
        found = [face.run(changed, flipped(held, width) if mirrored else held)]
        own = face.run(changed, start_roi(pose_start))
        for averaged in (False, False, True):
            if not averaged:
                own_roi = mesh_roi(own[0])
            own = face.run(changed, own_roi, averaged)
            found.append(own)
        row = []
        settled = found[2][0][mirror] * [-1, 1, 1] + [width - 1, 0, 0] if mirrored else found[2][0]
        for (variant, _, averaged, policy), pose_roi in zip(CONFIGURATIONS, rois, strict=True):
            if policy == "anchored":
                pose_roi = anchored(pose_roi, base_mesh, settled)
            if mirrored:
                pose_roi = flipped(pose_roi, width)
            row.append(poses[variant].run(changed, pose_roi, averaged))
        pose_points.append([back(p[POSE_MIRROR] if mirrored else p[:13]) for p, _, _ in row])
        visibilities.append([v for _, v, _ in row])
        presences.append([p for _, _, p in row])
        scale = abs(np.diff(back(np.array([[0.0, 0], [100, 0]])) @ [1, 1j])[0]) / 100
        meshes.append([
            np.c_[back(m[:, :2]), m[:, 2] * scale][mirror if mirrored else slice(None)] for m, _ in found
        ])
        logits.append([logit for _, logit in found])
    return dict(kinds=kinds, settings=settings, pose=np.array(pose_points, np.float32),
                visibility=np.array(visibilities, np.float32), presence=np.array(presences, np.float32),
                mesh=np.array(meshes, np.float32), logit=np.array(logits, np.float32),
                head_width=head_width, roi=roi, held=held, size=picture.shape[:2])


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    models = Detector(), {v: Pose(v) for v in ("full", "lite")}, FaceMesh()
    for name, picture in pictures(*sys.argv[2:]).items():
        path = out / f"{name}.npz"
        if path.exists():
            continue
        start = time.monotonic()
        found = study(picture, models)
        np.savez(path, **found)
        print(f"{name}: head {found['head_width']:.0f} px, ROI {found['roi'][2]:.0f} px, "
              f"{time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
