#!/usr/bin/env python3
"""Print the tables of RESULTS.md from the results of run_study.py.

usage: tables.py OUT_DIR

All lengths are in % of the head width of the picture: the distance of BlazePose's ears, averaged over
all changes with the standard ROI. Scales and ratios are in % of themselves. Numbers are root mean
squares over the pictures unless stated otherwise.
"""

import sys
from pathlib import Path

import numpy as np

from networks import EARS, EYES, FACE, MOUTH, NOSE, SHOULDERS, canonical_face
from run_study import CONFIGURATIONS

GROUPS = {"nose": NOSE, "eyes": EYES, "ears": EARS, "mouth": MOUTH, "shoulders": SHOULDERS}
KINDS = ["still", "sub-pixel", "shift", "zoom", "JPEG", "noise", "blur", "gamma", "mirror", "rotation"]
MESH_RUNS = ["held ROI", "own ROI, 2 runs", "own ROI, 3 runs", "own ROI, 3 runs, area-averaged"]
MESH_GROUPS = {"nose tip": [1, 4], "eye corners": [33, 133, 362, 263], "mouth corners": [61, 291],
               "chin": [152, 175, 199], "forehead": [10, 67, 297, 109, 338],
               "ear edge": [127, 234, 356, 454], "all 468": list(range(468))}
CANONICAL, WEIGHTS = canonical_face()


def config_name(config):
    variant, factor, averaged, policy = config
    return f"{variant} {factor:g}{' averaged' if averaged else ''}{'' if policy == 'held' else ' ' + policy}"


def rms(values, axis=None):
    return np.sqrt(np.mean(np.square(values), axis=axis))


def spread(values):
    """Root mean square deviation of the logarithms of positive numbers from their mean, in %."""
    logs = np.log(values)
    return 100 * rms(logs - logs.mean())


def similarity_2d(points, template):
    """Scale of the similarity that best maps the template to the points (n × k × 2)."""
    z = (points - points.mean(1, keepdims=True)) @ [1, 1j]
    t = (template - template.mean(0)) @ [1, 1j]
    return np.abs((z * t.conj()).sum(1)) / (np.abs(t) ** 2).sum()


def similarity_3d(points, weights):
    """Scale (px per cm) of the weighted rigid fit of the canonical face (Umeyama)."""
    w = weights / weights.sum()
    t = CANONICAL - w @ CANONICAL
    scales = []
    for p in points:
        centred = p - w @ p
        u, s, vt = np.linalg.svd((centred * w[:, None]).T @ t)
        s[2] *= np.sign(np.linalg.det(u @ vt))
        scales.append(s.sum() / (w @ (t**2).sum(1)))
    return np.array(scales)


def orthographic(points, weights):
    """Scale (px per cm) of the scaled orthographic fit of the canonical face, without z."""
    w = weights / weights.sum()
    t = CANONICAL - w @ CANONICAL
    inverse = np.linalg.inv((t * w[:, None]).T @ t)
    scales = []
    for p in points[..., :2]:
        affine = ((p - w @ p) * w[:, None]).T @ t @ inverse
        scales.append(np.linalg.svd(affine)[1].mean())
    return np.array(scales)


