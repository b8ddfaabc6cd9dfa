#!/usr/bin/env python3
"""CPU time and memory of monitoring: runs the real program without a window and reads /proc.

    cargo build --release --locked
    benches/watching.py                          # a person who sits still, a camera with noise
    benches/watching.py --video desk.mp4         # a recording of a person at work, in a loop
    benches/watching.py --empty                  # an empty room
    benches/watching.py --camera                 # with a V4L2 test double (YUYV) instead of a network camera

Needs Python 3, ffmpeg and, with --camera, a C compiler. The camera sends 15 frames per second. Measures
user and system time of the process with all its threads (/proc/PID/stat) and its resident memory, after
the first measured frame and the time of --settle. Prints one JSON object.

"cold_memory_factor" describes the machine, not the program: how much longer this script takes to read the
same megabyte after each second of pause than in a loop. It is 1 to 3 on a usual machine. On a virtual machine
whose host takes back memory that is not in use it is far larger, and the CPU time of every program that wakes
up once a second is too high.
"""

import argparse
import http.server
import json
import mmap
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

REPO = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = REPO / "tests" / "fixtures"
SIZE = "640:480"
TICKS = os.sysconf("SC_CLK_TCK")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", default=REPO / "target" / "release" / "plumbline", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=180.0, help="duration of the measurement")
    parser.add_argument("--settle", type=float, default=15.0, help="time before the measurement, for the calibration")
    parser.add_argument("--video", type=pathlib.Path, help="a recording instead of the still picture")
    parser.add_argument("--from", dest="start", default="0", help="start within the recording, seconds")
    parser.add_argument("--length", default="60", help="length of the part of the recording, seconds")
    parser.add_argument("--empty", action="store_true", help="an empty room")
    parser.add_argument("--camera", action="store_true", help="a V4L2 test double instead of the network camera")
    parser.add_argument("--fps", type=int, default=15)
    parser.add_argument("--backend", choices=["native", "tract"], help="use only this ONNX backend")
    parser.add_argument("--model", choices=["full", "lite"])
    parser.add_argument("--no-calibrate", action="store_true")
    return parser.parse_args()


def pictures(args, folder):
    """Creates the frames: 640×480, the still picture with the noise of a webcam.

    Returns them as JPEG bytes. With --camera they are written to `folder` and the list is empty.
    """
    fit = f"scale={SIZE}:force_original_aspect_ratio=increase,crop={SIZE}"
    if args.video:
        wanted = ["-ss", args.start, "-t", args.length, "-i", args.video]
        fit = f"fps={args.fps},{fit}"
    else:
        still = FIXTURES / ("nobody.jpg" if args.empty else "desk_1280x720.jpg")
        # The person sits to the left of the centre.
        fit = f"crop=960:720:0:0,scale={SIZE}" if not args.empty else fit
        wanted = ["-loop", "1", "-t", "4", "-framerate", str(args.fps), "-i", still]
        fit += ",noise=alls=7:allf=t"
    if args.camera:
        # The test double keeps its frames in memory and repeats them, so there are only eight.
        frames = folder / "all.yuyv"
        ffmpeg(*wanted, "-vf", fit, "-frames:v", "8", "-pix_fmt", "yuyv422", "-f", "rawvideo", frames)
        raw = frames.read_bytes()
        frames.unlink()
        length = 640 * 480 * 2
        for i in range(len(raw) // length):
            (folder / f"YUYV-640x480-{i}.raw").write_bytes(raw[i * length:(i + 1) * length])
        return []
    ffmpeg(*wanted, "-vf", fit, "-q:v", "4", folder / "%05d.jpg")
    return [path.read_bytes() for path in sorted(folder.glob("*.jpg"))]


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", *map(str, words)], check=True)


def serve(jpegs, fps):
    """Starts a network camera on this machine and returns its address."""

    class Camera(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
            self.end_headers()
            begun, i = time.monotonic(), 0
            try:
                while True:
                    jpeg = jpegs[i % len(jpegs)]
                    head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                    self.wfile.write(head.encode() + jpeg + b"\r\n")
                    i += 1
                    time.sleep(max(0.0, begun + i / fps - time.monotonic()))
            except OSError:
                return

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Camera)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


def standin_camera(args, folder, environment):
    library = folder / "standin.so"
    source = REPO / "tests" / "v4l2" / "standin.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl", "-lpthread"], check=True)
    environment.update(
        LD_PRELOAD=str(library),
        STANDIN_MODES=f"YUYV 640x480 {args.fps}",
        STANDIN_FRAMES=str(folder),
    )
    return "camera"


