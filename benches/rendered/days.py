#!/usr/bin/env python3
"""Renders people on three days: other clothes, chair and light each day, the camera the same or slightly moved.

    venv/bin/python days.py OUT --people 23,24,25

Person k is the one of people.py; from 23 on nobody was in the training of the fusion. On day 1 the person calibrates. On days 2 and 3
they arrive, slouched or upright, sit upright with small changes of the seat and then do what a posture monitor must find or must
not mistake. bench_days.py plays the days. OUT/NAME/day1 … day3 get the pictures and the truth. About 2 to 4 s a picture.
"""
import argparse, json, os, time
import numpy as np
from people import person
from render import STATES, Scene, movement, plus, quiet, sway

CLOTHES = ['tee', 'hoodie', 'stripes', 'pattern', 'jacket']
# Label, state, number of pictures. Each picture of `upright` has another place of the seat.
DAY_1 = [('calibrate', 'upright', 4), ('forward_5cm', 'forward_5cm', 1), ('upright', 'upright', 1)]
LATER = [('arrive', None, 3), ('upright', 'upright', 5), ('forward_5cm', 'forward_5cm', 2), ('raised_3.5cm', 'raised_3.5cm', 1), ('slouch_20deg', 'slouch_20deg', 1),
         ('look_down_25deg', 'look_down_25deg', 1), ('lean_in_10cm', 'lean_in_10cm', 1), ('turn_head_30deg', 'turn_head_30deg', 1), ('seat_back_8cm', 'seat_back_8cm', 1)]


def day_of(k, day):
    """Clothes, light and camera of person k on `day`, and the person's own posture and seat."""
    spec = person(k); r = np.random.default_rng(10_000 * day + k)
    kind, color = spec['cloth']
    if day > 1:
        kind = CLOTHES[(CLOTHES.index(kind) + int(r.integers(1, len(CLOTHES)))) % len(CLOTHES)]
        color = tuple(r.uniform(.015, .05, 3)) if r.random() < .3 else tuple(r.uniform(.08, .75, 3))
        spec['light'] = dict(above=float(r.uniform(.35, 1.5)), side=float(r.uniform(.2, 1.6)), around=float(r.uniform(.5, 1.25)), warm=float(r.uniform(0, 1)))
        if r.random() < .5:  # the screen was tilted about its hinge, 22 cm below the camera
            tilt = float(r.choice([-1, 1]) * r.uniform(2, 6)); spec['camera'] = spec['camera'] | dict(moved=dict(tilt=tilt, back=-.38 * tilt, up=0))
    spec |= dict(desk=spec['name'], name=f"{spec['name']}d{day}", cloth=(kind, color))
    # Nobody sits the same way twice; the true change of forward head is counted from the upright of day 1.
    own = dict(thorax=float(r.uniform(0, 3)), forward=float(r.uniform(-.4, .8)), pitch=float(r.uniform(-3, 4)))
    seat = dict(seat_left=0, seat_fwd=0, seat_up=0) if day == 1 else dict(seat_left=float(r.uniform(-6, 6)), seat_fwd=float(r.uniform(-8, 8)), seat_up=float(r.uniform(-2, 2)))
    is_slouched = bool((k + day) % 2)
    return spec, own, seat, is_slouched


def main():
    a = argparse.ArgumentParser(); a.add_argument('out'); a.add_argument('--people', required=True); a.add_argument('--samples', type=int, default=1)
    a = a.parse_args()
    for k, day in [(int(k), d) for k in a.people.split(',') for d in (1, 2, 3)]:
        spec, own, seat, is_slouched = day_of(k, day); folder = f"{a.out}/{spec['desk']}/day{day}"; os.makedirs(folder, exist_ok=True)
        if os.path.exists(f'{folder}/truth.json'): continue
        began = time.time(); s = quiet(lambda: Scene(spec, a.samples, None)); b = s.body; s.upright = b.pose({})
        s.scene.render.threads_mode = 'FIXED'; s.scene.render.threads = 1
        r = np.random.default_rng(20_000 * day + k); phases = r.uniform(0, 6.28, 8)
        truth = {'_camera': spec['camera'], '_size': s.size, '_slouched': is_slouched and day > 1, '_cloth': spec['cloth'][0]}; n = 0
        for label, state, count in DAY_1 if day == 1 else LATER:
            for i in range(count):
                m = movement(b, state or ('slouch_20deg' if is_slouched else 'upright'))
                if label == 'arrive' and is_slouched: m = plus(m, dict(seat_fwd=-3, pitch=4))
                m = plus(plus(m, {q: v for q, v in own.items() if q != 'forward' or m.get('forward', 0) is not None}), seat)
                if label == 'upright' and i: m = plus(m, dict(seat_left=float(r.uniform(-3, 3)), seat_fwd=float(r.uniform(-4, 4)), trunk_yaw=float(r.uniform(-5, 5))))
                n += 1; name = f'{label}_f{i}.png'
                truth[name] = quiet(lambda: s.frame(plus(m, sway(phases, i if label == 'calibrate' else 7.3 * n)), f'{folder}/{name}'))
        json.dump(truth, open(f'{folder}/truth.json', 'w'))
        print(spec['name'], n, 'pictures', round((time.time() - began) / n, 2), 's each', flush=True)


if __name__ == '__main__':
    main()
