"""The postures of the figures: for each item of the catalogue what the body does from rest to hold.

A posture is a dict, everything optional (degrees, cm):
  moved, turned       of the pelvis, against standing upright
  spine, neck         (flexion forward, side bend to the left, turn to the left)
  clavicleL/R         (shoulder up, shoulder forward)
  armL/R              at: Spot of the wrist, or of the middle of the palm (palm_at 1); pole: where the elbow points, in the
                      frame of the chest (Facing(..., None): of the room); facing: Facing of the hand; curl of the fingers
  legL/R              at: Spot of the ankle; pole: where the knee points; toes, sole: directions in the room
  first               the arm that is posed first, so that the other can hold it
{side} is the person's right, {other} the left, as in the drawings of the steps.
"""
import numpy as np
from mannequin import Spot, Facing, Mix, mixed, turn, nod, tilt, rot, X, Y, Z
from studio import block, ball, tube, cylinder

FLOOR = -81.8
HANG = {'L': dict(at=Spot('spine01', (21.5, 9.5, 3.)), pole=(.35, 0, -1.), facing=Facing((0, -1, .12), (-1, 0, .15)), curl=22.),
        'R': dict(at=Spot('spine01', (-21.5, 9.5, 3.)), pole=(-.35, 0, -1.), facing=Facing((0, -1, .12), (1, 0, .15)), curl=22.)}


def posture(**m):
    out = {'armL': HANG['L'], 'armR': HANG['R']}
    for k, v in m.items(): out[k] = {**out[k], **v} if k in ('armL', 'armR') and v.get('keep') else v
    return out


STAND = posture()
SEATED = {'legL': dict(at=(13., FLOOR + 46, 43.), pole=(.1, 1, .3)), 'legR': dict(at=(-13., FLOOR + 46, 43.), pole=(-.1, 1, .3))}


def sat(m):
    """On a stool: thighs level, shins down."""
    return {**m, 'moved': (0, 0, 0), 'legL': dict(at=(14., 11.2 - 41, 44.), pole=(.12, .6, 1)), 'legR': dict(at=(-14., 11.2 - 41, 44.), pole=(-.12, .6, 1))}


def stool(man, tf, t):
    seat = 11.2 - 13.5
    return [cylinder((0, seat - 6, 0), (0, seat, 0), 20.)[:3] + (False,), cylinder((0, -60, 0), (0, seat - 6, 0), 3.)[:3] + (False,)]


# --- neck ----------------------------------------------------------------------------------------
def ear_to_shoulder(): return STAND, {**STAND, 'neck': (6, 40, 0), 'clavicleR': (-5, 0), 'clavicleL': (-2, 0)}


ON_HEAD_R = dict(at=Spot('head', (-4.5, 92.5, 4)), palm_at=1., pole=(1, .55, .25), facing=Facing((-1, -.25, .1), (-.2, -1, 0), 'head'), curl=14.)


def raised(s):
    """A hand on its way up beside the body, so that it does not go through it."""
    k = 1 if s == 'L' else -1
    return dict(at=Spot('spine01', (k * 36, 62, 20)), pole=(k * .8, -1, -.3), facing=Facing((0, 1, .2), (-k * 1, 0, .2), 'spine01'), curl=18.)


def ear_to_shoulder_turned():
    turned = {**STAND, 'neck': (0, 0, -38)}
    return STAND, {**turned, 'armL': raised('L')}, {**turned, 'neck': (4, 27, -34), 'clavicleR': (-4, 0), 'clavicleL': (6, 0), 'armL': {**ON_HEAD_R, 'at': Spot('head', (-3.5, 92.5, 4)), 'facing': Facing((-1, -.2, -.25), (-.2, -1, 0), 'head')}}


def overhead_levator():
    up = dict(at=Spot('spine01', (-11.5, 60, -11.5)), pole=(-.35, 1, .15), facing=Facing((.25, -1, -.1), (0, .1, 1), 'spine01'), curl=10.)
    mid = {**STAND, 'armL': raised('L'), 'clavicleR': (16, 0), 'armR': dict(at=Spot('spine01', (-27, 92, 8)), pole=(-1, .1, .3), facing=Facing((.1, 1, 0), (1, 0, 0), 'spine01'), curl=15.)}
    hold = {**STAND, 'clavicleR': (14, 0), 'clavicleL': (4, 0), 'armR': up, 'neck': (20, 24, 12), 'armL': ON_HEAD_R}
    return STAND, mid, hold


