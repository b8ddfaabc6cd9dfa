#!/usr/bin/env python3
"""Plays rendered people to Plumbline's models and keeps the landmarks: the training data of the fusion.

    python3 record.py PLUMBLINE OUT FOLDER... [--model full|lite]

A clip is 5 s of the calibration pictures and then each picture for half a second, with sensor noise and JPEG, and a moment of
upright in between. OUT gets NAME.jsonl (a landmark recording) and NAME.labels.json: for each frame its picture and its kind
(0 upright, 1 arriving, 2 settled), and the truth of each picture. Needs numpy and pillow.
"""
import argparse, concurrent.futures, json, os, subprocess, tempfile
import numpy as np
from PIL import Image


FIELDS = {}


def picture(path, wide, rng):
    """As a webcam gives it: upscaled to 720p where wide, with sensor noise (stronger in the dark)."""
    im = Image.open(path).convert('RGB')
    a = np.asarray(im.resize((1280, 720), Image.BICUBIC) if wide else im).astype(np.float32)
    if a.shape not in FIELDS:  # a few fields of noise, shifted at random
        FIELDS[a.shape] = [(rng.normal(0, 2.2, a.shape[:2] + (1,)) + rng.normal(0, 1.6, a.shape)).astype(np.float32) for _ in range(6)]
    n = np.roll(FIELDS[a.shape][rng.integers(6)], tuple(rng.integers(0, 400, 2)), (0, 1))
    return Image.fromarray((a + (1.5 if a.mean() < 60 else 1) * n).round().clip(0, 255).astype(np.uint8))


def clips(truth):
    """Name suffix, calibration pictures and other pictures of each clip: of people with a mask a second one, calibrated with the mask."""
    names = [n for n in truth if not n.startswith('_')]
    of = lambda label: sorted(n for n in names if n.startswith(label + '_f'))
    rest = [n for n in names if '_f' in n and not n.startswith(('calibrate', 'maskcal'))]
    yield '', of('calibrate'), rest
    if truth.get('_masked'): yield '_mask', of('maskcal'), of('calibrate') + [n for n in truth['_masked'] if n in truth] + [n for n in rest if n.startswith('mask') or (n.startswith('mix') and truth[n]['mask'])]


def record(folder, a):
    truth = json.load(open(f'{folder}/truth.json')); wide = truth['_size'][0] > 700; person = os.path.basename(folder.rstrip('/')); done = []
    for suffix, upright, rest in clips(truth):
        name = person + suffix + ('' if a.model == 'full' else '_' + a.model); labels = f'{a.out}/{name}.labels.json'; done.append(name)
        if os.path.exists(labels): continue
        frames = [(upright[(i // 2) % len(upright)], 0) for i in range(50)]
        for k, n in enumerate(rest): frames += [(upright[(k + i) % len(upright)], 0) for i in range(2)] + [(n, 1)] * 3 + [(n, 2)] * 2
        rng = np.random.default_rng(sum(map(ord, name)))
        with tempfile.TemporaryDirectory() as tmp:
            for i, (n, _) in enumerate(frames): picture(f'{folder}/{n}', wide, rng).save(f'{tmp}/{i:05d}.jpg', quality=86)
            run = subprocess.run([a.plumbline, '--model', a.model, 'replay', f'{a.out}/{name}.jsonl', '--record', tmp, '--frames', str(len(frames))], capture_output=True, text=True)
        if run.returncode: return f'{name}: {run.stderr.strip()[-200:]}'
        json.dump(dict(frames=frames, truth=truth), open(labels, 'w'))
    return ' '.join(done)


def main():
    a = argparse.ArgumentParser(); a.add_argument('plumbline'); a.add_argument('out'); a.add_argument('folders', nargs='+'); a.add_argument('--model', default='full')
    a = a.parse_args(); os.makedirs(a.out, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name in pool.map(lambda f: record(f, a), a.folders): print(name, flush=True)


if __name__ == '__main__':
    main()