class Picture:
    """The results of one picture and the quantities computed from them."""

    def __init__(self, path):
        found = np.load(path)
        self.name = path.stem
        self.kinds, self.settings = found["kinds"], found["settings"]
        self.pose, self.mesh = found["pose"].astype(float), found["mesh"].astype(float)
        self.presence, self.visibility, self.logit = found["presence"], found["visibility"], found["logit"]
        plain = self.kinds != "head warp"
        self.reference = self.pose[plain, 0].mean(0)
        self.head_width = np.linalg.norm(self.reference[7] - self.reference[8])
        self.near = np.isin(self.kinds, ["still", "sub-pixel"])
        self.quantities = {"head": {}, "shoulder width": {}, "shoulder y": {}, "ear height": {}, "ear y": {}}
        for c, config in enumerate(CONFIGURATIONS):
            points = self.pose[:, c]
            name = config_name(config)
            face = points[:, list(FACE)]
            self.quantities["head"][name] = similarity_2d(face, face[self.near].mean(0))
            shoulders, ears = points[:, SHOULDERS], points[:, EARS]
            self.quantities["shoulder width"][name] = np.linalg.norm(shoulders[:, 0] - shoulders[:, 1], axis=1)
            y = 100 / self.head_width
            self.quantities["shoulder y"][name] = shoulders.mean(1)[:, 1] * y
            self.quantities["ear y"][name] = ears.mean(1)[:, 1] * y
            self.quantities["ear height"][name] = (shoulders.mean(1) - ears.mean(1))[:, 1] * y
        for r, run in enumerate(MESH_RUNS):
            mesh = self.mesh[:, r]
            head = self.quantities["head"]
            head[f"mesh {run}: own template, 2D"] = similarity_2d(mesh[..., :2], mesh[self.near, :, :2].mean(0))
            head[f"mesh {run}: canonical, 3D"] = similarity_3d(mesh, np.ones(468))
            head[f"mesh {run}: canonical, 3D, MediaPipe's 33"] = similarity_3d(mesh, WEIGHTS)
            head[f"mesh {run}: canonical, orthographic"] = orthographic(mesh, np.ones(468))
            eyes = mesh[:, [33, 263], :2]
            head[f"mesh {run}: outer eye corners"] = np.linalg.norm(eyes[:, 0] - eyes[:, 1], axis=1)
            edges = mesh[:, [234, 454], :2]
            head[f"mesh {run}: face breadth 234–454"] = np.linalg.norm(edges[:, 0] - edges[:, 1], axis=1)

    def of(self, kind):
        return self.kinds == kind

    def slope(self, values):
        """Change in % per 10 % of zoom, and the residual about that line (%)."""
        zoom = self.of("zoom")
        x, y = np.log(self.settings[zoom]), np.log(values[zoom])
        a, b = np.polyfit(x, y, 1)
        return 100 * a * np.log(1.1), 100 * np.std(y - a * x - b)

    def warp_recovered(self, values):
        """Mean and sd of the measured enlargement (%) for each true enlargement."""
        warp = self.of("head warp")
        zero = np.log(values[warp & (self.settings == 0)]).mean()
        seen = [100 * (np.exp(np.log(values[warp & (self.settings == e)]) - zero) - 1) for e in (0.04, 0.07, 0.10)]
        return [s.mean() for s in seen], [s.std(ddof=1) for s in seen]


def table(head, rows, digits=2):
    print("| " + " | ".join(head) + " |")
    print("|---" * len(head) + "|")
    for row in rows:
        print("| " + " | ".join(c if isinstance(c, str) else f"{c:.{digits}f}" for c in row) + " |")
    print()


def landmark_spreads(pictures, kind, points_of, groups):
    """For each group, the rms deviation of a coordinate from its mean over the kind of change."""
    out = []
    for indices in groups.values():
        per_picture = []
        for picture in pictures:
            points = points_of(picture)[picture.of(kind)][:, indices, :2]
            per_picture.append(100 * rms(points - points.mean(0)) / picture.head_width)
        out.append(rms(per_picture))
    return out


def landmark_tables(pictures):
    columns = {"still": ["still"], "moved": ["sub-pixel", "shift", "zoom", "rotation"],
               "light": ["JPEG", "noise", "blur", "gamma"]}
    print("## Landmarks: deviation of a coordinate from its mean (% of head width)\n")
    print("still: white noise. moved: shift, zoom, rotation undone. light: JPEG, noise, blur, gamma.\n")

    def rows(names, points_of, groups):
        for index, name in enumerate(names):
            row = []
            for kinds in columns.values():
                spreads = [landmark_spreads(pictures, k, lambda p: points_of(p, index), groups) for k in kinds]
                row.append(rms(spreads, axis=0))
            yield [name, *(" / ".join(f"{v:.2f}" for v in group) for group in zip(*row))]

    heading = [f"{group}: still / moved / light" for group in GROUPS]
    table(["pose", *heading], rows([config_name(c) for c in CONFIGURATIONS], lambda p, c: p.pose[:, c], GROUPS))
    table(["mesh", *MESH_GROUPS], rows(MESH_RUNS, lambda p, r: p.mesh[:, r], MESH_GROUPS))


def mean_and_sd(values):
    return f"{np.mean(values):+.1f} ± {np.std(values):.1f}"


def scale_table(pictures, quantity, follows_head):
    """Spread by kind of change, slope with zoom, and effect of enlarging only the head."""
    print(f"## {quantity}: spread (%)\n")
    rows = []
    for name in pictures[0].quantities[quantity]:
        if name.startswith("mesh") and not name.startswith(f"mesh {MESH_RUNS[2]}:") and not name.endswith("3D"):
            continue
        values = [p.quantities[quantity][name] for p in pictures]
        spreads = [rms([spread(v[p.of(k)]) for p, v in zip(pictures, values)]) for k in KINDS]
        slopes = [p.slope(v) for p, v in zip(pictures, values)]
        seen = [p.warp_recovered(v) for p, v in zip(pictures, values)]
        rows.append([name, *spreads, mean_and_sd([s for s, _ in slopes]), rms([e for _, e in slopes]),
                     *np.mean([m for m, _ in seen], axis=0),
                     rms([np.subtract(m, (4, 7, 10) if follows_head else 0) for m, _ in seen]),
                     rms([s for _, s in seen])])
    table([quantity, *KINDS, "slope per 10 % zoom", "about it", "head 4 % larger", "7 %", "10 %",
           "error of these", "sd"], rows)


