#!/usr/bin/env python3
"""Renders people who do the stretches and exercises that the camera judges, right and wrong, and everyday movements.

    venv/bin/python stretches.py OUT --people 30,31 [--only ear-to-shoulder,rest] [--samples 1]

The postures are those of the figures (assets/illustrations/source/poses.py), put on the bodies of people.py. People from
number 30 on were used for nothing else. Each person has a size of movement (90 to 108 %) and small offsets of the hands.
A picture's name is PLACE_ITEM_STATE.png. PLACE: `seat`, rolled back so that the elbows are in view; `back`, rolled
back further for arms that reach forward; or `stand`, standing behind the chair. STATE:

  right, left     the hold on that stretched side (`hold` where the item has no sides)
  half            half of the range, stretched side right, the arms as in the hold
  dropped         an arm that the item needs hangs down (`dropped2`: the other one)
  0 to 4          from the near position (0) to the far one of a repetition (to 3 for some people)
  one_arm         the far position with the left arm at the near one

About 1 s a picture. An interrupted run continues. assets.sh fetches what is needed.
"""
import argparse, json, os, sys, time
import numpy as np
import render
from people import person
from body import Body, groups
from render import Scene, quiet

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../assets/illustrations/source'))
import poses  # noqa: E402
from mannequin import Mannequin, Spot, Facing, Mix, mixed  # noqa: E402
from poses import HANG, STAND, sat  # noqa: E402

TUNED_ON = range(30, 34)   # the rules were set on these; they have more pictures of a repetition
WITH_TUCK = range(30, 36)  # people who also do the chin tuck
OTHER = {'L': 'R', 'R': 'L'}


# --- postures on another body, and on the other side -------------------------------------------------------------
class Poser(Mannequin):
    """Puts the postures of the mannequin on another body: its spots move with the nearest points of the skin."""
    def __init__(self, body):
        self.body = body; self.joints = body.joint
        model = Body(.42, age=.5, muscle=.55, weight=.42, height=.55); skin = groups()['body']
        self.from_skin, self.to_skin = model.rest[skin], body.rest[skin]
        height = lambda b: b.joint['joint-l-shoulder'][1] - b.hips[1]
        self.size = height(body) / height(model)

    def fitted(self, point):
        p = np.asarray(point, float); d2 = ((self.from_skin - p) ** 2).sum(1); near = np.argsort(d2)[:80]
        w = 1 / (d2[near] + 4)
        return (w[:, None] * (self.to_skin[near] + self.size * (p - self.from_skin[near]))).sum(0) / w.sum()

    def where(self, tf, spot):
        if isinstance(spot, Mix): return super().where(tf, spot)
        if isinstance(spot, Spot): return super().where(tf, Spot(spot.bone, tuple(self.fitted(spot.point))))
        return self.fitted(spot)


def mirrored(m):
    """The same posture on the other side."""
    if isinstance(m, Spot): return Spot(bone_of_other(m.bone), flipped(m.point))
    if isinstance(m, Facing): return Facing(flipped(m.fingers), flipped(m.palm), bone_of_other(m.bone))
    if isinstance(m, Mix): return Mix(mirrored(m.a), mirrored(m.b), m.share)
    if not isinstance(m, dict): return m
    out = {}
    for k, v in m.items():
        if k in ('spine', 'neck'): out[k] = (v[0], -v[1], -v[2])
        elif k == 'moved': out[k] = flipped(v)
        elif k == 'turned': out[k] = np.diag([-1, 1, 1]) @ v @ np.diag([-1, 1, 1])
        elif k == 'first': out[k] = OTHER[v]
        elif k[-1:] in OTHER and k[:-1] in ('arm', 'leg', 'clavicle'): out[k[:-1] + OTHER[k[-1]]] = mirrored(v) if isinstance(v, dict) else v
        elif k in ('pole', 'toes', 'sole', 'at') and isinstance(v, (tuple, list, np.ndarray)): out[k] = flipped(v)
        else: out[k] = mirrored(v)
    return out


def flipped(p): return (-p[0], p[1], p[2])
def bone_of_other(bone): return bone[:-1] + OTHER[bone[-1]] if bone and bone[-2:] in ('.L', '.R') else bone


def varied(m, size, shift):
    """This person's way of doing it: `size` of the bends, `shift` of the hands in cm."""
    out = dict(m)
    for k in ('spine', 'neck'):
        if k in m: out[k] = tuple(size * a for a in m[k])
    for s in 'LR':
        arm = m.get('arm' + s)
        if arm and isinstance(arm.get('at'), Spot): out['arm' + s] = {**arm, 'at': Spot(arm['at'].bone, tuple(np.asarray(arm['at'].point) + shift[s]))}
    return out


