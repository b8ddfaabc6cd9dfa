#!/usr/bin/env python3
"""Plays the days of days.py through `plumbline replay` and compares what is measured with the truth.

    python3 bench_days.py PLUMBLINE DAYS KEEP [--people own23,own24] [--detail] [--hfov]

Day 1 gives the baseline, of which only the part that may be kept (--save-baseline) goes on to days 2 and 3. Such a day has a minute of
arriving (slouched or upright), four minutes of sitting upright on a seat that moves a little, and then the states in turn, each for
12 s, with 8 s of upright between. Nothing is pressed. KEEP gets the recordings, so that a change of the measurement is tried in
seconds. Needs numpy and pillow, and ORT_DYLIB_PATH for the native runtime.
"""
import argparse, concurrent.futures, json, os, subprocess, sys, tempfile
import numpy as np
from PIL import Image
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from record import picture

FRAMES = 10  # recorded for each picture, 100 ms apart, after a black one: nobody jumps from one posture to another, so the tracking begins anew
SETTLED = 6
STEP_MS = 500
FAULT = 6.0  # true change of forward head from which a fault is right, degrees
FOUND = {'forward_5cm': ['forward_head'], 'raised_3.5cm': ['raised_shoulders', 'raised_shoulder_left', 'raised_shoulder_right'], 'slouch_20deg': ['forward_head', 'slouch', 'leaning']}


def recording(binary, folder, out):
    """Frames of each picture of a day, recorded once."""
    truth = json.load(open(f'{folder}/truth.json')); names = [n for n in truth if n.endswith('.png')]
    if not os.path.exists(out):
        rng = np.random.default_rng(sum(map(ord, folder))); wide = truth['_size'][0] > 700
        with tempfile.TemporaryDirectory() as tmp:
            frames = [x for n in names for x in [None] + [n] * FRAMES]; black = Image.new('RGB', picture(f'{folder}/{names[0]}', wide, rng).size)
            for i, n in enumerate(frames): (picture(f'{folder}/{n}', wide, rng) if n else black).save(f'{tmp}/{i:05d}.jpg', quality=86)
            run = subprocess.run([binary, '--model', 'full', 'replay', out, '--record', tmp, '--frames', str(len(frames))], capture_output=True, text=True)
        if run.returncode: raise RuntimeError(run.stderr[-300:])
    lines = open(out).read().splitlines(); frames = [json.loads(l) for l in lines[1:]]
    return truth, lines[0], {n: frames[(i + 1) * (FRAMES + 1) - SETTLED:(i + 1) * (FRAMES + 1)] for i, n in enumerate(names)}


def play(binary, header, timeline, *options):
    """`timeline`: pictures' frames and for how many seconds. Returns the frame lines, and the events."""
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as f:
        f.write(header + '\n'); t = 0
        for frames, seconds in timeline:
            for i in range(round(seconds * 1000 / STEP_MS)): f.write(json.dumps(frames[i % len(frames)] | {'t_ms': t}) + '\n'); t += STEP_MS
        f.flush(); run = subprocess.run([binary, 'replay', f.name, '--json', *options], capture_output=True, text=True)
    if run.returncode: raise RuntimeError(run.stderr[-300:])
    lines = [json.loads(l) for l in run.stdout.splitlines() if l.startswith('{')]
    return [l for l in lines if 'measures' in l], [l for l in lines if 'event' in l]


def day(binary, folder, keep, number, base, saved, options, is_alone):
    truth, header, of = recording(binary, f'{folder}/day{number}', f'{keep}/{os.path.basename(folder)}_day{number}.jsonl')
    have = lambda label: [n for n in of if n.startswith(label + '_f')]
    plan = [(n, 20, 'arrive') for n in have('arrive')] + [(n, 12, 'settle') for n in have('upright') * 4]
    plan += [p for n in of if not n.startswith(('arrive', 'upright')) for p in ((n, 12, n.rsplit('_f')[0]), (have('upright')[len(n) % 5], 8, 'between'))]
    if is_alone:  # without today's looks: each picture with a new start
        alone = {n: play(binary, header, [(of[n], 8)], '--baseline', saved, *options)[0][-1] for n in of}; lines, events = None, []
    else: lines, events = play(binary, header, [(of[n], s) for n, s, _ in plan], '--baseline', saved, *options)
    rows, at = [], 0
    for name, seconds, label in plan:
        count = round(seconds * 1000 / STEP_MS); at += count; l = alone[name] | {'t_ms': at * STEP_MS} if is_alone else lines[at - 1]; got = l['measures']['forward_head_deg']
        rows.append(dict(label=label, name=name, at_s=l['t_ms'] / 1000, true=truth[name]['forward_head_deg'] - base, said=got.get('delta'), sd=got.get('sd'), why=got.get('unmeasured'),
                         faults=[f['fault'] for f in l['faults']], raised=max((l['measures'][f'raised_shoulder_{s}_deg'].get('delta') or 0) for s in ('left', 'right'))))
    return dict(person=os.path.basename(folder), day=number, rows=rows, events=events, slouched=truth['_slouched'], moved='moved' in truth['_camera'])


