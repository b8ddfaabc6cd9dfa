"""The mannequin of the figures: a smooth CC0 body that is posed by joint angles and by points that hands and feet touch.

Axes as in benches/rendered/body.py: x to the person's left, y up, z forward; centimetres and degrees. `Spot(bone,
point)` names a point of the body by its place in the unposed body, so a hand can be put on the head whatever the head does.
"""
import os, sys
from dataclasses import dataclass
import numpy as np
from scipy import sparse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../../benches/rendered'))
from body import Body, base, groups, rot, turn, nod, tilt, between, X, Y, Z  # noqa: E402

SIDES = {'L': 1, 'R': -1}
SPINE = {'spine05': .1, 'spine04': .2, 'spine03': .2, 'spine02': .25, 'spine01': .25}
NECK = {'neck01': .25, 'neck02': .2, 'neck03': .2, 'head': .35}


@dataclass
class Spot:
    """A point that moves with a bone; `point` is its place in the unposed body. Bone None: a point of the room."""
    bone: str | None
    point: tuple


@dataclass
class Facing:
    """Where the fingers and the palm of a hand point, in the frame of a bone (None: of the room)."""
    fingers: tuple
    palm: tuple
    bone: str | None = None


@dataclass
class Mix:
    """Between two spots, facings or poles, both taken in the present posture."""
    a: object
    b: object
    share: float


def unit(v):
    v = np.asarray(v, float)
    return v / max(np.linalg.norm(v), 1e-9)


def frame(along, normal):
    a = unit(along)
    n = unit(normal - (normal @ a) * a)
    return np.array([a, n, np.cross(a, n)]).T


def slerp(a, b, share):
    r = a.T @ b
    angle = np.degrees(np.arccos(np.clip((np.trace(r) - 1) / 2, -1, 1)))
    axis = np.array([r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]])
    return a if angle < 1e-3 else a @ rot(axis, angle * share)


def twist_part(r, axis, share):
    """The turn of `r` about `axis`, `share` of it."""
    swung = between(axis, r @ axis)
    t = swung.T @ r
    u = unit(np.cross(axis, [.31, .57, .76]))
    angle = np.degrees(np.arctan2(np.cross(u, t @ u) @ unit(axis), u @ (t @ u)))
    return swung @ rot(axis, angle * share)


def mixed(a, b, share):
    """Two postures blended value by value."""
    if isinstance(a, dict):
        keys = a.keys() | b.keys()
        return {k: mixed(a.get(k, zero(b.get(k))), b.get(k, zero(a.get(k))), share) for k in keys}
    if isinstance(a, (int, float)): return a + (b - a) * share
    if isinstance(a, np.ndarray) and a.shape == (3, 3): return slerp(a, np.asarray(b), share)
    numbers = (tuple, list, np.ndarray)
    if isinstance(a, numbers) and isinstance(b, numbers): return np.asarray(a, float) * (1 - share) + np.asarray(b, float) * share
    if a is None and b is None: return None
    if isinstance(a, str) or isinstance(b, str): return a or b
    return Mix(a, b, share)


def zero(like):
    if isinstance(like, dict): return {}
    if isinstance(like, (int, float)): return 0.
    if isinstance(like, np.ndarray) and like.shape == (3, 3): return np.eye(3)
    if isinstance(like, (tuple, list, np.ndarray)): return np.zeros(len(like))
    return None


