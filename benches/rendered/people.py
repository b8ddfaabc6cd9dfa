#!/usr/bin/env python3
"""Renders people for the training of the fusion (models/fusion): every state once, and random mixtures of movements.

    venv/bin/python people.py OUT --people 0,1,2 [--mixtures 22]

Person k is always the same: sex, age, weight, skin, hair, beard, glasses, headset, one of five sorts of clothes in one of six
rooms, a camera with its own height, side, distance and field of view. Every second person wears cloth that slides over the body
and gathers in folds. The states and mixtures are not those of bench.py alone: graded amounts, combinations, seat moves, and for
every third person a mask and a mug, with a second calibration that wears the mask. About 1 to 2 s a picture on two cores.
assets.sh fetches what is needed.
"""
import argparse, json, math, os, time
import numpy as np
import render
from body import X, rot
from render import STATES, Scene, movement, plus, quiet, sway

STATES |= {
    'slouch_10deg': dict(thorax=10, forward=None), 'slouch_15deg': dict(thorax=15, forward=None), 'slouch_30deg': dict(thorax=30, forward=None),
    'raised_3cm': dict(up_l=3, up_r=3), 'forward_2cm': dict(forward=2), 'forward_4cm': dict(forward=4),
    'raised_right_3.5cm': dict(up_r=3.5), 'raised_left_2.5cm': dict(up_l=2.5), 'raised_right_2.5cm': dict(up_r=2.5), 'raised_left_5cm': dict(up_l=5), 'raised_right_5cm': dict(up_r=5),
    'look_up_15deg': dict(pitch=-15), 'look_down_12deg': dict(pitch=12), 'forward_5cm_look_down_20deg': dict(forward=5, pitch=20),
    'lean_back_10cm': dict(lean_cm=-10), 'lean_in_15cm': dict(lean_cm=15),
    'turn_trunk_m20deg': dict(trunk_yaw=-20), 'turn_trunk_10deg': dict(trunk_yaw=10), 'turn_trunk_30deg': dict(trunk_yaw=30), 'turn_head_m30deg': dict(yaw=-30),
    'trunk_and_head_15deg': dict(trunk_yaw=15, yaw=15), 'trunk_and_head_m15deg': dict(trunk_yaw=-15, yaw=-15),
    'seat_right_8cm': dict(seat_left=-8), 'seat_fwd_8cm': dict(seat_fwd=8),
}
MASKED = {  # of the people who have a mask and a mug; `off_` is without it, in the clip that is calibrated with it
    'mask': dict(mask=1), 'mask_look_down_15deg': dict(mask=1, pitch=15), 'mask_turn_head_20deg': dict(mask=1, yaw=20), 'mask_forward_5cm': dict(mask=1, forward=5),
    'mask_raised_3.5cm': dict(mask=1, up_l=3.5, up_r=3.5), 'mask_slouch_20deg': dict(mask=1, thorax=20, forward=None), 'mask_lean_in_15cm': dict(mask=1, lean_cm=15),
    'mug': dict(mug=1, hand=1), 'mug_forward_5cm': dict(mug=1, hand=1, forward=5), 'mug_raised_3.5cm': dict(mug=1, hand=1, up_l=3.5, up_r=3.5),
}
# Shown by everybody whatever --share says: what the product must find, and the confounders of it.
ALWAYS = ['upright', 'forward_3cm', 'forward_5cm', 'forward_7cm', 'raised_2cm', 'raised_3.5cm', 'raised_5cm', 'raised_left_3.5cm', 'raised_right_3.5cm', 'slouch_10deg', 'slouch_15deg', 'slouch_20deg',
          'lean_in_20cm', 'look_down_25deg', 'turn_head_30deg', 'turn_trunk_20deg', 'hand_at_chin', 'mask', 'mug']
OFF = ['forward_5cm', 'raised_3.5cm', 'look_down_12deg', 'slouch_20deg', 'talking']  # also shown without the mask to a calibration with it


