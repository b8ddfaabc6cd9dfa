#!/usr/bin/env python3
"""Shows the pictures of stretches.py to the pose model and keeps the landmarks, from which the guide is judged in seconds.

    python3 bench_stretches.py PLUMBLINE PICTURES KEEP [--people own30,own31]

KEEP gets NAME_PLACE.jsonl, landmark recordings whose frames have the picture's name as label, and NAME_PLACE_flipped.jsonl of the
holds as a mirroring camera gives them. Every picture is shown for half a second at 10 a second, with sensor noise; the first
two frames of it are left out, since the live filter has not arrived. Between two holds the person comes back to rest.
`cargo run --release -p plumbline-sim --example stretches KEEP/*.jsonl` then plays the guide. Needs numpy and pillow.
"""
import argparse, concurrent.futures, glob, json, os, subprocess, tempfile
import numpy as np
from PIL import ImageOps
from record import picture

SHOWN, LEFT_OUT = 5, 2  # frames of a picture, and of these not kept
# The pictures of the chin tuck serve both items, and begin from a rest of their own.
ALSO = {'chin-tuck_0': ['chin-tuck_rest', 'chin-tucks_rest'], 'chin-tuck_2': ['chin-tuck_half'], 'chin-tuck_4': ['chin-tuck_hold']}


def labels(name):
    label = name.split('_', 1)[1]
    return ALSO.get(label, []) + [label.replace('chin-tuck_', 'chin-tucks_') if label[-2] == '_' else label]


def order(names, place, is_flipped):
    """(picture, number of its frame): first a moment of rest, repetitions out and back, everything else from rest."""
    mine = [n for n in names if n.startswith(place + '_')]
    if not mine: return []
    rest = [n for n in mine if '_rest_' in n]; frames = [(rest[i // 2 % len(rest)], SHOWN) for i in range(10)]
    if is_flipped: mine = [n for n in mine if n.endswith(('_right', '_left'))]
    numbered = {}
    for n in mine:
        if n[-1].isdigit() and n[-2] == '_' and n not in rest: numbered.setdefault(n[:-2], []).append(n)
    for way in numbered.values():
        way.sort()
        for n in way + way[-2::-1]: frames += [(n, i) for i in range(SHOWN)]
    for n in mine:
        if n in rest or any(n in way for way in numbered.values()): continue
        frames += [(rest[len(frames) % len(rest)], 0)] * 2 + [(n, i) for i in range(SHOWN)]
    return frames + [(n, i) for n in rest for i in range(SHOWN)]


def record(folder, place, is_flipped, a):
    name = f"{os.path.basename(folder.rstrip('/'))}_{place}{'_flipped' if is_flipped else ''}"; out = f'{a.keep}/{name}.jsonl'
    if os.path.exists(out): return f'{name} is there'
    names = sorted(os.path.basename(f)[:-4] for f in glob.glob(f'{folder}/*.png')); frames = order(names, place, is_flipped)
    shape = json.load(open(f'{folder}/truth.json')).get(f'_{place}')
    if not frames or not shape: return f'{name}: no pictures'
    wide = shape['size'][1] == 360; rng = np.random.default_rng(sum(map(ord, name)))
    with tempfile.TemporaryDirectory() as tmp:
        for i, (n, _) in enumerate(frames):
            im = picture(f'{folder}/{n}.png', wide, rng); (ImageOps.mirror(im) if is_flipped else im).save(f'{tmp}/{i:05d}.jpg', quality=88)
        run = subprocess.run([a.plumbline, '--model', 'full', 'replay', f'{tmp}/all.jsonl', '--record', tmp, '--frames', str(len(frames))], capture_output=True, text=True)
        if run.returncode: return f'{name}: {run.stderr.strip()[-300:]}'
        head, *lines = open(f'{tmp}/all.jsonl').read().splitlines()
    assert len(lines) == len(frames), (name, len(lines), len(frames))
    kept = [head]
    for (n, i), line in zip(frames, lines):
        if i < LEFT_OUT: continue
        row = json.loads(line)
        for label in labels(n): kept.append(json.dumps(row | {'label': label}))
    open(out, 'w').write('\n'.join(kept) + '\n')
    return f'{name} {len(frames)} frames'


def small(keep, name, out):
    """The landmarks of one person for tests/fixtures/stretches: two frames of a rest, one of every other picture."""
    os.makedirs(out, exist_ok=True); places = lambda v, n: [None if x is None else round(x, n) for x in v]
    for place in ('seat', 'back', 'stand'):
        head, *lines = open(f'{keep}/{name}_{place}.jsonl').read().splitlines(); by_label = {}
        for line in lines: row = json.loads(line); by_label.setdefault(row['label'], []).append(row)
        kept = [json.dumps(json.loads(head) | {'source': f'benches/rendered/stretches.py {name}'})]
        for label, rows in by_label.items():
            if label.startswith('chin-tuck'): continue
            for row in rows[-2:] if label.startswith('rest') else rows[-1:]:
                t = {'t_ms': row['t_ms'], 'landmarks': row['landmarks'] and [places(p[:2], 1) + places(p[2:3], 3) + places(p[3:], 2) for p in row['landmarks']], 'world': row.get('world') and [places(p, 3) for p in row['world']]}
                if row.get('face'): t['face'] = [places(p, 1) for p in row['face']]
                kept.append(json.dumps(t | {'label': label}, separators=(',', ':')))
        open(f'{out}/{place}.jsonl', 'w').write('\n'.join(kept) + '\n')


def main():
    a = argparse.ArgumentParser(); a.add_argument('plumbline'); a.add_argument('pictures'); a.add_argument('keep'); a.add_argument('--people'); a.add_argument('--small', nargs=2, metavar=('NAME', 'OUT'), help='only write the fixture of one person')
    a = a.parse_args(); os.makedirs(a.keep, exist_ok=True)
    if a.small: return small(a.keep, *a.small)
    people = a.people.split(',') if a.people else sorted(os.listdir(a.pictures))
    jobs = [(f'{a.pictures}/{p}', place, flipped, a) for p in people for place in ('seat', 'back', 'stand') for flipped in (False, True)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for line in pool.map(lambda job: record(*job), jobs): print(line, flush=True)


if __name__ == '__main__':
    main()
