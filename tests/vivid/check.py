"""Checks the results of the emulated machine: `check.py RESULTS_FOLDER`. Exit code 0 if all checks hold."""

import json
import re
import struct
import sys
import zlib
from pathlib import Path

# RGB of the bars at 75 % of full scale, from left to right.
BARS_75 = {
    "white": (191, 191, 191),
    "yellow": (191, 191, 0),
    "cyan": (0, 191, 191),
    "green": (0, 191, 0),
    "magenta": (191, 0, 191),
    "red": (191, 0, 0),
    "blue": (0, 0, 191),
    "black": (0, 0, 0),
}
WIDTH, HEIGHT = 640, 480
BAR_PX = WIDTH // len(BARS_75)
# 8-bit YCbCr cannot represent RGB exactly: one step of chroma is up to two steps of red or blue.
COLOUR_TOLERANCE = 4
# Maximum time until a disconnected device is closed, also under emulation.
RELEASE_LIMIT_S = 20
# The rows above contain the driver's counters and the verdict drawn by --annotate.
FIRST_CLEAN_ROW = HEIGHT // 2

results = Path(sys.argv[1])
table = []


def check(name, holds, observed):
    table.append((bool(holds), name, observed))


def text(name):
    path = results / name
    return path.read_text(errors="replace").strip() if path.exists() else ""


def code_and_seconds(scene):
    words = text(f"{scene}.code").split()
    return (int(words[0]), int(words[1])) if len(words) == 2 else (None, None)


def expect_message(scene, code, words, within_s=None):
    """Checks that the scene ended with `code` and with `words` on standard error, within `within_s` seconds."""
    observed_code, seconds = code_and_seconds(scene)
    error = text(f"{scene}.err")
    message = next((l for l in reversed(error.splitlines()) if l.startswith("plumbline: ")), error)
    holds = observed_code == code and words in error and "panicked" not in error
    if within_s is not None:
        holds = holds and seconds is not None and seconds <= within_s
    check(scene, holds, f"exit {observed_code}, {seconds} s: {message or '(silent)'}")


