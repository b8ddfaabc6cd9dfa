"""The pictures and their known changes."""

import math
from pathlib import Path

import cv2
import numpy as np

FIXTURES = Path(__file__).resolve().parent.parent.parent / "tests" / "fixtures"
SEED = 7
ASTRONAUT_EARS = 88.0  # px: distance of BlazePose's ears in the 512 px picture
ASTRONAUT_HEAD = (222.0, 105.0)
HEAD_BREADTH_CM = 14.0
HFOV_DEG = 70.0


def read(path):
    return cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)


def at_desk(width, height, distance_cm):
    """The astronaut at the size of this distance from the camera, with the head in the upper middle."""
    focal_px = width / 2 / math.tan(math.radians(HFOV_DEG / 2))
    scale = focal_px * HEAD_BREADTH_CM / distance_cm / ASTRONAUT_EARS
    x, y = ASTRONAUT_HEAD
    matrix = np.array([[scale, 0, width / 2 - scale * x], [0, scale, 0.42 * height - scale * y]])
    picture = read(FIXTURES / "astronaut.png")
    if scale < 1:  # blurs like a lens, so that no pixel is skipped
        picture = cv2.GaussianBlur(picture, (0, 0), 0.4 / scale)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC,
                          borderMode=cv2.BORDER_REPLICATE)


def person_of(path, x, y, face_px):
    """One person cut out of a group picture, 1280×720, with the face at the size of 70 cm."""
    scale = 183.0 / face_px
    half = 300 * face_px / 183.0
    picture = read(path)[:, max(0, int(x - half)) : int(x + half)]
    x -= max(0, int(x - half))
    matrix = np.array([[scale, 0, 640 - scale * x], [0, scale, 0.42 * 720 - scale * y]])
    return cv2.warpAffine(picture, matrix, (1280, 720), flags=cv2.INTER_AREA,
                          borderMode=cv2.BORDER_REPLICATE)


def pictures(people_dir=None):
    """The pictures by name. `people_dir`: the sample pictures of npm's @vladmandic/face-api 1.7.15."""
    found = {
        "1280 at 70 cm": at_desk(1280, 720, 70),
        "640 at 70 cm": at_desk(640, 480, 70),
        "astronaut": read(FIXTURES / "astronaut.png"),
        "1280 at 50 cm": at_desk(1280, 720, 50),
        "640 at 100 cm": at_desk(640, 480, 100),
        "desk": read(FIXTURES / "desk_1280x720.jpg"),
        "1280 at 100 cm": at_desk(1280, 720, 100),
        "640 at 50 cm": at_desk(640, 480, 50),
    }
    if people_dir:
        folder = Path(people_dir)
        found["person B"] = person_of(folder / "sample3.jpg", 1233, 320, 190)
        found["person C"] = person_of(folder / "sample6.jpg", 1632, 400, 170)
        found["person D"] = person_of(folder / "sample6.jpg", 350, 620, 170)
    return found


def affine(picture, matrix):
    """The picture moved by `matrix` (2×3), and a function that moves points back."""
    height, width = picture.shape[:2]
    moved = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC,
                           borderMode=cv2.BORDER_REPLICATE)
    inverse = cv2.invertAffineTransform(matrix)
    return moved, lambda points: points @ inverse[:, :2].T + inverse[:, 2]


def about(centre, scale=1.0, angle=0.0, shift=(0.0, 0.0)):
    c, s = scale * math.cos(angle), scale * math.sin(angle)
    rotation = np.array([[c, -s], [s, c]])
    return np.c_[rotation, centre - rotation @ centre + np.array(shift)]


def head_enlarged(picture, centre, head_width, enlargement):
    """The head enlarged about its centre: fully within 0.85 head widths, unchanged beyond 1.5."""
    height, width = picture.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64))
    target = np.hypot(x - centre[0], y - centre[1]) / head_width
    source = target.copy()
    for _ in range(12):
        t = np.clip((1.5 - source) / (1.5 - 0.85), 0, 1)
        source = target / (1 + enlargement * t * t * (3 - 2 * t))
    ratio = np.divide(source, target, out=np.ones_like(source), where=target > 0)
    map_x = (centre[0] + (x - centre[0]) * ratio).astype(np.float32)
    map_y = (centre[1] + (y - centre[1]) * ratio).astype(np.float32)
    return cv2.remap(picture, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def jpeg(picture, quality):
    _, coded = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return cv2.imdecode(coded, cv2.IMREAD_COLOR)[..., ::-1].copy()


def noisy(picture, sd, generator):
    noise = generator.normal(0, sd, picture.shape[:2] + (3,)).astype(np.float32)
    return np.clip(picture + noise, 0, 255).round().astype(np.uint8)


def same(points):
    return points


def perturbations(picture, head_centre, head_width):
    """Yield (kind, setting, mirrored, picture, function that moves points back)."""
    generator = np.random.default_rng(SEED)
    height, width = picture.shape[:2]
    middle = np.array([width / 2, height / 2])
    # A person who sits still: sensor noise, JPEG, and less than a pixel of movement.
    for _ in range(20):
        moved, back = affine(picture, about(middle, shift=generator.uniform(-0.5, 0.5, 2)))
        yield "still", 0.0, False, jpeg(noisy(moved, 3, generator), 85), back
    # Small movements of the head and body together: up to 3 % of the head width.
    for _ in range(16):
        shift = generator.uniform(-0.03, 0.03, 2) * head_width
        yield "sub-pixel", 0.0, False, *affine(picture, about(middle, shift=shift))
    for _ in range(16):
        shift = generator.uniform(-0.5, 0.5, 2) * head_width
        yield "shift", 0.0, False, *affine(picture, about(middle, shift=shift))
    for zoom in np.linspace(0.9, 1.3, 21):
        yield "zoom", zoom, False, *affine(picture, about(middle, scale=zoom))
    for quality in range(40, 96, 11):
        yield "JPEG", quality, False, jpeg(picture, quality), same
    for sd in np.repeat([2, 4, 6, 8, 10], 2):
        yield "noise", sd, False, noisy(picture, sd, generator), same
    for sd in np.linspace(0.4, 2, 5):
        yield "blur", sd, False, cv2.GaussianBlur(picture, (0, 0), sd), same
    for gamma in np.linspace(0.6, 1.6, 6):
        table = (255 * (np.arange(256) / 255) ** gamma).round().astype(np.uint8)
        yield "gamma", gamma, False, table[picture], same
    flip = np.array([[-1.0, 0, width - 1], [0, 1, 0]])
    for _ in range(6):
        shift = generator.uniform(-0.03, 0.03, 2) * head_width
        yield "mirror", 0.0, True, *affine(picture, flip + np.c_[np.zeros((2, 2)), shift])
    for degrees in np.linspace(-15, 15, 7):
        angle = math.radians(degrees)
        yield "rotation", degrees, False, *affine(picture, about(head_centre, angle=angle))
    for enlargement in np.repeat([0.0, 0.04, 0.07, 0.10], 6):
        grown = head_enlarged(picture, head_centre, head_width, enlargement)
        moved, back = affine(grown, about(middle, shift=generator.uniform(-0.03, 0.03, 2) * head_width))
        yield "head warp", enlargement, False, moved, back
