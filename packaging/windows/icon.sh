#!/usr/bin/env bash
# Draws assets/icon/plumbline.ico from assets/icon/plumbline.svg. Run it after the drawing has changed. Needs rsvg-convert.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sizes=(16 20 24 32 40 48 64 256)
for size in "${sizes[@]}"; do rsvg-convert -w "$size" -h "$size" assets/icon/plumbline.svg -o "$work/$size.png"; done
python3 - "$work" assets/icon/plumbline.ico "${sizes[@]}" <<'PY'
import pathlib, struct, sys
work, target, *sizes = sys.argv[1:]
pictures = [(int(size), (pathlib.Path(work) / f"{size}.png").read_bytes()) for size in sizes]
# Header, one entry for each picture (256 is written as 0), pictures as PNG.
head, offset = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
for size, data in pictures:
    head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
    offset += len(data)
pathlib.Path(target).write_bytes(head + b"".join(data for _, data in pictures))
PY