def cpu_seconds(pid):
    """CPU seconds of the process, and of its finished child processes (for example pw-dump)."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    own, helpers = int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])
    return own / TICKS, helpers / TICKS


def threads(pid):
    """CPU seconds of each thread."""
    spent = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            name, rest = (task / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
        except OSError:
            continue
        fields = rest.split()
        spent[name] = spent.get(name, 0.0) + (int(fields[11]) + int(fields[12])) / TICKS
    return spent


def resident_mb(pid, line="VmRSS:"):
    for text in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if text.startswith(line):
            return int(text.split()[1]) / 1000


class ColdMemory:
    """Compares the CPU time of reading a megabyte after a pause with the CPU time of reading it again."""

    def __init__(self):
        self.page = mmap.PAGESIZE
        self.memory = bytearray(1 << 20)
        self.factors = []

    def read_ms(self):
        begun = time.thread_time()
        sum(self.memory[::self.page])
        return time.thread_time() - begun

    def measure(self):
        cold = self.read_ms()
        self.factors.append(cold / max(1e-9, min(self.read_ms() for _ in range(5))))

    def median(self):
        return sorted(self.factors)[len(self.factors) // 2] if self.factors else None


def watch(args, source, environment):
    command = [args.binary, "monitor", "--no-window", "--json", "--measures", "--source", source]
    command += [] if args.no_calibrate or args.empty else ["--calibrate"]
    command += ["--model", args.model] if args.model else []
    begun = time.monotonic()
    child = subprocess.Popen(
        [str(word) for word in command],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True,
    )
    counted = {"pictures": 0, "held": 0, "states": {}, "events": []}
    first = []

    def read():
        for line in child.stdout:
            line = json.loads(line)
            if "measures" in line:
                first.append(time.monotonic() - begun)
                counted["pictures"] += 1
                counted["held"] += bool(line.get("held"))
                states = counted["states"]
                states[line["state"]] = states.get(line["state"], 0) + 1
            elif line.get("event") not in ("source", "state"):
                counted["events"].append(f"{line['event']} {line.get('fault', '')}".strip())

    threading.Thread(target=read, daemon=True).start()
    try:
        while not first and child.poll() is None:
            time.sleep(0.05)
        time.sleep(args.settle)
        before, by_thread, at = cpu_seconds(child.pid), threads(child.pid), time.monotonic()
        counted.update(pictures=0, held=0, states={}, events=[])
        resident, cold_memory = [], ColdMemory()
        while time.monotonic() - at < args.seconds:
            time.sleep(1.0)
            cold_memory.measure()
            resident.append(resident_mb(child.pid))
        lasted = time.monotonic() - at
        own, helpers = (after - before for after, before in zip(cpu_seconds(child.pid), before))
        spent = own + helpers
        by_thread = {name: round(now - by_thread.get(name, 0.0), 2) for name, now in threads(child.pid).items()}
        resident.sort()
        return {
            "seconds": round(lasted, 1),
            "cpu_s": round(spent, 2),
            "of_it_helpers_s": round(helpers, 2),
            "by_thread_s": {name: s for name, s in by_thread.items() if s > 0},
            "cpu_s_per_hour": round(spent * 3600 / lasted, 1),
            "share_of_a_core_pct": round(100 * spent / lasted, 2),
            "resident_mb": round(resident[len(resident) // 2], 1),
            "peak_resident_mb": round(resident_mb(child.pid, "VmHWM:"), 1),
            "first_verdict_s": round(first[0], 2),
            **counted,
            "load_average": os.getloadavg()[0],
            "cold_memory_factor": round(cold_memory.median(), 1),
        }
    finally:
        child.terminate()
        child.wait()


def main():
    args = arguments()
    if not args.binary.exists():
        sys.exit(f"{args.binary} does not exist; build it with: cargo build --release --locked")
    if not shutil.which("ffmpeg"):
        sys.exit("ffmpeg is missing (Debian, Ubuntu: sudo apt install ffmpeg)")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        home = folder / "home"
        home.mkdir()
        environment = {**os.environ, "HOME": str(home)}
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "DISPLAY", "WAYLAND_DISPLAY"):
            environment.pop(name, None)
        if args.backend:
            environment["PLUMBLINE_BACKEND"] = args.backend
        jpegs = pictures(args, folder)
        if args.camera:
            source = standin_camera(args, folder, environment)
        else:
            source = serve(jpegs, args.fps)
        print(json.dumps(watch(args, source, environment)))


if __name__ == "__main__":
    main()