class Mannequin:
    def __init__(self):
        self.body = b = Body(.42, age=.5, muscle=.55, weight=.42, height=.55)
        self.index = groups()['body']
        place = -np.ones(len(b.rest), int); place[self.index] = np.arange(len(self.index))
        quads = [tuple(place[i] for i in f) for f, _ in base()[2]['body']]
        n = len(self.index)
        edges = np.array([(f[i], f[(i + 1) % len(f)]) for f in quads for i in range(len(f))])
        near = sparse.coo_matrix((np.ones(len(edges)), edges.T), (n, n)).tocsr()
        near = ((near + near.T) > 0).astype(float)
        self.smooth = sparse.diags(1 / np.maximum(np.asarray(near.sum(1)).ravel(), 1)) @ near
        self.tangent_to = np.array([near.indices[near.indptr[i]] if near.indptr[i] < near.indptr[i + 1] else i for i in range(n)])
        self.rest = self.plain(b.rest[self.index], quads)
        self.quads = self.faces = quads
        self.face_patch()
        self.tri = np.array([t for f in quads for t in ((f[0], f[1], f[2]), (f[0], f[2], f[-1]))])
        self.weights = b.weights[self.index]
        self.joints = b.joint
        self.mush_rest()

    # --- the unposed body ---------------------------------------------------------------------
    def plain(self, v, quads):
        """Without a face and without details of the skin: a thin plate over eyes, nose and mouth, the trunk smoothed."""
        v = v.copy(); x, y, z = v.T
        groin = np.exp(-((x / 7) ** 2 + ((y - 3) / 7) ** 2)) * (z > -2)
        trunk = .25 * ((y < 66) & (y > -5) & (np.abs(x) < 20))
        amount = np.clip(np.maximum.reduce([groin, trunk]), 0, 1)[:, None]
        for _ in range(45): v = v + amount * (self.smooth @ v - v) * .6
        x, y, z = v.T
        away = np.sqrt(((np.abs(x) - 8.4) / 8) ** 2 + ((y - 45) / 8.5) ** 2)
        front = (z > 4) & (np.abs(x) < 18) & (y > 25) & (y < 62); ring = front & (away > 1) & (away < 1.7)
        terms = lambda i: np.stack([np.abs(x[i]) ** p * y[i] ** q / 50. ** (p + q) for p in range(4) for q in range(4 - p)], 1)
        fit = np.linalg.lstsq(terms(ring), z[ring], rcond=None)[0]
        share = np.clip((1.15 - away) / .45, 0, 1) * front
        v[:, 2] += share * share * (3 - 2 * share) * (terms(slice(None)) @ fit - z)
        return v

    def face_patch(self):
        """A smooth egg in place of skull and face; the ears and a hint of a nose show where it looks."""
        mid = np.array([0, 82., 3.5]); x, y, z = self.rest.T
        ear = (np.abs(x) > 7.2) & (y > 75.5) & (y < 85.5) & (z > -2) & (z < 6.5)
        good = ((y > 87) | ((y > 79) & (z < 5)) | ((y > 74) & (z < -3)) | ((np.abs(x) > 6) & (z < 10) & (y > 73)) | ((y < 73.6) & (y > 69.8) & (z > 9.5))) & ~ear & (y > 69.8)
        def terms(n):
            a, u, f = n[:, 0] ** 2, n[:, 1], n[:, 2]
            return np.stack([np.ones(len(n)), u, f, u * u, u * f, f * f, u ** 3, u * u * f, u * f * f, f ** 3, a * u, a * f, a * a], 1)
        v = self.rest[good] - mid; r = np.linalg.norm(v, axis=1); T = terms(v / r[:, None])
        weight = np.where(y[good] < 73.6, 4, 1.)[:, None]
        fit = np.linalg.solve(T.T @ (weight * T) + 1e-3 * np.eye(T.shape[1]), T.T @ (weight[:, 0] * r))
        n, m = 64, 48
        g = np.radians([(a, b) for b in np.linspace(-89.5, 89.5, m) for a in np.linspace(-180, 180, n, endpoint=False)])
        d = np.stack([np.sin(g[:, 0]) * np.cos(g[:, 1]), np.sin(g[:, 1]), np.cos(g[:, 0]) * np.cos(g[:, 1])], 1)
        far = terms(d) @ fit + .8 * np.exp(-(np.degrees(g[:, 0]) / 8) ** 2 - ((np.degrees(g[:, 1]) + 12) / 12) ** 2)
        self.patch = mid + far[:, None] * d
        nape = np.clip((82 - self.patch[:, 1]) / 3, 0, 1) * np.clip((2 - self.patch[:, 2]) / 3, 0, 1)
        self.patch = mid + (self.patch - mid) * (1 - .05 * nape)[:, None]
        gone = ((y > np.where(z < 0, 79, 78)) | ((z > 5.5) & (y > 71.2)) | ((z > 8.8) & (y > 69.3)) | ((y > 74.5) & (z > 0) & (np.abs(x) > 6.2))) & ~ear & (y > 68)
        self.faces = [f for f in self.quads if not all(gone[list(f)])]
        count = len(self.rest)
        self.patch_faces = [(count + j * n + i, count + j * n + (i + 1) % n, count + (j + 1) * n + (i + 1) % n, count + (j + 1) * n + i) for j in range(m - 1) for i in range(n)]

    def frames(self, v):
        n = np.zeros_like(v)
        c = np.cross(v[self.tri[:, 1]] - v[self.tri[:, 0]], v[self.tri[:, 2]] - v[self.tri[:, 0]])
        for k in range(3): np.add.at(n, self.tri[:, k], c)
        n /= np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)
        t = v[self.tangent_to] - v; t -= (t * n).sum(1, keepdims=True) * n
        t /= np.maximum(np.linalg.norm(t, axis=1, keepdims=True), 1e-9)
        return np.stack([n, t, np.cross(n, t)], -1)

    def averaged(self, v, rounds=10):
        for _ in range(rounds): v = .5 * v + .5 * (self.smooth @ v)
        return v

    def mush_rest(self):
        s = self.averaged(self.rest); F = self.frames(s)
        self.delta = np.einsum('vji,vj->vi', F, self.rest - s)
        self.normals = self.frames(self.rest)[:, :, 0]

    def skin(self, tf):
        """Delta mush: blended transforms, smoothed, with the details of the unposed body put back. Joints keep their volume."""
        order = self.body.order
        R = np.array([tf[n][0] for n in order]); t = np.array([tf[n][1] for n in order])
        p = np.einsum('vij,vj->vi', np.einsum('vb,bij->vij', self.weights, R), self.rest) + self.weights @ t
        s = self.averaged(p)
        R, t = tf['head']
        return np.vstack([s + np.einsum('vij,vj->vi', self.frames(s), self.delta), self.patch @ R.T + t])

    # --- posing ---------------------------------------------------------------------------------
    def joint(self, side, name): return self.joints[f'joint-{side.lower()}-{name}']

    def chain(self, world, local, root):
        out = {}; b = self.body
        for n in b.order:
            R, t = out[b.parent[n]] if b.parent[n] else root
            h = b.heads[n]; here = R @ h + t
            R = world[n] if n in world else R @ local[n] if n in local else R
            out[n] = (R, here - R @ h)
        return out

    def where(self, tf, spot):
        if isinstance(spot, Mix): return self.where(tf, spot.a) * (1 - spot.share) + self.where(tf, spot.b) * spot.share
        if not isinstance(spot, Spot): return np.asarray(spot, float)
        if spot.bone is None: return np.asarray(spot.point, float)
        R, t = tf[spot.bone]; return R @ np.asarray(spot.point, float) + t

    def hand_rest(self, s):
        f = self.joint(s, 'finger-3-1') - self.joint(s, 'hand')
        across = self.joint(s, 'finger-2-1') - self.joint(s, 'finger-5-1')
        return f, SIDES[s] * np.cross(f, across)

    def hand_turn(self, tf, s, facing, lower):
        """World rotation of the hand."""
        if facing is None: return lower
        if isinstance(facing, Mix): return slerp(self.hand_turn(tf, s, facing.a, lower), self.hand_turn(tf, s, facing.b, lower), facing.share)
        R = tf[facing.bone][0] if facing.bone else np.eye(3)
        f, p = self.hand_rest(s)
        return frame(R @ unit(facing.fingers), R @ unit(facing.palm)) @ frame(f, p).T

    def limb(self, start, end, pole, a, b):
        """Middle joint and end of a two-bone limb, and the normal of its hinge."""
        d = end - start; L = np.clip(np.linalg.norm(d), abs(a - b) + 2, (a + b) * .992); d = unit(d)
        p = unit(pole - (pole @ d) * d); c = (a * a + L * L - b * b) / (2 * L)
        return start + c * d + np.sqrt(max(0, a * a - c * c)) * p, start + L * d, np.cross(p, d)

    def solve(self, m):
        """Bone transforms of a posture `m`: see poses.py."""
        b = self.body; world, local = {}, {}
        R0 = m.get('turned', np.eye(3))
        pelvis = self.joints['joint-pelvis']
        root = (R0, pelvis + np.asarray(m.get('moved', (0, 0, 0)), float) - R0 @ pelvis)
        for names, key in ((SPINE, 'spine'), (NECK, 'neck')):
            flex, side, twist = m.get(key, (0, 0, 0))
            for n, w in names.items(): local[n] = turn(twist * w) @ tilt(side * w) @ nod(flex * w)
        for s, k in SIDES.items():
            up, ahead = m.get('clavicle' + s, (0, 0))
            local[f'clavicle.{s}'] = rot(Y, -k * ahead) @ rot(Z, k * up)
        tf = self.chain(world, local, root)
        for s in SIDES: self.leg(tf, world, m.get('leg' + s, {}), s)
        tf = self.chain(world, local, root)
        for s in sorted(SIDES, key=lambda s: m.get('first', 'L') != s):
            self.arm(tf, world, local, m.get('arm' + s, {}), s)
            tf = self.chain(world, local, root)
        return tf

    def arm(self, tf, world, local, m, s):
        k = SIDES[s]; S0, E0, W0 = (self.joint(s, n) for n in ('shoulder', 'elbow', 'hand'))
        S = self.body.at(tf, f'shoulder01.{s}', S0); chest = tf['spine01'][0]
        a, f = np.linalg.norm(E0 - S0), np.linalg.norm(W0 - E0)
        at = m.get('at') or Spot('spine01', (k * 23, 8, 4))          # hanging
        pole = m.get('pole', (k * .5, -.1, -1.))
        pole = self.direction(tf, pole, chest)
        palm_at = m.get('palm_at', 0.)
        n0 = np.cross(E0 - S0, W0 - E0)
        f0, p0 = self.hand_rest(s)
        goal = self.where(tf, at); hand = None
        for _ in range(2 if palm_at else 1):                          # the wrist follows from where the palm shall lie
            wrist = goal if hand is None else goal - hand @ (f0 * 1.05 + unit(p0) * 1.6) * palm_at
            E, W, n = self.limb(S, wrist, pole, a, f)
            upper = frame(E - S, n) @ frame(E0 - S0, n0).T
            lower = frame(W - E, n) @ frame(W0 - E0, n0).T
            hand = self.hand_turn(tf, s, m.get('facing'), lower @ rot(W0 - E0, k * m.get('roll', 0)))
        parent = tf[f'shoulder01.{s}'][0]; up0, low0 = unit(E0 - S0), unit(W0 - E0)
        world[f'upperarm01.{s}'] = parent @ twist_part(parent.T @ upper, up0, .5)
        world[f'upperarm02.{s}'] = upper
        world[f'lowerarm01.{s}'] = lower
        swung = lower.T @ hand
        world[f'lowerarm02.{s}'] = lower @ rot(low0, self.turn_about(swung, low0) * .6)
        world[f'wrist.{s}'] = hand
        curl = m.get('curl', 18.); spread = m.get('spread', 0.)
        hinge = np.cross(f0, p0)
        for finger in '2345':
            for part, share in (('1', .8), ('2', 1.), ('3', .7)): local[f'finger{finger}-{part}.{s}'] = rot(hinge, curl * share)
        for finger, out in (('2', 1), ('3', .3), ('4', -.4), ('5', -1.1)):
            local[f'finger{finger}-1.{s}'] = rot(p0, -k * spread * out) @ local[f'finger{finger}-1.{s}']
        for part in '23': local[f'finger1-{part}.{s}'] = rot(hinge, .4 * curl)

    def turn_about(self, r, axis):
        t = between(axis, r @ axis).T @ r
        u = unit(np.cross(axis, [.31, .57, .76]))
        return np.degrees(np.arctan2(np.cross(u, t @ u) @ axis, u @ (t @ u)))

    def direction(self, tf, pole, chest):
        if isinstance(pole, Mix): return self.direction(tf, pole.a, chest) * (1 - pole.share) + self.direction(tf, pole.b, chest) * pole.share
        if isinstance(pole, Facing): return (tf[pole.bone][0] if pole.bone else np.eye(3)) @ unit(pole.fingers)
        return chest @ unit(pole)

    def leg(self, tf, world, m, s):
        k = SIDES[s]; H0, K0, A0 = (self.joint(s, n) for n in ('upper-leg', 'knee', 'ankle'))
        H = self.body.at(tf, f'pelvis.{s}', H0)
        at = m.get('at', (k * 11., -74.5, 1.)); pole = np.asarray(m.get('pole', (k * .12, 0, 1)), float)
        Kn, A, n = self.limb(H, self.where(tf, at), pole, np.linalg.norm(K0 - H0), np.linalg.norm(A0 - K0))
        n0 = np.cross(K0 - H0, A0 - K0)
        upper = frame(Kn - H, n) @ frame(K0 - H0, n0).T
        lower = frame(A - Kn, n) @ frame(A0 - K0, n0).T
        parent = tf[f'pelvis.{s}'][0]
        world[f'upperleg01.{s}'] = parent @ twist_part(parent.T @ upper, unit(K0 - H0), .5)
        world[f'upperleg02.{s}'] = upper
        world[f'lowerleg01.{s}'] = world[f'lowerleg02.{s}'] = lower
        toes, sole = m.get('toes'), m.get('sole', (0, -1, 0))
        toes = (k * .22, 0, 1) if toes is None else toes
        world[f'foot.{s}'] = frame(np.asarray(toes, float), np.asarray(sole, float)) @ frame(np.array([k * .06, 0, 1.]), -Y).T