# --- arms before the chest -------------------------------------------------------------------------
def clasped(x, y, z, drop=0.):
    arm = lambda k: dict(at=Spot(None, (x + k * 2.6, y, z)), palm_at=1., pole=Facing((k * .8, -1, 0), X, None),
                         facing=Facing((-k * .75, .05, 1), (-k * 1, 0, -.75), None), curl=42.)
    return dict(armL=arm(1), armR=arm(-1))


def rhomboid_forward():
    ready = {**STAND, **clasped(0, 42, 52)}
    return STAND, ready, {**STAND, **clasped(0, 46, 84), 'spine': (30, 0, 0), 'neck': (16, 0, 0), 'clavicleL': (2, 22), 'clavicleR': (2, 22)}


def rhomboid_side():
    ready = {**STAND, **clasped(0, 50, 64)}
    return STAND, ready, {**STAND, **clasped(44, 50, 62), 'spine': (16, 8, 26), 'neck': (8, 4, 6), 'clavicleL': (0, 4), 'clavicleR': (2, 26)}


def side_arm():
    out = {**STAND, 'armR': dict(at=Spot('spine01', (-30, 56, 42)), pole=(-.4, -1, 0), facing=Facing((0, 0, 1), (.3, -1, 0), 'spine01'), curl=12.)}
    arm = dict(at=Spot('spine01', (24, 55, 26)), pole=(0, -1, .35), facing=Facing((1, -.03, .1), (0, -.35, -1), 'spine01'), curl=12.)
    hold = {**STAND, 'first': 'R', 'clavicleR': (-2, 16), 'armR': arm, 'spine': (0, 0, 3), 'neck': (0, 0, -4),
            'armL': dict(at=Spot('lowerarm01.R', (-36.5, 37.5, 5.5)), palm_at=.8, pole=(.7, -1, .1), facing=Facing((-.55, .85, -.1), (-.2, -.1, -1), 'spine01'), curl=30.)}
    return STAND, out, hold


def cross_body_pull():
    up = {**STAND, 'first': 'R', 'clavicleR': (4, 10), 'armR': dict(at=Spot('spine01', (9, 63, 14)), pole=(-.75, -.35, 1), facing=Facing((.55, .5, -1), (.3, -.5, -.7), 'spine01'), curl=18.)}
    hold = {**up, 'clavicleR': (2, 20), 'spine': (0, 0, 5), 'neck': (0, 0, -12),
            'armR': dict(at=Spot('spine01', (14.5, 62, 12)), pole=(-.1, -.2, 1), facing=Facing((.75, .4, -1), (.3, -.5, -.7), 'spine01'), curl=18.),
            'armL': dict(at=Spot('lowerarm01.R', (-35.5, 38, 0.5)), palm_at=.9, pole=(.9, -1, .1), facing=Facing((-.8, .5, -.2), (-.3, .2, -1), 'spine01'), curl=35.)}
    return tuple(sat(p) for p in (STAND, up, hold))


def anterior_deltoid():
    arm = lambda k, y, z: dict(at=Spot('spine01', (k * 4.0, y, z)), palm_at=.6, pole=(k * 1, .2, -.35), facing=Facing((-k * .55, -.75, -.5), (-k * 1, .3, 0.), 'spine01'), curl=45.)
    back = {**STAND, 'clavicleL': (0, -10), 'clavicleR': (0, -10), 'armL': arm(1, 8, -17), 'armR': arm(-1, 8, -17)}
    hold = {**STAND, 'clavicleL': (-3, -18), 'clavicleR': (-3, -18), 'spine': (-7, 0, 0), 'neck': (2, 0, 0), 'armL': arm(1, 25, -42), 'armR': arm(-1, 25, -42)}
    return STAND, back, hold