def person(k):
    r = np.random.default_rng(1000 + k)
    male = float(k % 2) if k % 5 else float(r.uniform(.3, .7))
    race = [{'caucasian': 1}, {'african': 1}, {'asian': 1}, {'caucasian': .5, 'african': .5}, {'asian': .5, 'caucasian': .5}][k % 5]
    tint = {'caucasian': (1, .95, .9), 'african': (.5, .38, .32), 'asian': (.95, .88, .76)}[max(race, key=race.get)]
    hair = ['short', 'long', 'short', 'bald'][k // 2 % 4] if male > .5 else ['long', 'short', 'long'][k // 2 % 3]
    cloth = ['tee', 'hoodie', 'stripes', 'pattern', 'jacket'][(k // 2) % 5]
    color = tuple(r.uniform(.015, .05, 3)) if r.random() < .35 else tuple(r.uniform(.1, .75, 3))
    up = float([-28, 10, -20, 14, -12, 2][k % 6] + r.uniform(-3, 3))
    hfov = float(r.uniform(56, 88))
    return dict(name=f'own{k:02d}', body=dict(male=male, age=float(r.uniform(.4, .9)), muscle=float(r.uniform(.3, .75)), weight=float(r.uniform(.3, .85)), height=float(r.uniform(.3, .7)), race=race),
        skin=(tint, float(r.uniform(.95, 1.15))), hair=(hair, tuple(r.uniform(.01, .35, 1).repeat(3) * np.array([1, .75, .55]))), glasses=k % 4 == 1,
        beard=male > .5 and k % 3 == 0, headset=k % 7 == 4, slide=float(r.uniform(.3, 1)) if k % 2 else 0, masked=k % 3 == 1,
        cloth=(cloth, color), room=['shelf', 'wall', 'window', 'dark', 'office', 'lamp'][(k * 5 + k // 6) % 6],
        camera=dict(dist=float(r.uniform(46, 92)), up=up, side=float(r.choice([0, 0, r.uniform(-20, 20)])), hfov=hfov, eyes=float(r.uniform(.30, .42))), size=(960, 540) if k % 8 == 2 else (640, 480))


class Dressed(Scene):
    """With a mask and a mug that can be shown."""
    def person(self):
        super().person()
        b = self.body; mouth = b.joint['joint-mouth']; ear = b.rest[b.tragus[0]]; nose_y = b.joint['joint-l-eye'][1] - 3.2
        keep = lambda f: all(mouth[1] - 5.5 < b.rest[i, 1] < nose_y and b.rest[i, 2] > ear[2] + 1.5 and abs(b.rest[i, 0]) < 7 for i in f)
        r = np.random.default_rng(sum(map(ord, self.spec['name'])))
        color = [(.75, .85, .95), (.9, .9, .9), (.03, .03, .03)][r.integers(3)]
        def puff(idx, poly):
            p = b.rest[idx]; d = np.linalg.norm((p - mouth) * [.6, .6, 0], axis=1)
            return self.normals(p, poly) * .35 + np.array([0, 0, 1]) * np.clip(1.6 - .25 * d, 0, 1.6)[:, None]
        self.mask = self.add_part('mask', 'body', render.material('mask', color, .9), keep=keep, offset=puff)
        c = np.linspace(0, 2 * np.pi, 20, endpoint=False)
        p = np.array([[4.1 * np.sin(t), y, 4.1 * np.cos(t)] for y in (-4.8, 4.8) for t in c]) @ rot(X, -25).T + mouth + [0, -1.5, 6.0]
        f = [[i, (i + 1) % 20, 20 + (i + 1) % 20, 20 + i] for i in range(20)] + [list(range(20)), list(range(20, 40))]
        self.mug = render.mesh_object('mug', p, f, render.material('mug', tuple(r.uniform(.1, .8, 3)), .4)); self.parts.append((self.mug, 'head', p))

    def frame(self, m, path):
        self.mask.hide_render = not m.get('mask'); self.mug.hide_render = not m.get('mug')
        return super().frame({k: v for k, v in m.items() if k not in ('mask', 'mug')}, path)


def mixture(r, b):
    """Each movement with some probability, of any size."""
    m = {}; p = lambda q: r.random() < q
    if p(.45): m['forward'] = float(r.uniform(-2, 7.5))
    if p(.40):
        a = float(r.uniform(-.5, 5)); m['up_l'] = a if p(.75) else 0.0; m['up_r'] = a * float(r.uniform(.8, 1.1)) if p(.75) else 0.0
    if p(.35):
        m['thorax'] = float(r.uniform(-4, 30))
        if 'forward' not in m: m['forward'] = None if m['thorax'] > 4 else 0
    if p(.35):
        length = b.joint['joint-l-shoulder'][1] - b.hips[1]
        m['lean'] = math.degrees(math.asin(max(-.9, min(.9, float(r.uniform(-12, 24)) / length))))
    if p(.45): m['pitch'] = float(r.uniform(-18, 32))
    if p(.40): m['yaw'] = float(r.uniform(-38, 38))
    if p(.25): m['trunk_yaw'] = float(r.uniform(-25, 25)); m['yaw'] = m.get('yaw', 0) + m['trunk_yaw'] * float(r.choice([0, .5, 1]))
    if p(.25): m['roll'] = float(r.uniform(-18, 18))
    if p(.30): m['seat_left'] = float(r.uniform(-10, 10))
    if p(.30): m['seat_fwd'] = float(r.uniform(-12, 12))
    if p(.15): m['side'] = float(r.uniform(-8, 8))
    if p(.10): m['hand'] = 1
    if p(.15): m['talk'] = float(r.uniform(.1, 1))
    return m


def main():
    a = argparse.ArgumentParser(); a.add_argument('out'); a.add_argument('--people', required=True); a.add_argument('--mixtures', type=int, default=22); a.add_argument('--samples', type=int, default=1); a.add_argument('--share', type=float, default=1, help='of the less important states, at random')
    a = a.parse_args()
    for k in map(int, a.people.split(',')):
        spec = person(k); folder = f"{a.out}/{spec['name']}"; os.makedirs(folder, exist_ok=True)
        if os.path.exists(f'{folder}/truth.json'): continue
        began = time.time()
        s = quiet(lambda: (Dressed if spec['masked'] else Scene)(spec, a.samples, None)); b = s.body; s.upright = b.pose({})
        s.scene.render.threads_mode = 'FIXED'; s.scene.render.threads = 1  # two processes with one thread each are faster than one with two
        r = np.random.default_rng(2000 + k); phases = r.uniform(0, 6.28, 8)
        # every second person is calibrated in a posture that is not quite upright
        own = dict(thorax=float(r.uniform(0, 6)), forward=float(r.uniform(-1, 2)), pitch=float(r.uniform(-5, 8))) if k % 2 else {}
        jobs = [('calibrate', dict(own), i) for i in range(5)]
        states = {n: m for n, m in STATES.items() if n not in MASKED} | (MASKED if spec['masked'] else {}); rare = np.random.default_rng(3000 + k)
        states = {n: m for n, m in states.items() if n in ALWAYS or rare.random() < a.share}
        truth = {'_camera': spec['camera'], '_size': s.size, '_masked': [f'{n}_f0.png' for n in OFF if n in states] if spec['masked'] else []}
        for state in states:
            STATES.setdefault(state, states[state]); m = movement(b, state)
            jobs.append((state, plus(m, {q: v for q, v in own.items() if q != 'forward' or m.get('forward', 0) is not None}), 0))
        if os.path.exists(f'{folder}/part.json'): truth |= json.load(open(f'{folder}/part.json'))  # an interrupted run
        if spec['masked']: jobs += [('maskcal', plus(dict(mask=1), own), i) for i in range(4)]
        for i in range(a.mixtures):
            m = mixture(r, b)
            if spec['masked'] and r.random() < .2: m['mask'] = 1
            jobs.append((f'mix{i:02d}', plus(m, own), 0))
        for n, (label, m, i) in enumerate(jobs):
            name = f'{label}_f{i}.png'
            if name in truth: continue
            truth[name] = quiet(lambda: s.frame(plus(m, sway(phases, i if label in ('calibrate', 'maskcal') else 7.3 * (1 + n))), f'{folder}/{name}'))
            truth[name]['mask'] = bool(m.get('mask')); truth[name]['mug'] = bool(m.get('mug'))
            if n % 10 == 9: json.dump(truth, open(f'{folder}/part.json', 'w'))
        json.dump(truth, open(f'{folder}/truth.json', 'w'))
        print(spec['name'], len(jobs), 'pictures', round((time.time() - began) / len(jobs), 2), 's each', flush=True)


if __name__ == '__main__':
    main()
