"""Runs the models for the study: crop, network, landmarks in picture pixels."""

import csv
import math
import os
from pathlib import Path

import cv2
import numpy as np
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # versions from 1.29 on send telemetry when loaded
import onnxruntime

MODELS = Path(__file__).resolve().parent.parent
NOSE, EYES, EARS, MOUTH, SHOULDERS, FACE = [0], [1, 2, 3, 4, 5, 6], [7, 8], [9, 10], [11, 12], range(11)
POSE_MIRROR = [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, 12, 11]


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -100, 100)))


def session(name):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        MODELS / f"{name}.onnx", options, providers=["CPUExecutionProvider"]
    )


def crop(picture, roi, n, area_averaged=False, border=cv2.BORDER_REPLICATE):
    """The rotated square `roi` (centre x, y, size, rotation) as n×n pixels, as MediaPipe samples it.

    `area_averaged`: the picture is first reduced by a whole factor, and each new pixel is the mean of
    the pixels it replaces, so that bilinear sampling skips none.
    """
    x, y, size, rotation = roi
    factor = int(size / n) if area_averaged else 1
    if factor > 1:
        height, width = (length // factor * factor for length in picture.shape[:2])
        small = (width // factor, height // factor)
        picture = cv2.resize(picture[:height, :width], small, interpolation=cv2.INTER_AREA)
        x, y, size = (x + 0.5) / factor - 0.5, (y + 0.5) / factor - 0.5, size / factor
    steps = (np.arange(n) / n - 0.5) * size
    dx, dy = np.meshgrid(steps, steps)
    c, s = math.cos(rotation), math.sin(rotation)
    map_x = (x + dx * c - dy * s).astype(np.float32)
    map_y = (y + dx * s + dy * c).astype(np.float32)
    return cv2.remap(picture, map_x, map_y, cv2.INTER_LINEAR, borderMode=border)


def in_picture(unit, roi):
    """Convert points of the unit square to picture pixels."""
    x, y, size, rotation = roi
    c, s = math.cos(rotation), math.sin(rotation)
    u = (unit - 0.5) * size
    return np.c_[x + u[:, 0] * c - u[:, 1] * s, y + u[:, 0] * s + u[:, 1] * c]


class Pose:
    """BlazePose's landmark model."""

    def __init__(self, variant):
        self.session = session(f"pose_landmark_{variant}")

    def run(self, picture, roi, area_averaged=False):
        """The first 13 landmarks (pixels), their visibility, the presence."""
        pixels = crop(picture, roi, 256, area_averaged).astype(np.float32)[np.newaxis] / 255
        raw, presence, heatmap = self.session.run(
            ["landmarks", "presence", "heatmap"], {"input": pixels}
        )
        raw = raw.reshape(39, 5).astype(float)
        unit = raw[:, :2] / 256
        for index in range(39):
            column, row = (unit[index] * 64).astype(int)
            if not (0 <= column < 64 and 0 <= row < 64):
                continue
            columns = np.arange(max(0, column - 3), min(64, column + 4))
            rows = np.arange(max(0, row - 3), min(64, row + 4))
            heat = sigmoid(heatmap[0, index][np.ix_(rows, columns)].astype(float))
            if heat.max() >= 0.5:
                unit[index] = (heat.sum(0) @ columns, heat.sum(1) @ rows) / heat.sum() / 64
        points = in_picture(unit, roi)
        return points, sigmoid(raw[:13, 3]), float(presence[0, 0])


class Detector:
    """BlazePose's detector. Returns the standard ROI of the best detection."""

    def __init__(self):
        self.session = session("pose_detection")
        anchors = []
        for cells, repeats in ((28, 2), (14, 2), (7, 6)):
            centres = [((x + 0.5) / cells, (y + 0.5) / cells) for y in range(cells) for x in range(cells)]
            anchors += [centre for centre in centres for _ in range(repeats)]
        self.anchors = np.array(anchors)

    def roi(self, picture):
        height, width = picture.shape[:2]
        side = max(height, width)
        pixels = crop(picture, (width / 2, height / 2, side, 0), 224, border=cv2.BORDER_CONSTANT)
        boxes, scores = self.session.run(
            ["boxes", "scores"], {"input": pixels.astype(np.float32)[np.newaxis] / 127.5 - 1}
        )
        scores = sigmoid(scores[0, :, 0].astype(float))
        near = np.linalg.norm(boxes[0, :, :2] / 224 + self.anchors
                              - (boxes[0, scores.argmax(), :2] / 224 + self.anchors[scores.argmax()]), axis=1)
        chosen = (scores > 0.5) & (near < 0.1)
        weights = scores[chosen] / scores[chosen].sum()
        points = boxes[0, chosen, 4:8].reshape(-1, 2, 2) / 224 + self.anchors[chosen][:, np.newaxis]
        hip, scale = (points * weights[:, None, None]).sum(0) * side - [(side - width) / 2, (side - height) / 2]
        return roi_from(hip, scale)


def roi_from(hip, scale_point):
    dx, dy = scale_point - hip
    return np.array([*hip, 2.5 * math.hypot(dx, dy), math.pi / 2 - math.atan2(-dy, dx)])


def tightened(roi, factor, neck):
    """An ROI of `factor` times the size. Its centre moves towards the neck and reaches it at 1/3."""
    way = min(1.0, (1 - factor) * 1.5)
    return np.array([*(roi[:2] + way * (neck - roi[:2])), roi[2] * factor, roi[3]])


class FaceMesh:
    """MediaPipe's face mesh."""

    def __init__(self):
        self.session = session("face_landmark")

    def run(self, picture, roi, area_averaged=False):
        """468 points (x, y, z in picture pixels) and the face flag's logit."""
        pixels = crop(picture, roi, 192, area_averaged).astype(np.float32)[np.newaxis] / 255
        raw, logit = self.session.run(["landmarks", "presence_logit"], {"input": pixels})
        raw = raw.reshape(468, 3).astype(float) / 192
        return np.c_[in_picture(raw[:, :2], roi), raw[:, 2] * roi[2]], float(logit.item())


def mesh_roi(mesh):
    """MediaPipe's ROI: a square of 1.5 times the longer side of the landmarks' box, rotated with the eyes."""
    low, high = mesh[:, :2].min(0), mesh[:, :2].max(0)
    dx, dy = (mesh[263] - mesh[33])[:2]
    return np.array([*(low + high) / 2, 1.5 * (high - low).max(), math.atan2(dy, dx)])


def start_roi(pose, size_factor=3.85, down=0.35):
    """The first ROI of the face, from BlazePose's landmarks.

    Let e be the distance from the midpoint of the eyes to that of the mouth, but at least 0.9 times the
    distance of the eyes, because nodding foreshortens the face. The centre lies `down`·e below the
    midpoint of the eyes; the side is `size_factor`·e.
    """
    eyes, mouth = pose[[2, 5]].mean(0), pose[MOUTH].mean(0)
    dx, dy = pose[2] - pose[5]
    length = max(np.linalg.norm(mouth - eyes), 0.9 * math.hypot(dx, dy))
    down_direction = np.array([-dy, dx]) / max(math.hypot(dx, dy), 1e-9)
    return np.array([*(eyes + down * length * down_direction), size_factor * length, math.atan2(dy, dx)])


def canonical_face():
    """MediaPipe's rigid face (cm, y and z with the signs of picture space) and its fit weights."""
    with open(MODELS / "face_canonical.csv", encoding="ascii") as table:
        rows = np.array([[float(cell) for cell in row] for row in list(csv.reader(table))[1:]])
    return rows[:, 1:4] * [1, -1, -1], rows[:, 4]


def mesh_mirror(face):
    """For each mesh landmark, the index of its mirror image."""
    return np.array([np.linalg.norm(face - vertex * [-1, 1, 1], axis=1).argmin() for vertex in face])