def side_stretch():
    wide = {'legL': dict(at=(19., -74.5, 1.)), 'legR': dict(at=(-19., -74.5, 1.))}
    up = dict(at=Spot('spine01', (-2, 75, -10)), pole=(-.45, 1, .2), facing=Facing((.45, -1, 0), (0, 0, 1), 'spine01'), curl=14.)
    grip = dict(at=Spot('lowerarm01.R', (-35.5, 39, 0)), palm_at=.8, pole=(.8, .6, .25), facing=Facing((-1, .25, .0), (0, -.9, .6), 'spine01'), curl=30.)
    mid = {**STAND, **wide, 'first': 'R', 'clavicleR': (15, 0), 'clavicleL': (10, 0), 'armR': up, 'armL': grip}
    lifted = {**STAND, **wide, 'first': 'R', 'armR': raised('R'), 'armL': raised('L')}
    return {**STAND, **wide}, lifted, mid, {**mid, 'spine': (0, 30, 0), 'neck': (0, 8, 0), 'moved': (-5, 0, 0)}


# --- on the floor ----------------------------------------------------------------------------------
def kneeling(**m):
    """On hands and knees, looking down; the head towards +z."""
    hip = FLOOR + 49 - 11.2
    leg = lambda k: dict(at=(k * 12., FLOOR + 6.5, -40.), pole=(0, -1, .55), toes=(0, -.12, -1), sole=(0, 1, -.1))
    hand = lambda k: dict(at=Spot(None, (k * 18., FLOOR + 4, 50)), pole=Facing((k * .6, 0, -1), X, None), facing=Facing((0, -.12, 1), (0, -1, -.1), None), curl=4.)
    return {'moved': (0, hip, 0), 'turned': nod(88), 'legL': leg(1), 'legR': leg(-1), 'armL': hand(1), 'armR': hand(-1), **m}


def cat_cow():
    cow = kneeling(spine=(-26, 0, 0), neck=(-26, 0, 0), turned=nod(100), clavicleL=(0, -6), clavicleR=(0, -6))
    cat = kneeling(spine=(58, 0, 0), neck=(38, 0, 0), turned=nod(60), clavicleL=(0, 20), clavicleR=(0, 20), moved=(0, FLOOR + 49 - 11.2, 2))
    return cow, kneeling(), cat


def thread_the_needle():
    rest = kneeling()
    down = kneeling(turned=turn(8) @ nod(112), spine=(6, 4, 52), neck=(6, 8, 20), moved=(-2, FLOOR + 49 - 11.2, -2), clavicleR=(4, 22),
                    armR=dict(at=Spot(None, (33., FLOOR + 4.5, 41)), pole=Facing((0, .6, 1), X, None), facing=Facing((1, 0, 0.1), (0, 1, 0), None), curl=10.),
                    armL=dict(at=Spot(None, (26., FLOOR + 4, 66)), pole=Facing((1, .4, -.4), X, None), facing=Facing((0, -.12, 1), (0, -1, -.1), None), curl=4.))
    half = kneeling(spine=(4, 0, 18), clavicleR=(0, 10), armR=dict(at=Spot(None, (6., FLOOR + 16, 44)), pole=Facing((-1, .3, 0), X, None), facing=Facing((1, -.2, 0), (0, 1, 0), None), curl=10.))
    return rest, half, down


def knot_pose():
    leg = lambda k: dict(at=(k * 9., FLOOR + 6, -84.), pole=(0, -1, 0), toes=(0, -.25, -1), sole=(0, 1, -.2))
    fore = lambda k, x, z, y=FLOOR + 4: dict(at=Spot(None, (x, y, z)), pole=Facing((k * 1, -1, -.3), X, None), facing=Facing((0, 0, 1), (0, -1, 0), None), curl=6.)
    lie = {'moved': (0, FLOOR + 10 - 11.2, 0), 'turned': nod(84), 'legL': leg(1), 'legR': leg(-1), 'spine': (-42, 0, 0), 'neck': (-2, 0, 0), 'armL': fore(1, 16, 62), 'armR': fore(-1, -16, 62)}
    cross = lambda k, z, y: dict(at=Spot(None, (k * -26., y, z)), pole=Facing((k * .2, .3, 1), X, None), facing=Facing((-k * 1, 0, .15), (0, 1, 0), None), curl=8.)
    down = {**lie, 'spine': (-22, 0, 0), 'neck': (14, 0, 0), 'armR': cross(-1, 53, FLOOR + 4), 'armL': cross(1, 57, FLOOR + 8.5), 'clavicleL': (2, 24), 'clavicleR': (2, 24)}
    return lie, {**lie, 'spine': (-40, 0, 0), 'armR': cross(-1, 50, FLOOR + 5), 'clavicleR': (0, 18)}, down