# --- what they do; a hold is of the right side -------------------------------------------------------------------
LAP = {f'arm{s}': dict(at=Spot('spine01', (k * 13., 19, 28)), pole=(k * .6, -1, -.5), facing=Facing((-k * .3, -.25, 1), (0, -1, 0), None), curl=20.) for s, k in (('L', 1), ('R', -1))}
SIT = {**sat(STAND), **LAP}


def hanging(m, s, clavicle=False): return {**m, f'arm{s}': HANG[s], 'first': OTHER[s], **({f'clavicle{s}': (0, 0)} if clavicle else {})}


def holds():
    """Item: place, whether it has sides, states."""
    ear = {**poses.ear_to_shoulder()[-1], 'neck': (5, 32, 0), **LAP}
    turned = {**poses.ear_to_shoulder_turned()[-1], 'neck': (4, 25, -34), 'armR': LAP['armR']}
    levator = poses.overhead_levator()[-1]
    side = {**poses.rhomboid_side()[-1], **poses.clasped(34, 50, 66), 'spine': (14, 7, 20), 'neck': (7, 4, 5)}; forward = poses.rhomboid_forward()[-1]
    arm = {**poses.side_arm()[-1]}
    half_arm = {**arm, 'clavicleR': (-2, 8), 'armR': {**arm['armR'], 'at': Spot('spine01', (7.7, 55, 44)), 'pole': (-.2, -1, .1), 'facing': Facing((.5, 0, .85), (0, -.5, -.6), 'spine01')}}
    lean = {**poses.side_stretch()[-1], 'spine': (0, 27, 0)}
    pull = poses.cross_body_pull()[-1]; pull_begin = {**poses.cross_body_pull()[1], 'armL': pull['armL']}
    opener = poses.chest_opener()[-1]
    half = lambda m, *names: {**m, **{n: tuple(.5 * np.asarray(m[n], float)) for n in names}}
    return {
        'ear-to-shoulder': ('seat', True, dict(hold=ear, half=half(ear, 'neck'))),
        'ear-to-shoulder-turned': ('seat', True, dict(hold=turned, half=half(turned, 'neck'), dropped=hanging(turned, 'L'))),
        'overhead-levator-scapulae': ('seat', True, dict(hold=levator, half=half(levator, 'neck'), dropped=hanging(levator, 'L'), dropped2=hanging(levator, 'R', True))),
        'rhomboid-side': ('back', True, dict(hold=side, half={**side, **poses.clasped(17, 50, 68), 'spine': (7, 3, 10), 'neck': (4, 2, 3)}, dropped=hanging(side, 'L'))),
        'rhomboid-forward': ('back', False, dict(hold=forward, half={**forward, **poses.clasped(0, 46, 45), 'spine': (8, 0, 0), 'neck': (4, 0, 0), **poses.shoulders(1, 6)}, dropped=hanging(forward, 'L'))),
        'side-arm': ('seat', True, dict(hold=arm, half=half_arm, dropped=hanging(arm, 'L'))),
        'side-stretch': ('stand', True, dict(hold=lean, half=half(lean, 'spine', 'neck', 'moved'), dropped=hanging(lean, 'L'), dropped2={**hanging(hanging(lean, 'R', True), 'L', True)})),
        'cross-body-pull': ('seat', True, dict(hold=pull, half=mixed(pull_begin, pull, .5), dropped=hanging(pull, 'L'))),
        'chest-opener': ('seat', False, dict(hold=opener, half=mixed(STAND, opener, .5), dropped=hanging(opener, 'L'))),
        'look-far': ('seat', True, dict(hold={**poses.look_far()[-1], **LAP}, half={**half(poses.look_far()[-1], 'neck', 'spine'), **LAP})),
    }


def repetitions():
    """Item: place, key postures from the near to the far position."""
    W, T = ({**STAND, **a} for a in ({**poses.W_ARMS(6), **poses.shoulders(-4, -16)}, poses.T_ARMS()))
    Y = {**STAND, **poses.Y_ARMS(), **poses.shoulders(14, 0)}
    roll = (SIT, {**SIT, **poses.shoulders(18, 0)})  # about 5 cm up
    return {
        'shoulder-roll': ('seat', roll), 'lateral-raise': ('stand', poses.lateral_raise()), 'scapular-squeeze': ('seat', poses.scapular_squeeze()),
        'wall-angel': ('stand', poses.wall_angel()), 'band-pull-apart': ('seat', poses.band_pull_apart()), 'standing-y-t-w': ('stand', (W, T, Y)),
    }


