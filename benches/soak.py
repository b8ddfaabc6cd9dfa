#!/usr/bin/env python3
"""Soak test: half an hour of real time. Checks memory, open files, threads and alerts.

    cargo build --release --locked
    benches/soak.py                      # without a window
    benches/soak.py --window             # with a window, on a virtual display (Xvfb)
    benches/soak.py --minutes 5

A network camera shows a rendered person who sits upright and tilts the head to one side once per round
(a lapse). The alerts of the program are compared with the number of lapses. Memory, open files and
threads are read from /proc every ten seconds. The slope is that of the regression line through the
samples without their first fifth. Prints one JSON object. The exit code is 1 if the program ended or
panicked, or if a lapse was missed or a false alert was raised.
Three simulated days in a minute: cargo test --release --test suite day -- --ignored --nocapture
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
    parser.add_argument("--window", action="store_true", help="run the window on a virtual display")
    parser.add_argument("--fps", type=int, default=10)
    return parser.parse_args()


def noisy(picture, folder, name):
    """Eight copies of `picture` with the noise of a webcam, as JPEG bytes."""
    out = folder / f"{name}-%02d.jpg"
    watching.ffmpeg(
        "-loop", "1", "-framerate", "10", "-i", picture, "-vf", "noise=alls=6:allf=t",
        "-frames:v", "8", "-q:v", "4", out,
    )
    return [path.read_bytes() for path in sorted(folder.glob(f"{name}-*.jpg"))]


class Rounds:
    """The pictures of one round, selected on access: a list would have thousands of entries."""

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
    """Slope of the regression line through `points`, per second."""
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
    log = home / "log"
    command = [args.binary, "--source", source]
    xvfb = None
    if args.window:
        xvfb, environment["DISPLAY"] = display()
        environment["LIBGL_ALWAYS_SOFTWARE"] = "1"
    else:
        command += ["monitor", "--no-window", "--calibrate"]
    with open(log, "w") as out:
        child = subprocess.Popen([str(word) for word in command], stdout=out, stderr=out, env=environment)
    started, samples = time.monotonic(), []
    try:
        if args.window:
            time.sleep(15)
            for words in (["search", "--name", "^Plumbline$", "windowfocus"], ["key", "ctrl+u"]):
                subprocess.run(["xdotool", *words], env=environment, check=True, stdout=subprocess.DEVNULL)
        while time.monotonic() - started < args.minutes * 60 and child.poll() is None:
            samples.append((time.monotonic() - started, state_of(child.pid)))
            time.sleep(10)
        is_alive = child.poll() is None
        lasted = time.monotonic() - started
    finally:
        child.terminate()
        child.wait()
        if xvfb:
            xvfb.terminate()
    text = re.sub(r"\x1b\[[0-9;]*m", "", log.read_text())
    events = re.findall(r"event=(\w+)", text)
    alerts = re.findall(r"event=Alert .*?fault: (\w+)", text)
    settled = samples[len(samples) // 5:]
    line = lambda key: slope([(t, sample[key]) for t, sample in settled])
    # A lapse is alerted after 15 s. The last one is counted only if it lasted for more than 25 s.
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
        # The events are read from the log on standard error.
        environment = {**os.environ, "HOME": str(home), "NO_COLOR": "1", "PLUMBLINE_LOG": "warn,plumbline=info"}
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
        is_running = result["alive"] and not result["panics"]
        # After 25 minutes of sitting there is also an alert to move.
        alerts = {fault: n for fault, n in result["alerts"].items() if fault != "TooStill"}
        sys.exit(0 if is_running and alerts == {"HeadTilt": result["lapses"]} else 1)


if __name__ == "__main__":
    main()