def on_back(z, lift, spine, neck):
    """Lying on the back, head towards -z... the roller under the shoulder blades."""
    leg = lambda k: dict(at=(k * 11., FLOOR + 7.5, z + 58.), pole=(0, 1, .2), toes=(k * .1, 0, 1), sole=(0, -1, 0))
    arm = lambda k: dict(at=Spot('spine01', (-k * 11., 50 + k * 2, 15.5 + k * 1.2)), pole=(k * .9, -.6, .6), facing=Facing((-k * 1, .5, .1), (0, 0, -1), 'spine01'), curl=14.)
    return {'moved': (0, FLOOR + lift - 11.2, z), 'turned': nod(-90 + spine), 'spine': (0, 0, 0), 'neck': (neck, 0, 0), 'legL': leg(1), 'legR': leg(-1), 'armL': arm(1), 'armR': arm(-1)}


def rhomboids_foam_roller():
    rest = on_back(0, 15, 20, 25)
    return rest, {**on_back(-2, 27, 4, 22)}, {**on_back(-10, 27, 4, 22)}


def latissimus_foam_roller():
    R = tilt(-90)  # on the right side: head towards... the right ear down
    leg = lambda k, y, z: dict(at=(0, 0, 0))
    hip = FLOOR + 21 - 11.2
    def lie(shift, roll):
        return {'moved': (shift, hip, 0), 'turned': rot(X, roll) @ rot(Z, 82.), 'spine': (6, 10, 0), 'neck': (4, 14, 0), 'clavicleR': (14, 0),
                'legR': dict(at=(shift + 66, FLOOR + 8, 26.), pole=(.2, 0, 1), toes=(.3, -.05, 1), sole=(1, 0, -.3)),
                'legL': dict(at=(shift + 78, FLOOR + 18, -2.), pole=(.1, .1, 1), toes=(.3, -.1, 1), sole=(1, 0, -.3)),
                'armR': dict(at=Spot(None, (shift - 92, FLOOR + 6, 10)), pole=Facing((0, -.4, 1), X, None), facing=Facing((-1, 0, .1), (0, 1, .3), None), curl=16.),
                'armL': dict(at=Spot(None, (shift - 34, FLOOR + 4, 34)), pole=Facing((.5, .8, .4), X, None), facing=Facing((-.5, 0, 1), (0, -1, 0), None), curl=6.)}
    return lie(6, 0), lie(-6, 0)


# --- with a ball or a stick --------------------------------------------------------------------------
TRAP = Spot('clavicle.R', (-9.6, 66.6, -1.4))
INNER = Spot('spine01', (-6.4, 62.3, -7.8))
BLADE = Spot('spine01', (-6.0, 55.4, -9.3))


def upper_trapezius_ball():
    hold = {**STAND, 'clavicleL': (3, 10), 'neck': (6, 12, 0), 'armL': dict(at=Spot('clavicle.R', (-8.8, 70.5, -1.0)), palm_at=1., pole=(.5, -1, .5), facing=Facing((-.8, .25, -.75), (-.1, -1, -.2), 'spine01'), curl=34.)}
    mid = {**STAND, 'armL': dict(at=Spot('spine01', (4, 62, 24)), palm_at=1., pole=(.6, -1, .3), facing=Facing((-.8, .5, -.2), (-.2, -.3, -1), 'spine01'), curl=34.)}
    press = {**hold, 'neck': (8, 16, 0), 'armL': {**hold['armL'], 'at': Spot('clavicle.R', (-11.3, 69.6, -1.6))}}
    return STAND, mid, hold, press


def hooked(tip):
    """Both hands hold the stick before the chest; its hook goes over the right shoulder."""
    a = dict(at=Spot('spine01', (-13, 42, 25)), palm_at=1., pole=(-.9, -1, -.2), facing=Facing((.35, .9, .2), (.9, -.3, -.2), 'spine01'), curl=62.)
    b = dict(at=Spot('spine01', (-7, 26, 27)), palm_at=1., pole=(.9, -1, -.2), facing=Facing((-.45, .9, .2), (-.9, -.35, -.3), 'spine01'), curl=62.)
    low = {**STAND, 'armR': {**a, 'at': Spot('spine01', (-13, 40, 27))}, 'armL': {**b, 'at': Spot('spine01', (-7, 24, 29))}}
    return STAND, low, {**STAND, 'neck': (6, 8, 0), 'armR': a, 'armL': b}