def everyday():
    """Typing, the mouse, drinking, phoning, a hand at the chin."""
    typing = lambda x, y, z: {**SIT, **{f'arm{s}': dict(at=Spot('spine01', (k * 9. + x, 24 + y, 36 + z)), pole=(k * .7, -1, -.4), facing=Facing((-k * .2, -.1, 1), (0, -1, 0), None), curl=26.) for s, k in (('L', 1), ('R', -1))}}
    one = lambda at, pole, fingers, palm, **m: {**typing(0, 0, 0), 'armR': dict(at=at, pole=pole, facing=Facing(fingers, palm, 'head'), curl=50.), **m}
    cup = one(Spot('head', (-6, 72, 22)), (-1, -.7, .2), (.6, .5, -.4), (.7, 0, -.5), neck=(-6, 0, 0))
    ear = one(Spot('head', (-13, 75, 5)), (-1, -.8, .3), (.1, 1, -.2), (.9, 0, -.2))
    chin = one(Spot('head', (-4, 64, 14)), (-.7, -1, .3), (.3, .9, -.3), (.2, .3, -1))
    begin = typing(0, 0, 0)
    return {
        'typing0': {**begin, 'neck': (10, 0, 0)}, 'typing1': {**typing(3, 2, -3), 'neck': (6, 0, 8)}, 
        'mouse': {**begin, 'armR': {**begin['armR'], 'at': Spot('spine01', (-33, 24, 42))}, 'neck': (4, 0, 0)},
        'drink1': mixed(begin, cup, .5), 'drink2': cup, 'phone1': mixed(begin, ear, .5), 'phone2': ear,
        'cradle': {**begin, 'neck': (4, -22, -6), 'clavicleR': (12, 0)}, 'chin': chin,
    }


THINGS = {'drink1': 'cup', 'drink2': 'cup', 'phone1': 'phone', 'phone2': 'phone'}


def jobs(poser, steps, with_tuck):
    """Name of the picture without its ending, place, posture. A function instead of a posture gives the bone transforms itself."""
    for i in range(3): yield f'seat_rest_{i}', 'seat', {**SIT, 'neck': (i - 1., i - 1., 2. * (i - 1)), 'moved': (.4 * (i - 1), 0, .3 * i)}
    for i in range(2): yield f'back_rest_{i}', 'back', {**SIT, 'neck': (2 * i - 1., i - .5, 1.), 'moved': (.5 * i, 0, 0)}
    for i in range(2): yield f'stand_rest_{i}', 'stand', {**STAND, 'neck': (2 * i - 1., .5 - i, 1.), 'moved': (.5 * i, 0, 0)}
    for item, (place, has_sides, states) in holds().items():
        for state, m in states.items():
            m = sat(m) | {'moved': m.get('moved', (0, 0, 0))} if place != 'stand' else m
            if state == 'hold' and has_sides: yield f'{place}_{item}_right', place, m; yield f'{place}_{item}_left', place, mirrored(m)
            else: yield f'{place}_{item}_{state}', place, m
    for item, (place, keys) in repetitions().items():
        keys = [sat(k) if place != 'stand' else k for k in keys]
        for i in range(steps): yield f'{place}_{item}_{i}', place, poses.at(keys, i / (steps - 1))
        yield f'{place}_{item}_one_arm', place, {**keys[-1], 'armL': keys[0]['armL'], 'clavicleL': keys[0].get('clavicleL', (0, 0))}
    for name, m in everyday().items(): yield f'seat_everyday_{name}', 'seat', m
    if not with_tuck: return
    # The chin tuck: the head 3 cm back and level; and what could be mistaken for it.
    b = poser.body; length = b.joint['joint-l-shoulder'][1] - b.hips[1]
    hands = {s: b.hips + np.array([k * 13., 12., 30.]) for s, k in (('L', 1), ('R', -1))}
    tuck = {f'chin-tuck_{i}': dict(forward=-.75 * i) for i in range(5)} | {'chin-tuck_nod10': dict(pitch=10), 'chin-tuck_back4': dict(lean=-float(np.degrees(np.arcsin(4 / length))))}
    for name, m in tuck.items(): yield f'seat_{name}', 'seat', lambda m=m: b.pose(m, hands)