def ratio_table(pictures, names):
    mesh = f"mesh {MESH_RUNS[2]}: canonical, 3D"
    print("## Head scale ÷ shoulder width: constant under zoom, follows the head's enlargement\n")
    rows = []
    for shoulder in names:
        for head in (shoulder, mesh):
            if head != mesh and "anchored" in shoulder:
                continue
            values = [p.quantities["head"][head] / p.quantities["shoulder width"][shoulder] for p in pictures]
            slopes = [p.slope(v) for p, v in zip(pictures, values)]
            seen = [p.warp_recovered(v) for p, v in zip(pictures, values)]
            spreads = [rms([spread(v[p.of(k)]) for p, v in zip(pictures, values)])
                       for k in ("still", "sub-pixel", "shift", "zoom", "rotation")]
            rows.append([shoulder, "mesh" if head == mesh else "pose", *spreads,
                         mean_and_sd([s for s, _ in slopes]), *np.mean([m for m, _ in seen], axis=0),
                         rms([np.subtract(m, (4, 7, 10)) for m, _ in seen]), rms([s for _, s in seen])])
    table(["shoulders", "head", "still", "sub-pixel", "shift", "zoom", "rotation", "slope per 10 % zoom",
           "head 4 % larger", "7 %", "10 %", "error of these", "sd"], rows)


def position_table(pictures, names):
    for quantity in ("shoulder y", "ear height"):
        print(f"## {quantity}: sd (% of head width)\n")
        rows = [[name, *(rms([p.quantities[quantity][name][p.of(kind)].std() for p in pictures]) for kind in KINDS)]
                for name in names]
        table([quantity, *KINDS], rows)


def placement_table(pictures, names):
    print("## Against the standard ROI's mean (% of head width; shoulder width in %)\n")
    rows = []
    for c, name in enumerate(names):
        offsets, widths, low, seen = [], [], [], []
        for p in pictures:
            plain = p.kinds != "head warp"
            mean = p.pose[plain, c].mean(0)
            offset = 100 * (mean - p.reference) / p.head_width
            offsets.append([rms(np.linalg.norm(offset[i], axis=-1)) for i in GROUPS.values()])
            widths.append(100 * (np.linalg.norm(mean[11] - mean[12])
                                 / np.linalg.norm(p.reference[11] - p.reference[12]) - 1))
            low.append(p.presence[plain, c].min())
            seen.append(p.visibility[plain, c][:, [7, 8, 11, 12]].min())
        rows.append([name, *rms(offsets, axis=0), mean_and_sd(widths), min(low), min(seen)])
    table(["pose", *GROUPS, "shoulder width", "least presence", "least visibility"], rows)
    print(f"Least face logit: {min(p.logit.min() for p in pictures):.1f}\n")


def correlation_table(pictures, names):
    print("## Correlation over zoom and shift\n")
    off = ~np.eye(11, dtype=bool)
    rows = []
    for c, name in enumerate(names):
        found = []
        for p in pictures:
            points = p.pose[np.isin(p.kinds, ["zoom", "shift"]), c]
            x, y = points[..., 0].T, points[..., 1].T
            found.append([np.corrcoef(x[:11])[off].mean(), np.corrcoef(y[:11])[off].mean(),
                          np.corrcoef(x[7], x[8])[0, 1], np.corrcoef(x[11], x[12])[0, 1],
                          np.corrcoef(y[11], y[12])[0, 1], np.corrcoef(y[7] + y[8], y[11] + y[12])[0, 1]])
        rows.append([name, *np.mean(found, axis=0)])
    table(["pose", "face x", "face y", "ears x", "shoulders x", "shoulders y",
           "ear mid y, shoulder mid y"], rows)


def main():
    every = [Picture(path) for path in sorted(Path(sys.argv[1]).glob("*.npz"))]
    names = [config_name(config) for config in CONFIGURATIONS]
    sets = {"The astronaut": [p for p in every if not p.name.startswith("person")],
            "Other people": [p for p in every if p.name.startswith("person")]}
    for set_name, pictures in sets.items():
        if not pictures:
            continue
        print(f"# {set_name}: " + ", ".join(f"{p.name} ({p.head_width:.0f} px)" for p in pictures) + "\n")
        scale_table(pictures, "head", follows_head=True)
        scale_table(pictures, "shoulder width", follows_head=False)
        ratio_table(pictures, names)
        position_table(pictures, names)
        landmark_tables(pictures)
        placement_table(pictures, names)
        correlation_table(pictures, names)


if __name__ == "__main__":
    main()