def stick(tip):
    def things(man, tf, t):
        at = lambda b, *p: man.where(tf, Spot(b, p)); k = np.clip((t - .45) / .55, 0, 1); lift = (1 - k) * 3
        if t < .3: return []
        hand = [man.where(tf, Spot(f'wrist.{s}', man.joint(s, 'hand') + 8.8 * f / np.linalg.norm(f) + 2.6 * p / np.linalg.norm(p))) for s in 'LR' for f, p in [man.hand_rest(s)]]
        d = hand[1] - hand[0]; low = hand[0] - d * .7
        end = man.where(tf, tip)
        over = np.array([end[0] * .55 + hand[1][0] * .45, max(end[1], at('spine01', 0, 66, 0)[1]) + 10 + lift, 6.])
        behind = np.array([end[0] * .9 + over[0] * .1, end[1] + 6 + lift, end[2] - 6])
        return tube([low, hand[0], hand[1], hand[1] + d * .55 + [0, 1, 1], over, behind, end + [0, lift, -lift * .5]], 1.15, 2.1)
    return things


def shown_ball(spot, r=3.3, after=0.):
    return lambda man, tf, t: [ball(man.where(tf, spot), r)] if t >= after else []


def in_hand(s, r=3.3):
    def things(man, tf, t):
        f, p = man.hand_rest(s)
        return [ball(man.where(tf, Spot(f'wrist.{s}', man.joint(s, 'hand') + 9 * f / np.linalg.norm(f) + 3.6 * p / np.linalg.norm(p))), r)]
    return things


def squat(drop, back, **m):
    """Leaning against something behind; the knees give by `drop`."""
    leg = lambda k: dict(at=(k * 13., -74.5, back + 20.), pole=(k * .15, 0, 1))
    return {**STAND, 'moved': (0, -drop, back), 'legL': leg(1), 'legR': leg(-1), **m}


def back_to_wall(lean=7, **m):
    tall = squat(2, 0, turned=nod(-lean), spine=(lean, 0, 0), **m)
    return tall, squat(9, 0, turned=nod(-lean), spine=(lean, 0, 0), **m)


def wall_behind(spot, r=3.3):
    """A wall that the ball at `spot` touches. It stays where it is while the body slides."""
    def things(man, tf, t):
        b = man.where(tf, spot); z = b[2] - r
        return [ball(b, r), block((-62, FLOOR, z - 5), (62, 112, z))]
    return things


ARMS_CROSSED = lambda: {'arm' + s: dict(at=Spot('spine01', (-k * 9., 46 + k * 2, 16 + k * 1.3)), pole=(k * .9, -1, .3), facing=Facing((-k * 1, .55, .1), (0, 0, -1), 'spine01'), curl=14.) for s, k in (('L', 1), ('R', -1))}


def lateral_wall():
    m = dict(spine=(0, 0, 0), neck=(0, 6, 0), armR=dict(at=Spot('spine01', (-19, 14, 14)), pole=(-.6, -.2, -1), facing=Facing((.3, -1, .5), (1, .2, 0)), curl=22.))
    leg = lambda k: dict(at=(k * 12. + 14, -74.5, 1.))
    base = {**STAND, 'turned': tilt(-6.), 'legL': leg(1), 'legR': leg(-1), **m}
    return base, {**base, 'moved': (0, -5, 0)}


def front_wall():
    m = dict(neck=(-4, 0, 24), armR=dict(at=Spot('spine01', (-25, 14, -8)), pole=(-.8, 0, -1), facing=Facing((0, -1, .1), (1, 0, .2)), curl=22.))
    leg = lambda k, z: dict(at=(k * 12., -74.5, z))
    base = {**STAND, 'turned': turn(14) @ nod(7.), 'legL': leg(1, -18), 'legR': leg(-1, -10), **m}
    return base, {**base, 'moved': (0, -5, 0)}


def wall_front(spot, r=3.3):
    def things(man, tf, t):
        b = man.where(tf, spot); z = b[2] + r
        return [ball(b, r), block((-62, FLOOR, z), (62, 112, z + 5))]
    return things