def rows_of_png(path):
    """The pixel rows of an 8-bit RGB PNG file without interlacing."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    at, packed, header = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    width, height, depth, colour, _, _, interlace = header
    assert (depth, colour, interlace) == (8, 2, 0), header
    raw, stride = zlib.decompress(packed), width * 3
    rows, above = [], bytearray(stride)
    for y in range(height):
        line = raw[y * (stride + 1) : (y + 1) * (stride + 1)]
        row = bytearray(line[1:])
        for x in range(stride):
            left = row[x - 3] if x >= 3 else 0
            up, corner = above[x], above[x - 3] if x >= 3 else 0
            if line[0] == 1:
                row[x] = (row[x] + left) & 255
            elif line[0] == 2:
                row[x] = (row[x] + up) & 255
            elif line[0] == 3:
                row[x] = (row[x] + (left + up) // 2) & 255
            elif line[0] == 4:
                estimate = left + up - corner
                nearest = min((left, up, corner), key=lambda v: abs(estimate - v))
                row[x] = (row[x] + nearest) & 255
        rows.append(bytes(row))
        above = row
    return rows


def rows_of_rgb(path):
    data = path.read_bytes()
    assert len(data) == WIDTH * HEIGHT * 3, f"{path}: {len(data)} bytes"
    return [data[y * WIDTH * 3 : (y + 1) * WIDTH * 3] for y in range(HEIGHT)]


def pixel(row, x):
    return tuple(row[3 * x : 3 * x + 3])


def mean_colours(rows):
    """Mean colour of each bar without its edges, because two neighbouring pixels share their chroma."""
    means = []
    for bar in range(len(BARS_75)):
        columns = range(bar * BAR_PX + 4, (bar + 1) * BAR_PX - 4)
        pixels = [pixel(row, x) for row in rows[FIRST_CLEAN_ROW:] for x in columns]
        means.append(tuple(sum(p[c] for p in pixels) / len(pixels) for c in range(3)))
    return means


def worst(a, b):
    return max(abs(x - y) for p, q in zip(a, b) for x, y in zip(p, q))


def pictures(scene):
    return sorted((results / f"{scene}.pictures").glob("*.png"))


def lines(scene):
    return [json.loads(l) for l in text(f"{scene}.out").splitlines() if l.startswith("{")]


def expect_frames(scene, count):
    """Checks that the scene has `count` pictures of the right size, without a person."""
    observed_code, seconds = code_and_seconds(scene)
    reports = lines(scene)
    sizes = {(r["width"], r["height"]) for r in reports}
    times = [r["t_ms"] for r in reports]
    holds = (
        observed_code == 4
        and "nobody was seen" in text(f"{scene}.err")
        and "panicked" not in text(f"{scene}.err")
        and len(reports) == count == len(pictures(scene))
        and sizes == {(WIDTH, HEIGHT)}
        and all(a < b for a, b in zip(times, times[1:]))
        and all(r["landmarks"] is None for r in reports)
    )
    size = ", ".join(f"{w}×{h}" for w, h in sizes) or text(f"{scene}.err")
    check(scene, holds, f"exit {observed_code}, {seconds} s: {len(reports)} pictures, {size}, nobody seen")


def expect_colours(scene, driver_file, named, index=0, label="colours"):
    """Checks the mean colours of the bars, and every pixel of the clean rows against the driver's RGB frame."""
    files = pictures(scene)
    if len(files) <= index or not (results / driver_file).exists():
        check(f"{scene} {label}", False, "no picture")
        return None
    rows, truth = rows_of_png(files[index]), rows_of_rgb(results / driver_file)
    means = mean_colours(rows)
    from_names = worst(means, named)
    inner = [x for x in range(WIDTH) if 4 <= x % BAR_PX < BAR_PX - 4]
    from_driver = max(
        worst([pixel(a, x)], [pixel(b, x)])
        for a, b in zip(rows[FIRST_CLEAN_ROW:], truth[FIRST_CLEAN_ROW:])
        for x in inner
    )
    check(
        f"{scene} {label}",
        max(from_names, from_driver) <= COLOUR_TOLERANCE,
        f"off by {from_names:.1f} from the named bars (means), "
        f"by {from_driver} from the driver's own RGB (worst pixel)",
    )
    return means


def shift_of(row, still):
    """Shift of `row` to the right against the row `still`, pixels, and the mean error at this shift."""
    errors = []
    for shift in range(WIDTH):
        off = (abs(row[3 * x + c] - still[3 * ((x - shift) % WIDTH) + c])
               for x in range(0, WIDTH, 8) for c in range(3))
        errors.append((sum(off), shift))
    error, shift = min(errors)
    return shift, error / (3 * WIDTH / 8)


# No camera.
expect_message("none_list", 3, "no camera was found")
expect_message("none_analyze", 3, "no camera was found")

# The list of cameras.
check("node", text("nodes") == "/dev/video0", text("nodes"))
check("list", code_and_seconds("list")[0] == 0 and text("list.out") == "camera:0  vivid-000-vid-cap",
      text("list.out"))
check("list_json", lines("list_json") == [{"index": 0, "name": "vivid-000-vid-cap"}],
      text("list_json.out"))

# Frames.
expect_frames("bars", 5)
agreed = text("bars.format")
fields = {
    "size": r"Width/Height\s*:\s*(\S+)", "format": r"Pixel Format\s*:\s*'(\S+)'",
    "rate": r"Frames per second\s*:\s*(\S+)", "range": r"Quantization\s*:\s*(.+)",
}
found = {k: (m.group(1) if (m := re.search(p, agreed)) else "?") for k, p in fields.items()}
check("bars format", found["size"] == f"{WIDTH}/{HEIGHT}" and found["format"] == "YUYV"
      and found["rate"].startswith("15."), "the driver was set to " + ", ".join(found.values()))