# --- the pictures --------------------------------------------------------------------------------------------------
class Stretcher(Scene):
    """A person at one place, who can hold something."""
    def held(self, poser, tf, name, state):
        palm = lambda s: self.palm(poser, tf, s)
        if 'band-pull-apart' in name: return [(palm('L'), palm('R'), .5, (.05, .25, .10))]
        if 'lateral-raise' in name: return [(palm(s), self.body.hips + np.array([k * 12., -60, 6]), .5, (.05, .25, .10)) for s, k in (('L', 1), ('R', -1))]
        if THINGS.get(state) == 'cup': return [(palm('R') - [0, 5, 0], palm('R') + [0, 5, 0], 4., (.6, .5, .2))]
        if THINGS.get(state) == 'phone': return [(palm('R') - [0, 7, 0], palm('R') + [0, 7, 0], 1.4, (.02, .02, .03))]
        return []

    @staticmethod
    def palm(poser, tf, s):
        f, p = poser.hand_rest(s); unit = lambda v: v / np.linalg.norm(v)
        return poser.body.at(tf, f'wrist.{s}', poser.joint(s, 'hand') + 8. * unit(f) + 3. * unit(p))

    def picture(self, poser, m, name, path):
        tf = m() if callable(m) else poser.solve(m)
        things = [self.rod(f'held{i}', p, q, render.material('held', color, .6), r) for i, (p, q, r, color) in enumerate(self.held(poser, tf, name, name.split('_')[-1]))]
        count = len(self.parts); bend = 0 if callable(m) else sum(map(abs, m.get('spine', (0,)))) / 40
        part = f'{os.path.dirname(path)}/.{os.getpid()}.png'; self.draw(tf, part, np.zeros_like(self.body.rest), min(1.5, .4 + bend)); os.replace(part, path)
        import bpy
        for o in things: bpy.data.objects.remove(o)
        assert len(self.parts) == count
        return {k: [self.in_picture(p) for p in v] for k, v in (('shoulders_px', self.body.shoulders(tf)), ('ears_px', self.body.ears(tf)))}

    def in_picture(self, p):
        c = self.camera[1] @ (p - self.camera[0])
        return [round(float(self.focal_px * c[i] / c[2] + self.size[i] / 2), 1) for i in (0, 1)]


def placed(k, place):
    """Person k with the camera of the place: see the top."""
    spec = person(k); c = spec['camera']; r = np.random.default_rng(4000 + k)
    wide = float(r.uniform(1., 1.25)) / np.tan(np.radians(c['hfov'] / 2))  # so that most of the reach is in view whatever the lens
    moved = dict(seat=dict(dist=max(88., 64 * wide), eyes=.36), back=dict(dist=max(130., 84 * wide), eyes=.33), stand=dict(dist=max(125., 88 * wide), up=c['up'] - 30, eyes=.30))
    return {**spec, 'name': f"{spec['name']}_{place}", 'room_samples': 2, 'size': (640, 480) if spec['size'][0] < 700 else (640, 360), 'camera': {**c, **moved[place]}}


def main():
    a = argparse.ArgumentParser(); a.add_argument('out'); a.add_argument('--people', required=True); a.add_argument('--samples', type=int, default=1); a.add_argument('--only', help='parts of the names of the pictures')
    a = a.parse_args()
    for k in map(int, a.people.split(',')):
        folder = f"{a.out}/{person(k)['name']}"; os.makedirs(folder, exist_ok=True)
        truth = json.load(open(f'{folder}/truth.json')) if os.path.exists(f'{folder}/truth.json') else {}
        began, count = time.time(), 0
        for place in ('seat', 'back', 'stand'):
            spec = placed(k, place); scene = None; truth[f'_{place}'] = dict(camera=spec['camera'], size=spec['size'])
            size = float(np.random.default_rng(5000 + k).uniform(.9, 1.08))
            poser = Poser(Body(**spec['body']))
            for name, where, m in jobs(poser, 5 if k in TUNED_ON else 4, k in WITH_TUCK):
                path = f'{folder}/{name}.png'
                if where != place or os.path.exists(path) or (a.only and not any(o in name for o in a.only.split(','))): continue
                if scene is None:
                    scene = quiet(lambda: Stretcher(spec, a.samples, None)); scene.scene.cycles.denoising_quality = 'FAST'; scene.scene.render.threads_mode = 'FIXED'; scene.scene.render.threads = 1
                r = np.random.default_rng([k, sum(map(ord, name.rsplit('_', 1)[0]))])  # one offset for all pictures of a repetition
                if isinstance(m, dict): m = varied(m, size, {s: r.normal(0, .8, 3) for s in 'LR'})
                truth[name] = quiet(lambda: scene.picture(poser, m, name, path)); count += 1
                if count % 10 == 9: json.dump(truth, open(f'{folder}/truth.json', 'w'))
        json.dump(truth, open(f'{folder}/truth.json', 'w'))
        print(person(k)['name'], count, 'pictures', round((time.time() - began) / max(1, count), 2), 's each', flush=True)


if __name__ == '__main__':
    main()