def wall_right(spot, r=3.3):
    def things(man, tf, t):
        b = man.where(tf, spot); x = b[0] - r
        return [ball(b, r), block((x - 5, FLOOR, -62), (x, 112, 62))]
    return things


def mat(low, high):
    return lambda man, tf, t: [block((low[0], FLOOR - 2.2, low[1]), (high[0], FLOOR, high[1]))]


def both(*parts): return lambda man, tf, t: [q for p in parts for q in p(man, tf, t)]


def roller(a, b, r=7.): return lambda man, tf, t: [cylinder(a, b, r)]


# --- reset moves and strength ---------------------------------------------------------------------------
def arms(at, pole, fingers, palm, curl=12., bone='spine01'):
    """Both arms alike; x of everything is to the outside."""
    side = lambda k: dict(at=Spot('spine01', (k * at[0], at[1], at[2])), pole=(k * pole[0], pole[1], pole[2]),
                          facing=Facing((k * fingers[0], fingers[1], fingers[2]), (k * palm[0], palm[1], palm[2]), bone), curl=curl)
    return dict(armL=side(1), armR=side(-1))


def shoulders(up, forward): return dict(clavicleL=(up, forward), clavicleR=(up, forward))


def shoulder_roll():
    return STAND, {**STAND, **shoulders(26, 6)}, {**STAND, **shoulders(16, -18)}


W_ARMS = lambda back=0.: arms((46, 74 - back * .4, -4 - back), (.8, -1, -.35), (.1, 1, .05), (0, -.05, 1))
T_ARMS = lambda: arms((66, 57, 2), (.1, -1, -.4), (1, 0, .05), (0, -.1, 1))
Y_ARMS = lambda z=0.: arms((46, 96, z), (1, -.4, -.5), (.5, 1, .05), (-.3, 0, 1))


def chest_opener():
    ready = {**STAND, **arms((46, 72, 14), (.8, -1, -.2), (.1, 1, .1), (0, -.1, 1))}
    return STAND, ready, {**STAND, **W_ARMS(8), **shoulders(-2, -18), 'spine': (-8, 0, 0), 'neck': (2, 0, 0)}


def chin_tuck():
    return {**STAND, 'spine': (14, 0, 0), 'neck': (-8, 0, 0)}, {**STAND, 'spine': (-4, 0, 0), 'neck': (10, 0, 0)}


def look_far():
    return STAND, {**STAND, 'neck': (0, 0, 42), 'spine': (0, 0, 14)}


def lateral_raise():
    low = {**STAND, **arms((25, 10, 6), (.4, 0, -1), (0, -1, .1), (-1, 0, .15), 40.)}
    return low, {**STAND, **arms((64, 55, 14), (.1, -1, -.6), (1, -.05, .2), (0, -1, .1), 40.), **shoulders(6, 0)}


def scapular_squeeze():
    near = {**STAND, **arms((17, 33, 29), (.3, -1, -.6), (0, 0, 1), (0, 1, 0))}
    return near, {**STAND, **arms((41, 33, 14), (.2, -1, -.8), (.85, 0, .5), (0, 1, 0)), **shoulders(-3, -18)}


def wall_angel():
    low = {**STAND, **W_ARMS()}
    return low, {**STAND, **Y_ARMS(-3), **shoulders(14, 0)}


def band_pull_apart():
    near = {**STAND, **arms((14, 52, 50), (.9, -1, 0), (0, .05, 1), (-.3, -1, 0), 50.)}
    return near, {**STAND, **arms((62, 54, 14), (.2, -1, -.5), (1, 0, .2), (0, -1, .2), 50.), **shoulders(-2, -14)}


def standing_y_t_w():
    return STAND, {**STAND, **arms((40, 40, 34), (.6, -1, -.3), (.3, .4, 1), (-1, 0, .2))}, {**STAND, **Y_ARMS(), **shoulders(14, 0)}, {**STAND, **T_ARMS()}, {**STAND, **W_ARMS(6), **shoulders(-4, -16)}


def palm_of(man, tf, s):
    f, p = man.hand_rest(s)
    return man.where(tf, Spot(f'wrist.{s}', man.joint(s, 'hand') + 8. * f / np.linalg.norm(f) + 1.6 * p / np.linalg.norm(p)))


