#!/usr/bin/env python3
"""Renders the figures: OUT/<id>.webp, a sheet of frames from rest to hold, and the muscle maps. See README.md beside the pictures."""
import argparse, json, os, sys
import numpy as np
from PIL import Image
from mannequin import Mannequin, muscle_mask, muscle_lines, Spot
from studio import Studio
import poses

SIZE, COLUMNS, FRAMES = (512, 384), 3, 12
BESIDE_A_WALL = ('levator-scapulae-ball', 'infraspinatus-cane-ball')
PRESSED_FROM_BEHIND = ('chest-opener', 'wall-angel', 'band-pull-apart', 'standing-y-t-w', 'rhomboids-ball-wall', 'rhomboids-foam-roller', 'infraspinatus-cane-ball', 'levator-scapulae-ball')   # or hidden: it shines more
BEHIND = .85
IN_SIGHT = ('side-arm', 'thread-the-needle', 'cross-body-pull')    # the muscle faces the camera
THROUGH = .35    # how strongly a hidden muscle shines through


def fade(height, top=0., bottom=.3):
    """Upright figures and walls end in nothing instead of at a cut."""
    y = (np.arange(height) + .5) / height
    ease = lambda u: (lambda c: c * c * (3 - 2 * c))(np.clip(u, 0, 1))
    return (ease((1 - y) / bottom) * (ease(y / top) if top else 1))[:, None]


def item_frames(man, studio, name, times, is_faded=None):
    make, muscle, sides, camera, things, view = poses.ITEMS[name]
    keys = make(); glow = muscle_mask(man, muscle, sides)
    low = camera[2][1] - camera[3] / 2
    for t in times:
        tf = man.solve(poses.at(keys, poses.eased(t)))
        studio.pose(man.skin(tf), glow * (1 - t) if name == 'sit-upright' else glow); studio.furnish(things(man, tf, t) if things else []); studio.aim(*camera)
        p = studio.picture(0 if view == 'back' or name in IN_SIGHT else BEHIND if name in PRESSED_FROM_BEHIND else THROUGH)
        if low > poses.FLOOR: p[..., 3] *= fade(p.shape[0], .1 if 'wall' in name or name in BESIDE_A_WALL else 0)
        yield p


def tinted(p, ground):
    """As the program colours it, for a look."""
    R, G, B, A = (p[..., i:i + 1] for i in range(4)); light = np.clip(R + B, 0, 1)
    m = np.where(R > .02, G / np.maximum(R, .02), 0).clip(0, 1); q = B / np.maximum(R + B, .02)
    tool = np.where(B > .02, ((G / np.maximum(B, .02)) - .35) / .4, 0).clip(0, 1)
    mix = lambda lo, hi: np.array(lo) / 255 + (np.array(hi) - np.array(lo)) / 255 * light
    dark = ground[0] < 128
    body, hot, thing = ((26, 29, 32), (226, 222, 216)), ((90, 18, 4), (255, 132, 70)), ((28, 36, 40), (140, 156, 162))
    used = ((12, 58, 59), (95, 208, 203))
    if not dark: used = ((8, 60, 62), (70, 182, 178))
    if not dark: body, hot, thing = ((84, 78, 74), (250, 244, 236)), ((150, 30, 6), (255, 112, 52)), ((128, 142, 146), (236, 241, 242))
    c = mix(*body) * (1 - m) + mix(*hot) * m; c = c * (1 - q) + (mix(*thing) * (1 - tool) + mix(*used) * tool) * q
    return Image.fromarray(((c * A + np.array(ground) / 255 * (1 - A)) * 255).clip(0, 255).astype(np.uint8))


def sheet(frames, columns=COLUMNS):
    w, h = frames[0].shape[1], frames[0].shape[0]; rows = -(-len(frames) // columns)
    out = np.zeros((rows * h, columns * w, 4), np.float32)
    for i, p in enumerate(frames):
        p = p.copy(); p[:1] = p[-1:] = 0; p[:, :1] = p[:, -1:] = 0     # nothing of a neighbour at the edges
        out[i // columns * h:(i // columns + 1) * h, i % columns * w:(i % columns + 1) * w] = p
    return Image.fromarray((out * 255 + .5).astype(np.uint8), 'RGBA')


def still(out, name):
    """The hold, small, for lists."""
    w, h = SIZE; all_frames = Image.open(f'{out}/{name}.webp'); i = FRAMES - 1
    hold = all_frames.crop((i % COLUMNS * w, i // COLUMNS * h, (i % COLUMNS + 1) * w, (i // COLUMNS + 1) * h))
    os.makedirs(f'{out}/stills', exist_ok=True)
    hold.resize((320, 240), Image.LANCZOS).save(f'{out}/stills/{name}.webp', quality=84, alpha_quality=90, method=6)


def maps(man, studio):
    """For every muscle the upper body in front and behind."""
    stand = man.solve(poses.STAND); v = man.skin(stand)
    studio.furnish([])
    for muscle in ('upper-trapezius', 'levator-scapulae', 'rhomboids', 'deltoids', 'latissimus-dorsi', 'infraspinatus-teres-minor'):
        glow = muscle_mask(man, muscle, 'LR'); out = []
        for azimuth in (0, 180):
            studio.pose(v, glow); studio.aim(azimuth, 4, (0, 50, 0), 100); p = studio.picture(0); p[..., 3] *= fade(p.shape[0]); out.append(p)
        yield muscle, out


def main():
    a = argparse.ArgumentParser(); a.add_argument('out'); a.add_argument('--items'); a.add_argument('--look', action='store_true', help='rest, middle and hold, small, coloured')
    a.add_argument('--samples', type=int, default=6); a.add_argument('--quality', type=int, default=82); a.add_argument('--maps', action='store_true')
    a = a.parse_args(); os.makedirs(a.out, exist_ok=True)
    os.makedirs(f'{a.out}/muscles', exist_ok=True)
    man = Mannequin()
    names = a.items.split(',') if a.items else ([] if a.maps else list(poses.ITEMS))
    studio = Studio(man, (320, 240) if a.look else SIZE, 6 if a.look else a.samples)
    for name in names:
        times = (0, .5, 1) if a.look else np.linspace(0, 1, FRAMES)
        frames = list(item_frames(man, studio, name, times))
        if a.look: Image.fromarray(np.hstack([np.asarray(tinted(p, (250, 250, 248))) for p in frames])).save(f'{a.out}/{name}.png')
        else: sheet(frames).save(f'{a.out}/{name}.webp', quality=a.quality, alpha_quality=90, method=6); still(a.out, name)
        print(name, flush=True)
    if a.maps or not a.items:
        studio = Studio(man, (320, 320), 8 if a.look else a.samples)
        for muscle, frames in maps(man, studio):
            if a.look: Image.fromarray(np.hstack([np.asarray(tinted(p, (250, 250, 248))) for p in frames])).save(f'{a.out}/muscle-{muscle}.png')
            else: sheet(frames, 2).save(f'{a.out}/muscles/{muscle}.webp', quality=a.quality, alpha_quality=90, method=6)


if __name__ == '__main__':
    main()
