#!/usr/bin/env python3
"""The pictures and the animation of the README, from the demonstration in a real window.

    cargo build --release
    assets/readme/record.py target/release/plumbline

Needs Xvfb, xdotool, ImageMagick and ffmpeg. Takes about two minutes; the machine should be idle, because the
moments are fixed times of the demonstration. Look at every picture afterwards.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SIZE = (1120, 760)
DISPLAY = ":87"
RATE = 8
# Seconds of the recording that are shown: upright, the head moves forward, the alert, the stretch.
PARTS = [(0.0, 1.5), (3.0, 7.0), (10.5, 15.0), (17.5, 30.0)]
WIDTH = 900
DEMONSTRATION = """theme = "dark"
dwell_s = 5
[coach]
notes_read = true
"""


class Window:
    """Plumbline on a virtual display, with its own home folder."""

    def __init__(self, program, arguments, settings):
        self.home = tempfile.TemporaryDirectory()
        config = pathlib.Path(self.home.name, ".config", "plumbline")
        config.mkdir(parents=True)
        (config / "settings.toml").write_text("welcomed = true\n" + settings)
        environment = dict(os.environ, DISPLAY=DISPLAY, HOME=self.home.name, XDG_RUNTIME_DIR=self.home.name)
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            environment.pop(name, None)
        self.environment = environment
        screen = "{}x{}x24".format(*SIZE)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.display = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", screen], **quiet)
        time.sleep(1)
        self.program = subprocess.Popen([program, *arguments], env=environment, **quiet)
        self.run("xdotool", "search", "--sync", "--onlyvisible", "--name", "^Plumbline$")
        self.run("xdotool", "search", "--name", "^Plumbline$", "windowfocus")
        self.started = time.monotonic()

    def run(self, *words):
        subprocess.run(words, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def at(self, second):
        time.sleep(max(0.0, self.started + second - time.monotonic()))

    def rest(self):
        """The pointer away from every control."""
        self.run("xdotool", "mousemove", "100", "500")

    def click(self, x, y):
        self.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def press(self, keys):
        self.run("xdotool", "key", "--clearmodifiers", keys)

    def picture(self, name):
        self.rest()
        time.sleep(1)
        self.run("import", "-window", "root", str(HERE / name))

    def record(self, path, seconds):
        size = "{}x{}".format(*SIZE)
        grab = ["-f", "x11grab", "-draw_mouse", "0", "-framerate", str(RATE), "-video_size", size, "-i", DISPLAY]
        command = ["ffmpeg", "-v", "error", "-y", *grab, "-t", str(seconds), "-c:v", "ffv1", path]
        return subprocess.Popen(command, env=self.environment)

    def close(self):
        for process in (self.program, self.display):
            process.terminate()
            process.wait()
        self.home.cleanup()


def animation(film, path):
    """The parts of the film as a GIF that shows each change only."""
    shown = "+".join(f"between(t,{start},{end})" for start, end in PARTS)
    frames = f"select='{shown}',setpts=N/{RATE}/TB,mpdecimate=hi=200:lo=100:frac=0.02,scale={WIDTH}:-1:flags=area"
    palette = "split[a][b];[a]palettegen=max_colors=160:stats_mode=diff[p];[b][p]paletteuse=dither=none:diff_mode=rectangle"
    command = ["ffmpeg", "-v", "error", "-y", "-i", film, "-vf", f"{frames},{palette}", "-fps_mode", "vfr", path]
    subprocess.run(command, check=True)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    window = Window(program, ["--source", "demo"], DEMONSTRATION)
    window.rest()
    window.at(2)
    window.press("ctrl+u")
    window.at(12)
    with tempfile.TemporaryDirectory() as folder:
        film = os.path.join(folder, "film.mkv")
        recording = window.record(film, PARTS[-1][1] + 1)
        window.at(28)
        window.press("ctrl+Return")
        recording.wait()
        animation(film, str(HERE / "tour.gif"))
    window.close()
    window = Window(program, ["--source", "demo"], DEMONSTRATION)
    window.at(2)
    window.press("ctrl+u")
    window.at(27)
    window.picture("now.png")
    window.close()
    window = Window(program, ["demo", "--history"], 'theme = "dark"\n')
    window.at(5)
    window.press("ctrl+3")
    window.at(9)
    window.click(312, 96)  # "Week"
    window.at(12)
    window.picture("history.png")
    window.press("ctrl+2")
    window.at(16)
    window.click(330, 620)  # the first card
    window.at(20)
    window.picture("stretch.png")
    window.close()
    size = os.path.getsize(HERE / "tour.gif")
    print(f"tour.gif: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