def band_to_feet(man, tf, t):
    return [part for s, k in (('L', 1), ('R', -1)) for part in tube([palm_of(man, tf, s), (k * 12, -30, 6), (k * 9, FLOOR + 3, 4)], .7)]


def band_between(man, tf, t):
    a, b = palm_of(man, tf, 'L'), palm_of(man, tf, 'R')
    return tube([a, (a + b) / 2, b], .7)


def flat_wall(man, tf, t): return [block((-130, FLOOR, -24), (130, 150, -17))]


# --- at the desk, for the welcome ----------------------------------------------------------------------
def sit_upright():
    hand = lambda k: dict(at=Spot(None, (k * 13., 26.5, 37)), pole=Facing((k * .8, -1, -.5), X, None), facing=Facing((-k * .2, -.1, 1), (0, -1, 0), None), curl=16.)
    desk = dict(armL=hand(1), armR=hand(-1))
    return sat({**STAND, **desk, 'turned': nod(4), 'spine': (34, 0, 0), 'neck': (-4, 0, 0), 'clavicleL': (5, 10), 'clavicleR': (5, 10)}), sat({**STAND, **desk})


def desk(man, tf, t):
    boxes = [((-48, 19, 26), (48, 22, 86)), ((-29, 48, 72), (29, 83, 75)), ((-5, 22, 72), (5, 48, 75)), ((-13, 22, 66), (13, 23, 80))]
    return stool(man, tf, t) + [block(a, b) for a, b in boxes] + [ball((0, 85.5, 73.5), 2.6)]