# --- where the muscles lie on the unposed body: lines with a radius at each end, on the left (+x) -----------------------
def muscle_lines():
    t = {}
    t['upper-trapezius'] = dict(lines=[((1.6, 75.5, -3.5), (2.6, 70, -4.5), 1.8, 2.4), ((2.6, 70, -4.5), (8, 65.0, -3), 2.6, 3.0),
                                       ((8, 65.0, -3), (16.0, 62.5, 0), 3.0, 2.6), ((1.2, 66, -6.5), (9, 63.5, -5), 2.4, 2.6)], back=(.1, .95))
    t['levator-scapulae'] = dict(lines=[((5.0, 75.5, -.5), (4.2, 69, -2.5), 1.5, 1.8), ((4.2, 69, -2.5), (7.2, 61, -8), 1.9, 2.2)], back=(-.8, .7))
    t['rhomboids'] = dict(lines=[((1.6, 63, -8), (6.8, 57.5, -10), 2.3, 2.3), ((1.6, 59, -8), (6.8, 53, -10), 2.3, 2.3), ((1.6, 55, -8.5), (7, 48.5, -10), 2.3, 2.3)], back=(-.2, .4))
    t['latissimus-dorsi'] = dict(lines=[((16, 48, -3), (11.5, 40, -6), 3.4, 4.6), ((11.5, 40, -6), (5.5, 28, -7.5), 4.8, 4.4), ((5.5, 28, -7.5), (3.0, 20, -7), 4.0, 2.6),
                                        ((6, 40, -9), (4, 28, -8), 3.6, 3.6), ((13.5, 38, -1), (11, 30, -2), 3.6, 3.0)], back=(.25, .8))
    t['infraspinatus-teres-minor'] = dict(lines=[((8, 53, -10), (15.5, 55, -6.5), 3.2, 2.4), ((9.5, 49.5, -10), (16.5, 53, -5.5), 2.6, 2.0)], back=(-.1, .5))
    cap = ((17.0, 60.5, 2), (25.5, 49, 2.2), 5.6, 3.8)
    t['deltoids'] = dict(lines=[cap], back=(2, 3), drop=(13.5, 15.5))
    t['anterior-deltoid'] = dict(lines=[((15.5, 59, 6), (24.5, 49.5, 4.5), 3.4, 2.4)], front=(.0, .5), drop=(12.5, 14))
    t['posterior-deltoid'] = dict(lines=[((15.5, 59, -2.5), (24, 50.5, -.5), 3.2, 2.4)], back=(-.05, .4), drop=(12.5, 14))
    t['lateral-deltoid'] = dict(lines=[((18.5, 60.8, 2), (25.5, 50.5, 2.2), 3.3, 2.6)], back=(.75, 1.2), drop=(12.5, 14))
    return t