means = expect_colours("bars", "bars_driver.rgb", list(BARS_75.values()))
expect_colours("bars", "bars_driver.rgb", list(BARS_75.values()), index=4,
            label="colours, last picture")
expect_frames("bars_100", 1)
expect_colours("bars_100", "bars_100_driver.rgb",
            [tuple(255 * (v > 0) for v in p) for p in BARS_75.values()])
expect_frames("moving", 3)
still = rows_of_rgb(results / "bars_driver.rgb")[400]
shifts = [shift_of(rows_of_png(p)[400], still) for p in pictures("moving")]
check("moving pictures are new ones",
      len({s for s, _ in shifts}) > 1 and all(e <= COLOUR_TOLERANCE for _, e in shifts),
      "pushed right by " + ", ".join(f"{s} px" for s, _ in shifts))
for fourcc in ("NV12", "RGB3", "BGR3"):
    expect_frames(f"only_{fourcc}", 1)
    set_format = re.search(fields["format"], text(f"only_{fourcc}.format"))
    check(f"only_{fourcc} format", set_format and set_format.group(1) == fourcc,
          f"the driver was set to {set_format.group(1) if set_format else '?'}")
    expect_colours(f"only_{fourcc}", "bars_driver.rgb", list(BARS_75.values()))

# Errors, with the messages for the person.
expect_frames("only_GREY", 1)
expect_frames("left_uyvy", 1)
expect_frames("left_12_5_fps", 1)
expect_message("busy_uyvy", 3, "in use by another program")
left = re.search(fields["format"], text("busy_uyvy.format"))
check("busy_uyvy format", left and left.group(1) == "UYVY",
      f"the other program keeps {left.group(1) if left else '?'}")
expect_message("busy", 3, "in use by another program")
expect_message("busy_over", 4, "nobody was seen")
expect_message("busy_second", 3, "in use by another program")
expect_message("forbidden", 3, 'add yourself to the group "video"')
expect_message("silent", 3, "sends no pictures")
# The driver refuses once: the next mode is tried, and works.
expect_message("no_buffers", 4, "nobody was seen")
expect_message("no_start", 4, "nobody was seen")
for scene in ("broken", "gone_control", "gone"):
    began = text(f"{scene}.before")
    at = text(f"{scene}.at").split()
    expect_message(scene, 3, "was disconnected")
    took = int(at[1]) - int(at[0]) if len(at) == 2 else None
    check(f"{scene} lets go", int(began or 0) >= 2 and text(f"{scene}.held") == "held"
          and took is not None and took <= RELEASE_LIMIT_S,
          f"after {began} pictures; the device was closed {took} s later (whole seconds)")
expect_message("gone_control_over", 4, "nobody was seen")
check("gone node", "No such file" in text("gone.nodes"), text("gone.nodes"))
expect_message("gone_list", 3, "no camera was found")
expect_message("gone_over", 4, "nobody was seen")
check("two_list", code_and_seconds("two_list")[0] == 0
      and text("two_list.out").splitlines()[-1:] == ["camera:1  vivid-000-vid-cap"],
      " | ".join(text("two_list.out").splitlines()))
expect_frames("two_first_usable", 1)
expect_message("two_metadata", 3, "no format Plumbline can read")
check("kernel log", not re.search(r"BUG:|WARNING:|Oops", text("dmesg")), "no kernel warning")

print()
print(f"{text('kernel')}\n{text('host')}")
if means:
    print("bars as plumbline decoded them from YUYV: " + ", ".join(
        f"{name} {tuple(round(v) for v in mean)}" for name, mean in zip(BARS_75, means)))
print()
for holds, name, observed in table:
    print(f"{'ok' if holds else 'FAILED':<7} {name:<30} {observed}")
failed = sum(not holds for holds, _, _ in table)
print(f"\n{len(table) - failed} of {len(table)} checks hold")
sys.exit(1 if failed else 0)