# id: (postures, muscle, sides, camera (azimuth, elevation, target, height of the picture), things, view)
UPPER = (0, 52, 0)
ITEMS = {
    'ear-to-shoulder': (ear_to_shoulder, 'upper-trapezius', 'R', (-14, 10, (0, 62, 0), 78), None, 'front'),
    'ear-to-shoulder-turned': (ear_to_shoulder_turned, 'upper-trapezius', 'R', (-14, 12, (3, 64, 0), 84), None, 'front'),
    'overhead-levator-scapulae': (overhead_levator, 'levator-scapulae', 'R', (-152, 14, (0, 68, 0), 90), None, 'back'),
    'rhomboid-forward': (rhomboid_forward, 'rhomboids', 'LR', (122, 14, (0, 48, 26), 92), None, 'back'),
    'rhomboid-side': (rhomboid_side, 'rhomboids', 'R', (152, 22, (10, 50, 16), 94), None, 'back'),
    'side-arm': (side_arm, 'deltoids', 'R', (-22, 8, (0, 56, 6), 84), None, 'front'),
    'cross-body-pull': (cross_body_pull, 'infraspinatus-teres-minor', 'R', (-112, 14, (0, 42, 6), 104), stool, 'side'),
    'anterior-deltoid': (anterior_deltoid, 'anterior-deltoid', 'LR', (-62, 6, (0, 50, -8), 94), None, 'side'),
    'side-stretch': (side_stretch, 'latissimus-dorsi', 'R', (-16, 4, (2, 48, 0), 128), None, 'front'),
    'sit-upright': (sit_upright, 'upper-trapezius', 'LR', (-72, 6, (0, 34, 26), 132), desk, 'side'),
    'shoulder-roll': (shoulder_roll, 'upper-trapezius', 'LR', (-24, 8, (0, 58, 0), 86), None, 'front'),
    'chest-opener': (chest_opener, 'rhomboids', 'LR', (-20, 8, (0, 56, 0), 112), None, 'front'),
    'chin-tuck': (chin_tuck, 'levator-scapulae', 'LR', (-84, 6, (0, 64, 4), 74), None, 'side'),
    'chin-tucks': (chin_tuck, 'levator-scapulae', 'LR', (-62, 6, (0, 64, 4), 76), None, 'side'),
    'look-far': (look_far, 'upper-trapezius', 'LR', (-14, 8, (0, 60, 0), 84), None, 'front'),
    'lateral-raise': (lateral_raise, 'deltoids', 'LR', (-14, 6, (0, 48, 0), 126), band_to_feet, 'front'),
    'scapular-squeeze': (scapular_squeeze, 'rhomboids', 'LR', (158, 14, (0, 50, 0), 100), None, 'back'),
    'wall-angel': (wall_angel, 'rhomboids', 'LR', (-16, 6, (0, 62, 0), 126), flat_wall, 'front'),
    'band-pull-apart': (band_pull_apart, 'rhomboids', 'LR', (-24, 12, (0, 58, 10), 122), band_between, 'front'),
    'standing-y-t-w': (standing_y_t_w, 'rhomboids', 'LR', (-16, 6, (0, 70, 0), 126), None, 'front'),
    'cat-cow': (cat_cow, 'rhomboids', 'LR', (70, 16, (0, -52, 10), 128), mat((-32, -66), (32, 78)), 'side'),
    'thread-the-needle': (thread_the_needle, 'rhomboids', 'R', (-62, 30, (4, -58, 8), 124), mat((-32, -66), (44, 82)), 'side'),
    'knot-pose': (knot_pose, 'rhomboids', 'LR', (62, 26, (0, -68, -10), 142), mat((-32, -104), (32, 76)), 'side'),
    'upper-trapezius-ball': (upper_trapezius_ball, 'upper-trapezius', 'R', (-20, 12, (0, 54, 2), 92), in_hand('L'), 'front'),
    'upper-trapezius-stick': (lambda: hooked(TRAP), 'upper-trapezius', 'R', (-28, 14, (0, 52, 4), 98), stick(TRAP), 'front'),
    'levator-scapulae-ball': (lambda: back_to_wall(**ARMS_CROSSED()), 'levator-scapulae', 'R', (-66, 8, (0, 46, 0), 104), wall_behind(INNER), 'side'),
    'levator-scapulae-stick': (lambda: hooked(INNER), 'levator-scapulae', 'R', (-150, 16, (0, 54, 0), 96), stick(INNER), 'back'),
    'rhomboids-ball-wall': (lambda: back_to_wall(**ARMS_CROSSED()), 'rhomboids', 'R', (-66, 8, (0, 40, 0), 110), wall_behind(BLADE), 'side'),
    'rhomboids-cane': (lambda: hooked(BLADE), 'rhomboids', 'R', (-150, 14, (0, 52, 0), 98), stick(BLADE), 'back'),
    'lateral-deltoid-ball-wall': (lateral_wall, 'lateral-deltoid', 'R', (24, 8, (-4, 46, 0), 104), wall_right(Spot('upperarm01.R', (-27.0, 57.8, 1.6))), 'front'),
    'anterior-deltoid-ball-wall': (front_wall, 'anterior-deltoid', 'R', (-96, 8, (0, 46, 6), 104), wall_front(Spot('shoulder01.R', (-18.9, 55, 10.4))), 'side'),
    'posterior-deltoid-ball-wall': (lambda: back_to_wall(neck=(0, 0, 12)), 'posterior-deltoid', 'R', (-74, 8, (0, 46, 0), 104), wall_behind(Spot('shoulder01.R', (-19.2, 54.8, -6.4))), 'side'),
    'infraspinatus-cane-ball': (lambda: back_to_wall(armR=dict(at=Spot('spine01', (3, 47, 15.5)), pole=(-1, -1, .2), facing=Facing((1, .3, .1), (0, 0, -1), 'spine01'), curl=14.)),
                                'infraspinatus-teres-minor', 'R', (-70, 8, (0, 46, 0), 104), wall_behind(Spot('spine01', (-13.2, 54.5, -8.3))), 'side'),
    'rhomboids-foam-roller': (rhomboids_foam_roller, 'rhomboids', 'LR', (72, 14, (0, -60, -8), 132), both(mat((-32, -88), (32, 72)), roller((-30, FLOOR + 7, -44), (30, FLOOR + 7, -44))), 'side'),
    'latissimus-foam-roller': (latissimus_foam_roller, 'latissimus-dorsi', 'R', (10, 20, (-6, -62, 6), 164), both(mat((-100, -28), (84, 42)), roller((-44, FLOOR + 7, -28), (-44, FLOOR + 7, 34))), 'side'),
}


def eased(t): return t * t * t * (t * (6 * t - 15) + 10)


def at(keys, t):
    """The posture at `t`, 0 (rest) to 1 (hold)."""
    n = len(keys) - 1; u = t * n; i = min(int(u), n - 1)
    return mixed(keys[i], keys[i + 1], u - i)