def person(binary, folder, keep, hfov, is_alone):
    truth, header, of = recording(binary, f'{folder}/day1', f'{keep}/{os.path.basename(folder)}_day1.jsonl')
    base = np.median([truth[n]['forward_head_deg'] for n in of if n.startswith('calibrate')]); saved = f'{keep}/{os.path.basename(folder)}.baseline.json'
    options = ['--hfov', str(truth['_camera']['hfov'])] if hfov else []
    play(binary, header, [(of[n], 2) for n in of if n.startswith('calibrate')], '--calibrate', '0..8000', '--save-baseline', saved, *options)
    return [day(binary, folder, keep, d, base, saved, options, is_alone) for d in (2, 3) if os.path.exists(f'{folder}/day{d}/truth.json')]


def main():
    a = argparse.ArgumentParser(); a.add_argument('binary'); a.add_argument('days'); a.add_argument('keep'); a.add_argument('--people'); a.add_argument('--detail', action='store_true'); a.add_argument('--hfov', action='store_true', help='tell the program the true field of view'); a.add_argument('--json'); a.add_argument('--alone', action='store_true', help='show every picture to a new start, so that nothing is taken over')
    a = a.parse_args(); os.makedirs(a.keep, exist_ok=True)
    people = [p for p in sorted(os.listdir(a.days)) if os.path.exists(f'{a.days}/{p}/day2/truth.json') and (not a.people or p in a.people.split(','))]
    with concurrent.futures.ThreadPoolExecutor(2) as pool: days = [d for l in pool.map(lambda p: person(a.binary, f'{a.days}/{p}', a.keep, a.hfov, a.alone), people) for d in l]
    if a.json: json.dump(days, open(a.json, 'w'))
    show(days, len(people), a.detail)


def show(days, people, detail):
    if detail:
        for d in days:
            print(d['person'], 'day', d['day'], 'arrives', 'slouched' if d['slouched'] else 'upright', 'camera', 'moved' if d['moved'] else 'same', [(e['event'], e['t_ms'] // 1000) for e in d['events'] if e['event'].startswith(('upright', 'baseline', 'calibrat'))])
            for r in d['rows']:
                if r['label'] not in ('settle', 'between') or r['faults'] or r['at_s'] > 290: print(f"   {r['at_s']:5.0f} s {r['label']:16} true {r['true']:5.1f} said {'  ' + str(r['why']) if r['said'] is None else '%5.1f ± %.1f' % (r['said'], r['sd'])} raised {r['raised']:4.1f} {' '.join(r['faults'])}")
    rows = [r for d in days for r in d['rows']]; settled = [r for r in rows if r['at_s'] > 300]
    known = [any(r['said'] is not None for r in d['rows'] if r['at_s'] <= 300) for d in days]
    print(f'{people} people, {len(days)} days after the first'); pct = lambda l: 100 * np.mean(l) if len(l) else float('nan')
    print(f'forward head known within 5 minutes      {pct(known):6.1f} %  (target 90)')
    def errors(name, rows):
        e = [(r['said'] - r['true'], r['sd']) for r in rows if r['said'] is not None]
        if e: print(f"{name:40} {np.mean([abs(x) for x, _ in e]):6.2f} deg, bias {np.mean([x for x, _ in e]):5.2f}, error / sd {np.sqrt(np.mean([(x / s) ** 2 for x, s in e])):.2f}, unmeasured {pct([r['said'] is None for r in rows]):.0f} %")
    errors('MAE while arriving', [r for r in rows if r['label'] == 'arrive']); errors('MAE while upright, minutes 2 to 5', [r for r in rows if r['label'] == 'settle'])
    errors('MAE after 5 minutes (target 4)', settled); errors('   of which camera moved', [r for d in days if d['moved'] for r in d['rows'] if r['at_s'] > 300])
    for label, right in FOUND.items(): print(f"{label + ' found':40} {pct([bool(set(right) & set(r['faults'])) for r in settled if r['label'] == label]):6.1f} %")
    print(f"{'slouch found while arriving':40} {pct([bool(set(FOUND['slouch_20deg']) & set(r['faults'])) for d in days if d['slouched'] for r in d['rows'] if r['label'] == 'arrive']):6.1f} %")
    def false(r): return [f for f in r['faults'] if f not in FOUND.get(r['label'], []) + (['too_still', 'too_close'] + (['forward_head', 'slouch', 'leaning'] if r['true'] > FAULT else []))]
    for label in dict.fromkeys(r['label'] for r in rows): print(f"false faults, {label:26} {pct([bool(false(r)) for r in rows if r['label'] == label]):6.1f} %  {sorted({f for r in rows if r['label'] == label for f in false(r)})}")
    after = [r for r in settled if r['label'] not in FOUND]; print(f"{'false faults after 5 minutes (target 2)':40} {pct([bool(false(r)) for r in after]):6.1f} % of {len(after)}")


if __name__ == '__main__':
    main()