def muscle_mask(man, muscle, sides):
    """Share of the accent colour for each vertex."""
    spec = muscle_lines()[muscle]; out = np.zeros(len(man.rest))
    for s in sides:
        k = SIDES[s]; v = man.rest * [k, 1, 1]; nz = man.normals[:, 2]
        best = np.zeros(len(v))
        for p, q, r0, r1 in spec['lines']:
            p, q = np.array(p), np.array(q); d = q - p
            h = np.clip((v - p) @ d / (d @ d), 0, 1)
            away = np.linalg.norm(v - p - h[:, None] * d, axis=1)
            r = r0 + (r1 - r0) * h
            best = np.maximum(best, 1 - np.clip((away - r) / 1.7, 0, 1))
        if 'back' in spec: best *= 1 - np.clip((nz - spec['back'][0]) / (spec['back'][1] - spec['back'][0]), 0, 1)
        if 'front' in spec: best *= np.clip((nz - spec['front'][0]) / (spec['front'][1] - spec['front'][0]), 0, 1)
        if 'drop' in spec: best *= np.clip((v[:, 0] - spec['drop'][0]) / (spec['drop'][1] - spec['drop'][0]), 0, 1)
        out = np.maximum(out, best * (v[:, 0] > -.3))
    for _ in range(3): out = .5 * out + .5 * (man.smooth @ out)
    return np.concatenate([out * out * (3 - 2 * out), np.zeros(len(man.patch))])
