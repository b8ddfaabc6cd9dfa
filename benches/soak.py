#!/usr/bin/env python3
"""Half an hour of real time: does memory stay flat, are handles let go of, is no lapse missed?

    cargo build --release --locked
    benches/soak.py                      # without a window
    benches/soak.py --window             # with one, on a virtual display (Xvfb)
    benches/soak.py --minutes 5

A rendered person sits before a network camera, upright, and lets the head sink to a side once in every
round. Every fault that should be alerted is counted against what the program says. Memory, open files
and threads are read from /proc every ten seconds; the slope is the least-squares line through all of
them but the first fifth. Prints one JSON object; exits with 1 if a lapse was missed or a false one told.
Three days in a minute: cargo test --test day -- --ignored --nocapture
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import watching

PEOPLE = watching.REPO / "tests" / "fixtures" / "people"
UPRIGHT_S, LAPSE_S = 210, 90


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", default=watching.REPO / "target" / "release" / "plumbline", type=pathlib.Path)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--window", action="store_true", help="the window, on a virtual display")
    parser.add_argument("--fps", type=int, default=10)
    return parser.parse_args()


def noisy(picture, folder, name):
    """Eight pictures of it with a webcam's noise."""
    out = folder / f"{name}-%02d.jpg"
    watching.ffmpeg(
        "-loop", "1", "-framerate", "10", "-i", picture, "-vf", "noise=alls=6:allf=t",
        "-frames:v", "8", "-q:v", "4", out,
    )
    return [path.read_bytes() for path in sorted(folder.glob(f"{name}-*.jpg"))]


class Rounds:
    """The pictures of one round, made as they are asked for: a list would be thousands of them."""

    def __init__(self, upright, lapse, fps):
        self.upright, self.lapse, self.fps = upright, lapse, fps
        self.length = (UPRIGHT_S + LAPSE_S) * fps

    def __len__(self):
        return self.length

    def __getitem__(self, i):
        of = self.upright if i < UPRIGHT_S * self.fps else self.lapse
        return of[i % len(of)]


def state_of(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    number = lambda key: int(re.search(rf"^{key}:\s+(\d+)", status, re.M).group(1))
    return {
        "rss_kb": number("VmRSS"),
        "anon_kb": number("RssAnon"),
        "threads": number("Threads"),
        "files": len(os.listdir(f"/proc/{pid}/fd")),
    }


def slope(points):
    """Least squares: change a second."""
    n = len(points)
    mean_x = sum(x for x, _ in points) / n
    mean_y = sum(y for _, y in points) / n
    over = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / over if over else 0.0


def display():
    xvfb = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1120x760x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    return xvfb, f":{xvfb.stdout.readline().strip()}"


def soak(args, source, home, environment):
    said = home / "said"
    command = [args.binary, "--source", source]
    xvfb = None
    if args.window:
        xvfb, environment["DISPLAY"] = display()
        environment["LIBGL_ALWAYS_SOFTWARE"] = "1"
    else:
        command += ["monitor", "--no-window", "--calibrate"]
    with open(said, "w") as out:
        child = subprocess.Popen([str(word) for word in command], stdout=out, stderr=out, env=environment)
    begun, samples = time.monotonic(), []
    try:
        if args.window:
            time.sleep(15)
            for words in (["search", "--name", "^Plumbline$", "windowfocus"], ["key", "ctrl+u"]):
                subprocess.run(["xdotool", *words], env=environment, check=True, stdout=subprocess.DEVNULL)
        while time.monotonic() - begun < args.minutes * 60 and child.poll() is None:
            samples.append((time.monotonic() - begun, state_of(child.pid)))
            time.sleep(10)
        is_alive = child.poll() is None
        lasted = time.monotonic() - begun
    finally:
        child.terminate()
        child.wait()
        if xvfb:
            xvfb.terminate()
    text = re.sub(r"\x1b\[[0-9;]*m", "", said.read_text())
    events = re.findall(r"event=(\w+)", text)
    alerts = re.findall(r"event=Alert .*?fault: (\w+)", text)
    settled = samples[len(samples) // 5:]
    line = lambda key: slope([(t, sample[key]) for t, sample in settled])
    # A lapse is alerted after fifteen seconds; one that has only just begun is not counted.
    rounds, rest = divmod(lasted, UPRIGHT_S + LAPSE_S)
    lapses = int(rounds) + (rest > UPRIGHT_S + 25)
    return {
        "window": args.window,
        "minutes": round(lasted / 60, 1),
        "alive": is_alive,
        "panics": text.count("panicked"),
        "lapses": lapses,
        "alerts": {fault: alerts.count(fault) for fault in sorted(set(alerts))},
        "events": {name: events.count(name) for name in sorted(set(events))},
        "rss_mb_every_5_min": [round(sample["rss_kb"] / 1000, 1) for _, sample in samples[::30]],
        "rss_kb_per_hour": round(line("rss_kb") * 3600, 1),
        "anon_kb_per_hour": round(line("anon_kb") * 3600, 1),
        "files": sorted({sample["files"] for _, sample in settled}),
        "threads": sorted({sample["threads"] for _, sample in settled}),
        "load_average": os.getloadavg()[0],
    }


def main():
    args = arguments()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        home = folder / "home"
        config = home / ".config" / "plumbline"
        config.mkdir(parents=True)
        (config / "settings.toml").write_text("version = 1\nwelcomed = true\n")
        environment = {**os.environ, "HOME": str(home), "NO_COLOR": "1"}
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "DISPLAY", "WAYLAND_DISPLAY"):
            environment.pop(name, None)
        man = PEOPLE / "man"
        pictures = Rounds(
            noisy(man / "rest.jpg", folder, "upright"),
            noisy(man / "ear-to-shoulder-left.jpg", folder, "lapse"),
            args.fps,
        )
        result = soak(args, watching.serve(pictures, args.fps), home, environment)
        print(json.dumps(result))
        is_well = result["alive"] and not result["panics"]
        # Whoever sits for twenty-five minutes is asked to move as well.
        told = {fault: n for fault, n in result["alerts"].items() if fault != "TooStill"}
        sys.exit(0 if is_well and told == {"HeadTilt": result["lapses"]} else 1)


if __name__ == "__main__":
    main()
