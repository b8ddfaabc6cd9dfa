#!/usr/bin/env python3
"""Draws every illustration of the stretch catalogue.  Plain Python 3, no packages.

    python3 draw.py            writes <item-id>.svg, muscles-front.svg, muscles-back.svg beside itself

How it works
------------
A figure is a 3-D skeleton with FIXED bone lengths (table `BONES`).  A pose gives the joint angles and no
joint positions, so a forearm has the same length in both pictures.  If a hand or foot must touch
something ("hand on the head"), the pose names the place.  The two joint angles of that limb are then
computed from the bone lengths (`two_bone`) and from the side to which the elbow or knee points.  The
camera is a parallel projection.

Sides: x points to the PERSON'S LEFT.  With camera yaw 0 the person faces the viewer, so the person's left
is on the viewer's right.  yaw 90 = the person faces the viewer's right (their right side is near),
yaw 180 = seen from behind (the person's right is on the viewer's right).

The app shows the steps of the RIGHT side first ({side} = right, {other} = left), so every one-sided
figure here stretches or presses the person's own right side.

A line that passes behind another is interrupted by a small gap.  The gap is computed, because the
background is transparent and masks are not allowed.  The far arm and leg of a side view are paler.
"""

import math
import os
import re

# The only colours.  The app replaces them in the light and the dark theme.
INK, FAINT, ACCENT, MUSCLE = "#101010", "#909090", "#e07020", "#c8c8c8"

# Bone lengths and widths in body units (a standing person is about 160 units high).
BONES = {
    "shin": 38.0, "thigh": 38.0, "spine": 48.0, "neck": 9.0, "head_r": 11.2,
    "upper_arm": 30.0, "forearm": 27.0, "shoulder_half": 17.5, "hip_half": 8.0, "foot": 11.0,
}
ANKLE = 3.0          # height of the ankle over the floor
SEAT = 38.0          # height of the stool: one shin
SPINE_STEPS = 10

# Half widths (to the side, to front/back) of the trunk along the spine, for the pale body shape.
TRUNK = [(-0.13, 8.0, 6.0), (-0.06, 11.0, 7.6), (0.04, 12.4, 8.2), (0.18, 11.4, 7.8), (0.38, 9.8, 7.2),
         (0.62, 12.0, 8.6), (0.78, 13.6, 8.8), (0.88, 14.6, 8.2), (0.93, 13.0, 5.0),
         (0.965, 7.0, 3.4)]

LIMB_W, HEAD_W, BODY_W, THIN = 6.0, 3.4, 3.0, 2.2


# ------------------------------------------------------------------ vectors and rotations
def add(a, b): return (a[0] + b[0], a[1] + b[1], a[2] + b[2])
def sub(a, b): return (a[0] - b[0], a[1] - b[1], a[2] - b[2])
def mul(a, k): return (a[0] * k, a[1] * k, a[2] * k)
def dot(a, b): return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
def cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
def length(a): return math.sqrt(dot(a, a))
def unit(a):
    n = length(a)
    return mul(a, 1.0 / n) if n > 1e-9 else (0.0, 1.0, 0.0)
def lerp(a, b, t): return add(a, mul(sub(b, a), t))


def apply(m, v): return (dot(m[0], v), dot(m[1], v), dot(m[2], v))
def matmul(a, b):
    return tuple(tuple(sum(a[i][k] * b[k][j] for k in range(3)) for j in range(3)) for i in range(3))


def rot(flex=0.0, side=0.0, turn=0.0):
    """Degrees. flex > 0 bends forward, side > 0 bends to the person's left, turn > 0 turns to their left."""
    f, s, t = math.radians(flex), math.radians(side), math.radians(turn)
    rx = ((1, 0, 0), (0, math.cos(f), -math.sin(f)), (0, math.sin(f), math.cos(f)))
    rz = ((math.cos(s), math.sin(s), 0), (-math.sin(s), math.cos(s), 0), (0, 0, 1))
    ry = ((math.cos(t), 0, math.sin(t)), (0, 1, 0), (-math.sin(t), 0, math.cos(t)))
    return matmul(ry, matmul(rx, rz))


def direction(elev, azim, s):
    """Limb direction. elev: 0 hangs, 90 level, 180 up. azim: 0 forward, 90 out to its own side,
    negative across the body, 180 back. s: +1 left limb, -1 right limb."""
    e, a = math.radians(elev), math.radians(azim)
    return (s * math.sin(e) * math.sin(a), -math.cos(e), math.sin(e) * math.cos(a))


def two_bone(root, target, a, b, pole):
    """Middle and end joint of a limb with bone lengths a, b that reaches for target; the middle joint
    points towards `pole` (a direction). If the target is too far or too near, the limb is fully stretched or folded."""
    v = sub(target, root)
    d = min(max(length(v), abs(a - b) + 1.0), a + b - 0.05)
    u = unit(v)
    p = sub(pole, mul(u, dot(pole, u)))
    p = unit(p) if length(p) > 1e-6 else (0.0, 0.0, 1.0)
    x = (a * a - b * b + d * d) / (2 * d)
    y = math.sqrt(max(a * a - x * x, 0.0))
    mid = add(root, add(mul(u, x), mul(p, y)))
    return mid, add(root, mul(u, d))


# ------------------------------------------------------------------ the skeleton
class Body:
    """A posed skeleton. After building, `self.j` maps joint names to 3-D points.

    root     pelvis position; facing = (flex, side, turn) of the pelvis
    low, up  bend of the lower and the upper half of the spine (flex, side, turn)
    neck     bend of the neck, shared between neck and head; nod = extra for the head only
    sh_l/r   shoulder girdle offsets (raise, forward)
    arms     {"l": spec, "r": spec}; a spec is
               ("angles", (elev, azim), (elev, azim))          upper arm, forearm, in the chest's frame
               ("reach", place, (x, y, z), pole)               place: world | chest | head | root |
                                                               elbow_l/r | hand_l/r | upper_l/r
    legs     likewise ("angles" in world directions, "reach" for the ankle)
    feet     direction of the feet (elev, azim), or one per side
    """

    def __init__(self, root, facing=(0, 0, 0), low=(0, 0, 0), up=(0, 0, 0), neck=(0, 0, 0),
                 nod=(0, 0, 0), sh_l=(0, 0), sh_r=(0, 0), arms=None, legs=None, feet=(86, 18)):
        B, j = BONES, {}
        self.j = j
        self.root_m = rot(*facing)
        m, p = self.root_m, root
        self.spine = [(p, m)]
        for i in range(SPINE_STEPS):
            bend = low if i < SPINE_STEPS // 2 else up
            m = matmul(m, rot(*(x / (SPINE_STEPS / 2) for x in bend)))
            p = add(p, apply(m, (0, B["spine"] / SPINE_STEPS, 0)))
            self.spine.append((p, m))
        self.chest = m
        j["root"], j["c7"] = root, p
        j["sternum"] = self.at("chest", (0, -14, 8))
        for k, s, o in (("l", 1, sh_l), ("r", -1, sh_r)):
            j["sh_" + k] = self.at("chest", (s * B["shoulder_half"], -4 + o[0], o[1]))
            j["hip_" + k] = add(root, apply(self.root_m, (s * B["hip_half"], 0, 0)))
        half = matmul(m, rot(*(x / 2 for x in neck)))
        self.head = matmul(matmul(m, rot(*neck)), rot(*nod))
        j["neck"] = add(p, apply(half, (0, B["neck"], 0.8)))
        j["head"] = add(j["neck"], apply(self.head, (0, 9.5, 1.8)))
        # an arm that depends on the other one is posed second
        arms = arms or {}
        order = sorted("lr", key=lambda k: (str(arms.get(k, ("", ""))[1]).endswith(("_l", "_r")), k))
        for k in order:
            s = 1 if k == "l" else -1
            spec = arms.get(k, ("angles", (7, 70), (12, 40)))
            if spec[0] == "angles":
                e = add(j["sh_" + k], apply(m, mul(direction(*spec[1], s), B["upper_arm"])))
                h = add(e, apply(m, mul(direction(*spec[2], s), B["forearm"])))
            else:
                t = self.at(spec[1], spec[2])
                e, h = two_bone(j["sh_" + k], t, B["upper_arm"], B["forearm"], spec[3])
            j["el_" + k], j["ha_" + k] = e, h
        legs = legs or {}
        for k in "lr":
            s = 1 if k == "l" else -1
            spec = legs.get(k, ("reach", "world", (s * 8.5, ANKLE, root[2]), (s * 0.25, 0, 1)))
            hip = j["hip_" + k]
            if spec[0] == "angles":
                kn = add(hip, mul(direction(*spec[1], s), B["thigh"]))
                an = add(kn, mul(direction(*spec[2], s), B["shin"]))
            else:
                kn, an = two_bone(hip, self.at(spec[1], spec[2]), B["thigh"], B["shin"], spec[3])
            j["kn_" + k], j["an_" + k] = kn, an
            f = feet[k] if isinstance(feet, dict) else feet
            yaw = rot(turn=facing[2])
            j["toe_" + k] = add(an, apply(yaw, mul(direction(*f, s), B["foot"])))

    def at(self, place, off):
        """A point given relative to a part of the body."""
        j = self.j
        if place == "world":
            return off
        if place == "chest":
            return add(j["c7"], apply(self.chest, off))
        if place == "head":
            return add(j["head"], apply(self.head, off))
        if place == "root":
            return add(j["root"], apply(self.root_m, off))
        if place.startswith("spine"):                      # spine7 = the 7th step of the spine
            p, m = self.spine[int(place[5:])]
            return add(p, apply(m, off))
        kind, k = place.split("_")
        base = {"elbow": j["el_" + k], "hand": j["ha_" + k],
                "upper": lerp(j["sh_" + k], j["el_" + k], 0.55),
                "fore": lerp(j["el_" + k], j["ha_" + k], 0.5)}[kind]
        return add(base, apply(self.chest, off))


# ------------------------------------------------------------------ small 2-D helpers
def num(x):
    s = "%.1f" % x
    return "0.0" if s == "-0.0" else s


def fmt(x):
    s = num(x)
    return s[:-2] if s.endswith(".0") else s


def path_d(pts, closed=False):
    return "M" + "L".join(fmt(x) + " " + fmt(y) for x, y in pts) + ("Z" if closed else "")


def smooth(pts, closed=False, n=6):
    """Catmull-Rom through the points."""
    out, N = [], len(pts)
    for i in range(N if closed else N - 1):
        p = [pts[(i + k) % N] if closed else pts[min(max(i + k, 0), N - 1)] for k in (-1, 0, 1, 2)]
        for q in range(n):
            t = q / n
            out.append(tuple(0.5 * (2 * p[1][c] + (p[2][c] - p[0][c]) * t
                                    + (2 * p[0][c] - 5 * p[1][c] + 4 * p[2][c] - p[3][c]) * t * t
                                    + (3 * p[1][c] - p[0][c] - 3 * p[2][c] + p[3][c]) * t ** 3)
                             for c in range(len(p[0]))))
    if not closed:
        out.append(pts[-1])
    return out


def rounded(pts, r):
    """Polyline with rounded corners, so that elbows and knees look like joints."""
    out = [pts[0]]
    for i in range(1, len(pts) - 1):
        a, b, c = pts[i - 1], pts[i], pts[i + 1]
        la, lc = math.dist(a[:2], b[:2]), math.dist(b[:2], c[:2])
        if la < 1 or lc < 1:
            out.append(b)
            continue
        ka, kc = min(r / la, 0.4), min(r / lc, 0.4)
        p = tuple(b[k] + (a[k] - b[k]) * ka for k in range(len(b)))
        q = tuple(b[k] + (c[k] - b[k]) * kc for k in range(len(b)))
        for i2 in range(5):
            t = i2 / 4
            out.append(tuple((1 - t) ** 2 * p[k] + 2 * t * (1 - t) * b[k] + t * t * q[k]
                             for k in range(len(b))))
    out.append(pts[-1])
    return out


def seg_near(p, a, b):
    """Distance from p to segment a-b (2-D), and how far along it."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    n = dx * dx + dy * dy
    t = 0.0 if n < 1e-9 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / n))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy), t


def inside(p, poly):
    r, n = False, len(poly)
    for i in range(n):
        (x1, y1), (x2, y2) = poly[i][:2], poly[(i + 1) % n][:2]
        if (y1 > p[1]) != (y2 > p[1]) and p[0] < (x2 - x1) * (p[1] - y1) / (y2 - y1) + x1:
            r = not r
    return r


def resample(pts, step=0.8):
    out = []
    for a, b in zip(pts, pts[1:]):
        n = max(1, int(math.dist(a[:2], b[:2]) / step))
        out += [tuple(a[c] + (b[c] - a[c]) * i / n for c in range(len(a))) for i in range(n)]
    return out + [pts[-1]]


def simplify(pts):
    """Drops points on straight lines."""
    out = [pts[0]]
    for i in range(1, len(pts) - 1):
        if seg_near(pts[i], out[-1], pts[i + 1])[0] > 0.04 or math.dist(out[-1], pts[i]) > 40:
            out.append(pts[i])
    return out + [pts[-1]]


def el_path(pts, color, w, opacity=1.0, closed=False, fill=None, fill_opacity=1.0):
    a = 'd="%s"' % path_d(pts, closed)
    a += ' fill="%s"' % (fill or "none")
    if fill and fill_opacity < 1:
        a += ' fill-opacity="%s"' % ("%.2f" % fill_opacity)
    if w:
        a += ' stroke="%s" stroke-width="%s" stroke-linecap="round" stroke-linejoin="round"' % (color, fmt(w))
        if opacity < 1:
            a += ' stroke-opacity="%s"' % ("%.2f" % opacity)
    return "<path %s/>" % a


def el_circle(c, r, stroke=None, w=0.0, fill=None, fill_opacity=1.0):
    a = 'cx="%s" cy="%s" r="%s" fill="%s"' % (fmt(c[0]), fmt(c[1]), fmt(r), fill or "none")
    if fill and fill_opacity < 1:
        a += ' fill-opacity="%s"' % ("%.2f" % fill_opacity)
    if stroke:
        a += ' stroke="%s" stroke-width="%s"' % (stroke, fmt(w))
    return "<circle %s/>" % a


# ------------------------------------------------------------------ a figure on the page
class Figure:
    def __init__(self, body, yaw=0.0, pitch=0.0, scale=1.3, ox=80.0, gy=188.0, limb=LIMB_W,
                 parts="all", over=(), fade=True, hide=(), through=True, ghost=False, collar=True):
        self.b, self.scale, self.ox, self.gy, self.limb = body, scale, ox, gy, limb
        self.cy, self.sy = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
        self.cp, self.sp = math.cos(math.radians(pitch)), math.sin(math.radians(pitch))
        self.parts, self.over, self.fade, self.hide = parts, over, fade, hide
        self.ghost = ghost                   # arms behind the head stay visible through it
        self.collar = collar                 # False: omits the upper corner of the chest in front of the arm
        self.through = through               # arms behind the trunk stay visible (otherwise cut off)
        self.under, self.top = [], []        # extra elements below and above the ink

    def view(self, v):
        """Rotated into the camera: x right, y up, z towards the viewer."""
        x, d = v[0] * self.cy + v[2] * self.sy, -v[0] * self.sy + v[2] * self.cy
        return (x, v[1] * self.cp - d * self.sp, d * self.cp + v[1] * self.sp)

    def pt(self, v):
        """A joint name, (place, offset) or 3-D point -> (x, y, depth) on the page."""
        if isinstance(v, str):
            v = self.b.j[v]
        elif isinstance(v[0], str):
            v = self.b.at(*v)
        x, y, d = self.view(v)
        return (self.ox + self.scale * x, self.gy - self.scale * y, d * self.scale)

    def trunk_outline(self):
        """Silhouette of the trunk from any side: the width of an ellipse at each level, measured across
        the projected spine."""
        left, right = [], []
        for t, wl, wd in TRUNK:
            i = min(max(int(t * SPINE_STEPS), 0), SPINE_STEPS - 1)
            p0, m = self.b.spine[i]
            p1, _ = self.b.spine[i + 1]
            m = self.b.spine[i + 1][1]
            c = lerp(p0, p1, t * SPINE_STEPS - i)
            c = add(c, apply(m, (0, 0, 0.8 if t < 0.95 else 0)))
            up = self.view(apply(m, (0, 1, 0)))
            n = math.hypot(up[0], up[1])
            if n < 0.15:
                continue
            px, py = up[1] / n, -up[0] / n                 # across the spine on the page
            ax, dp = self.view(apply(m, (1, 0, 0))), self.view(apply(m, (0, 0, 1)))
            # support of the ellipse in that direction
            e = math.hypot(wl * (ax[0] * px + ax[1] * py), wd * (dp[0] * px + dp[1] * py))
            q = self.pt(c)
            left.append((q[0] - px * e * self.scale, q[1] + py * e * self.scale))
            right.append((q[0] + px * e * self.scale, q[1] - py * e * self.scale))
        return smooth(left + right[::-1], closed=True, n=5)

    def hair(self):
        """The part of the head sphere covered by hair, as a polygon (or None)."""
        c, r = self.pt("head"), BONES["head_r"] * self.scale - 0.4
        h = self.view(apply(self.b.head, unit((0, 0.62, -0.78))))
        lim = math.cos(math.radians(80))
        # the rim of the cap
        u = unit(cross(h, (0.3, 0.2, 1.0)))
        v = cross(h, u)
        rim = []
        for i in range(72):
            a = 2 * math.pi * i / 72
            k = math.sqrt(1 - lim * lim)
            rim.append(add(mul(h, lim), add(mul(u, k * math.cos(a)), mul(v, k * math.sin(a)))))
        vis = [q[2] >= 0 for q in rim]
        if all(vis):
            pts = [(c[0] + r * q[0], c[1] - r * q[1]) for q in rim]
            return pts if h[2] > 0 else None
        if not any(vis):
            return [(c[0] + r * math.cos(i / 36 * math.pi * 2), c[1] + r * math.sin(i / 36 * math.pi * 2))
                    for i in range(36)] if h[2] > 0 else None
        start = next(i for i in range(72) if vis[i] and not vis[i - 1])
        seq = []
        i = start
        while vis[i % 72]:
            seq.append(rim[i % 72])
            i += 1
        a1, a0 = (math.atan2(seq[-1][1], seq[-1][0]), math.atan2(seq[0][1], seq[0][0]))
        # go back along the outline of the head, on the side under the cap
        for sign in (1, -1):
            span = (a0 - a1) * sign % (2 * math.pi)
            mid = a1 + sign * span / 2
            if math.cos(mid) * h[0] + math.sin(mid) * h[1] > lim:
                back = [(math.cos(a1 + sign * span * k / 24), math.sin(a1 + sign * span * k / 24))
                        for k in range(1, 25)]
                break
        return [(c[0] + r * q[0], c[1] - r * q[1]) for q in [s[:2] for s in seq] + back]

    def strokes(self):
        """All ink lines: (name, points with depth, width, pale)."""
        b, out, L = self.b, [], self.limb
        thick = L / LIMB_W

        def line(name, joints, bias=0.0, pale=False, width=L, r=5.0):
            pts = [self.pt(q) for q in joints]
            pts = rounded([(x, y, d + bias) for x, y, d in pts], r * thick)
            out.append([name, pts, width, pale])

        side_on = abs(self.sy) > 0.75
        near = "r" if self.sy > 0 else "l"
        for k in "lr":
            pale = self.fade and side_on and k != near
            if self.parts == "all":
                if "leg_" + k not in self.hide:
                    line("leg_" + k, ["hip_" + k, "kn_" + k, "an_" + k, "toe_" + k], pale=pale, r=4)
            if "arm_" + k in self.hide:
                continue
            if self.parts == "all":
                line("arm_" + k, ["sh_" + k, "el_" + k, "ha_" + k], pale=pale)
            elif self.parts == "bust":
                line("arm_" + k, ["sh_" + k, ("upper_" + k, (0, 0, 0))], pale=pale)
        # in a side view both shoulders are at one point
        mid = lerp(b.j["sh_l"], b.j["sh_r"], 0.5)
        top = lerp(mid, b.j["c7"], 0.35)
        if abs(self.sy) < 0.93:
            line("shoulders", ["sh_r", top, "sh_l"], r=7)
        d = self.pt(b.spine[6][0])[2]
        o = [(x, y, d) for x, y in self.trunk_outline()]
        out.append(["trunk", o + o[:1], BODY_W * thick, False])
        line("neck", ["c7", "neck", "head"], bias=-1)
        return out

    def draw(self):
        L, thick = self.limb, self.limb / LIMB_W
        gap = 1.7 * thick
        strokes = self.strokes()
        head, hr = self.pt("head"), BONES["head_r"] * self.scale
        names = {s[0]: s for s in strokes}
        trunk = self.trunk_outline()
        body, faded = [], []
        # lines that meet in a joint do not interrupt each other near that joint
        join = {}
        for k in "lr":
            if self.parts == "all":
                join["arm_" + k, "trunk"] = join["arm_" + k, "shoulders"] = self.pt("sh_" + k)
                join["leg_" + k, "trunk"] = self.pt("hip_" + k)
        always = {"trunk": {"shoulders", "neck"}, "shoulders": {"trunk", "neck"}, "neck": {"trunk", "shoulders"}}
        if self.parts != "all":
            always["arm_l"] = always["arm_r"] = {"trunk", "shoulders"}
            always["trunk"] |= {"arm_l", "arm_r"}
            always["shoulders"] |= {"arm_l", "arm_r"}
        near_r = 11.0 * thick
        hands = {k: self.pt("ha_" + k) for k in "lr" if "arm_" + k not in self.hide} if self.parts == "all" else {}

        def hidden(name, q, w):
            """None, 'cut' or 'fade' for the point q of the line `name`."""
            d_head = math.dist(q[:2], head[:2])
            if name == "trunk" and not self.collar:
                s2 = self.pt("sh_r")
                f2 = self.view(apply(self.b.chest, (0, 0, 1)))
                u2 = self.view(apply(self.b.chest, (0, 1, 0)))
                d2 = (q[0] - s2[0], s2[1] - q[1])
                if d2[0] * f2[0] + d2[1] * f2[1] > 0 and d2[0] * u2[0] + d2[1] * u2[1] > -14 * self.scale:
                    return "cut"
            if name == "neck":
                return "cut" if d_head < hr else None
            over = ("arm_" + name[-1] if name.startswith("arm") else name) in self.over
            if q[2] < head[2] - 1 and not over and d_head < hr + w / 2 + gap - 1:
                return "fade" if self.ghost and name.startswith("arm") else "cut"
            for o, pts, ow, _ in strokes:
                if o in always.get(name, ()) or (o == name and not o.startswith("arm")):
                    continue
                if o in self.over and name in self.over and o != name:
                    continue
                if o == name:
                    jp = self.pt("el_" + o[-1])
                else:
                    jp = join.get((o, name)) or join.get((name, o))
                if jp and math.dist(q[:2], jp[:2]) < near_r * (2 if "leg" in o + name else 1):
                    continue
                reach = ow / 2 + gap + w / 2
                for a, c in zip(pts, pts[1:]):
                    if jp and math.dist(a[:2], jp[:2]) < near_r and math.dist(c[:2], jp[:2]) < near_r:
                        continue
                    dist, t = seg_near(q, a, c)
                    if dist < reach:
                        depth = a[2] + (c[2] - a[2]) * t
                        if o == name:
                            # forearm in front of the upper arm of the same side
                            if depth > q[2] + 4:
                                return "cut"
                        elif o in self.over or (depth > q[2] + 1.0 and name not in self.over):
                            return "cut"
            for k, h in hands.items():
                if name != "arm_" + k and math.dist(q[:2], h[:2]) < L * 0.72 + gap + w / 2 \
                        and (h[2] > q[2] - L or "arm_" + k in self.over) and name not in self.over:
                    return "cut"
            return None

        trunk_depth = self.pt(self.b.spine[6][0])[2]
        for name, pts, w, pale in strokes:
            runs, cur, state = [], [], None
            for q in resample(pts):
                st = hidden(name, q, w)
                if st is None and name.startswith("arm") and q[2] < trunk_depth - 2 * self.scale \
                        and inside(q, trunk) and name not in self.over:
                    st = "fade" if self.through else "cut"
                if st is None and name.startswith("leg") and q[2] < trunk_depth - 2 * self.scale \
                        and inside(q, trunk):
                    st = "cut"
                if st != state and cur:
                    runs.append((state, cur))
                    cur = [cur[-1]] if "cut" not in (st, state) else []
                state = st
                cur.append(q)
            runs.append((state, cur))
            for st, run in runs:
                # omit short pieces between two crossings
                if st == "cut" or sum(math.dist(u[:2], v[:2]) for u, v in zip(run, run[1:])) < 6 * thick:
                    continue
                op = 0.35 if st == "fade" else (0.42 if pale else 1.0)
                if name == "trunk":
                    op = 1.0
                tgt = faded if st == "fade" or pale or name == "trunk" else body
                tgt.append(el_path(simplify([q[:2] for q in run]), INK, w, op))
        # hands
        for k, h in hands.items():
            st = names["arm_" + k]
            back = (h[2] < trunk_depth - 2 * self.scale and inside(h, trunk)
                    or h[2] < head[2] - 2 and math.dist(h[:2], head[:2]) < hr) and "arm_" + k not in self.over
            if back and not self.through:
                continue
            op = 0.35 if back else (0.42 if st[3] else 1.0)
            (faded if op < 1 else body).append(el_circle(h, L * 0.72, fill=INK, fill_opacity=op))
        # head: the outline is interrupted by lines in front of it
        ring = [(head[0] + hr * math.cos(i / 90 * 2 * math.pi), head[1] + hr * math.sin(i / 90 * 2 * math.pi), head[2])
                for i in range(91)]

        def ring_hidden(q):
            for o, pts, ow, _ in strokes:
                if not o.startswith("arm"):
                    continue
                for a, c in zip(pts, pts[1:]):
                    dist, t = seg_near(q, a, c)
                    depth = a[2] + (c[2] - a[2]) * t
                    if dist < ow / 2 + gap + 0.6 and (depth > head[2] - 1 or o in self.over):
                        return True
            for k, h in hands.items():
                if math.dist(q[:2], h[:2]) < L * 0.72 + gap + 0.6 and (h[2] > head[2] - 2 or "arm_" + k in self.over):
                    return True
            return False
        flags = [ring_hidden(q) for q in ring[:-1]]
        hw = HEAD_W * thick
        head_el = []
        hair = self.hair()
        if hair:
            head_el.append(el_path(simplify(hair + hair[:1])[:-1], INK, 0, closed=True, fill=FAINT, fill_opacity=0.75))
        if not any(flags):
            head_el.append(el_circle(head, hr, INK, hw))
        else:
            s = next(i for i in range(90) if not flags[i] and flags[i - 1])
            run = []
            for i in range(s, s + 91):
                if i < s + 90 and not flags[i % 90]:
                    run.append(ring[i % 90][:2])
                elif run:
                    if len(run) > 2:
                        head_el.append(el_path(run, INK, hw))
                    run = []
        nose = [(0, 2.2, 1.0), (0, -2.6, 1.36), (0, -4.2, 0.93)]
        fwd = self.view(apply(self.b.head, (0, 0, 1)))
        if fwd[2] > -0.35:
            R = BONES["head_r"]
            n3 = []
            for x, y, k in nose:
                z = math.sqrt(max(R * R - y * y, 0)) * k if k == 1.0 else R * k
                n3.append(self.pt(("head", (x, y, z)))[:2])
            head_el.append(el_path(n3, INK, 2.6 * thick))
            for ex in (-4.2, 4.2):
                e = unit((ex, 2.0, math.sqrt(R * R - 4 - ex * ex)))
                if self.view(apply(self.b.head, e))[2] > 0.25:
                    head_el.append(el_circle(self.pt(("head", mul(e, R))), 1.25 * thick, fill=INK))
        return ([el_path(simplify(trunk + trunk[:1])[:-1], INK, 0, closed=True, fill=FAINT, fill_opacity=0.28)]
                + faded + self.under + head_el + body + self.top)

    # ---- extras
    def blob(self, *anchors, w=10.0, opacity=0.7):
        """Soft accent mark over a muscle. It is anchored to places of the body, so it moves with the pose."""
        pts = [self.pt(a)[:2] for a in anchors]
        if len(pts) == 1:
            pts = [pts[0], (pts[0][0] + 0.1, pts[0][1])]
        self.under.append(el_path(smooth(pts, n=5) if len(pts) > 2 else pts, ACCENT, w, opacity))

    def ball(self, at, r=5.5, fill=True):
        q = self.pt(at)
        self.top.append(el_circle(q, r, INK, THIN, FAINT if fill else None))


# ------------------------------------------------------------------ furniture and arrows
def arrow(pts, head=6.5, both=False, color=ACCENT, w=2.4):
    """Thin arrow along a polyline."""
    def tip(p, q):
        a = math.atan2(q[1] - p[1], q[0] - p[0])
        return [(q[0] - head * math.cos(a + s), q[1] - head * math.sin(a + s)) for s in (0.55, -0.55)]
    out = [el_path(simplify(pts), color, w)]
    back = max(-4, -len(pts))
    t = tip(pts[back], pts[-1])
    out.append(el_path([t[0], pts[-1], t[1]], color, w))
    if both:
        t = tip(pts[min(3, len(pts) - 1)], pts[0])
        out.append(el_path([t[0], pts[0], t[1]], color, w))
    return out


def arc(c, r, a0, a1, ry=None):
    """Points of an arc; degrees, 0 = right, 90 = up."""
    n = 24
    ry = r if ry is None else ry
    return [(c[0] + r * math.cos(math.radians(a0 + (a1 - a0) * i / n)),
             c[1] - ry * math.sin(math.radians(a0 + (a1 - a0) * i / n))) for i in range(n + 1)]


def floor(x0, x1, y=190.5):
    return [el_path([(x0, y), (x1, y)], FAINT, 2.0)]


def stool(fig, half=17.0):
    s = fig.scale
    q = fig.pt((0, SEAT, 0))
    x, y, hw = fig.ox, q[1] + 3.5, half * s
    g = fig.pt((0, 0, 0))[1] + 1
    return [el_path([(x - hw, y), (x + hw, y)], FAINT, 5.0),
            el_path([(x - hw * 0.72, y + 3), (x - hw * 0.86, g)], FAINT, 3.0),
            el_path([(x + hw * 0.72, y + 3), (x + hw * 0.86, g)], FAINT, 3.0),
            el_path([(x - hw * 0.79, y + (g - y) * 0.6), (x + hw * 0.79, y + (g - y) * 0.6)], FAINT, 2.0)]


def wall(x, side, y0=14.0, y1=190.5):
    """side -1: the wall is to the left of the line."""
    out = [el_path([(x, y0), (x, y1)], FAINT, 3.0)]
    y = y0 + 8
    while y < y1 - 4:
        out.append(el_path([(x, y), (x + side * 7, y + 7)], FAINT, 1.6))
        y += 14
    return out


def mat(x0, x1, y=189.0):
    return [el_path([(x0, y), (x1, y)], FAINT, 4.0)]


def roller(c, r):
    return [el_circle(c, r, INK, THIN, FAINT, 0.45), el_circle(c, r * 0.4, INK, 1.6)]


# ------------------------------------------------------------------ body presets
HANG = ("angles", (8, 75), (13, 40))
THIGH = {"l": ("reach", "root", (11.5, 6.5, 20), (0.55, -0.1, -1)),
         "r": ("reach", "root", (-11.5, 6.5, 20), (-0.55, -0.1, -1))}
SIT_LEGS = {"l": ("angles", (86, 22), (2, 0)), "r": ("angles", (86, 22), (2, 0))}


def seated(**k):
    """On a stool, thighs level, shins upright, hands on the thighs by default."""
    arms = dict(THIGH)
    arms.update(k.pop("arms", {}))
    return Body((0, SEAT + 3, 0), legs=k.pop("legs", SIT_LEGS), arms=arms, **k)


def standing(y=78.0, x=0.0, z=0.0, stance=9.0, foot_z=0.0, foot_x=0.0, **k):
    """Feet flat on the floor; the pelvis is `y` high, so a lower y bends the knees."""
    arms = {"l": HANG, "r": HANG}
    arms.update(k.pop("arms", {}))
    legs = k.pop("legs", {s: ("reach", "world", (foot_x + (stance if s == "l" else -stance), ANKLE, foot_z),
                              (0.3 if s == "l" else -0.3, 0, 1)) for s in "lr"})
    return Body((x, y, z), legs=legs, arms=arms, **k)


# Places of muscles, right side by default (mirror with `other`).
UPPER_TRAP = [("head", (-4, -10, -6)), ("chest", (-7, 1.5, -2)), ("chest", (-15, -2.5, -1))]
LEVATOR = [("head", (-6, -9, -4)), ("chest", (-6.5, 0, -4)), ("chest", (-8, -8, -6))]
RHOMBOID = [("chest", (-5.5, -7, -7)), ("chest", (-6.5, -17, -8))]
LAT = [("chest", (-13.5, -11, -3)), ("spine5", (-12, 0, -2)), ("spine2", (-10.5, 0, -3))]
INFRA = [("chest", (-15, -9, -6)), ("chest", (-8, -14, -8))]


def other(anchors):
    return [(p, (-x, y, z)) for p, (x, y, z) in anchors]


def middle_x(element):
    """Middle of an element, which decides the half of the picture it belongs to."""
    d = re.search(r' d="([^"]*)"', element)
    if d:
        xs = [float(p.split()[0]) for p in re.findall(r"[-0-9.]+ [-0-9.]+", d.group(1))]
    else:
        xs = [float(re.search(r'cx="([^"]*)"', element).group(1))]
    return (min(xs) + max(xs)) / 2


def page(*parts):
    """The whole picture. The two poses are in two groups, so that the app can mirror each pose within its
    half for the other side of the body."""
    out = []
    for p in parts:
        out += p.draw() if isinstance(p, Figure) else p
    start = [e for e in out if middle_x(e) < 160]
    end = [e for e in out if middle_x(e) >= 160]
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">\n<g id="start">\n'
            + "\n".join(start) + '\n</g>\n<g id="end">\n' + "\n".join(end) + "\n</g>\n</svg>\n")


LX, RX = 80.0, 240.0       # middle of the left and of the right half


def bust(cx, cy, muscle, ball=None, scale=0.92, r=4.2):
    """Small detail from behind: the exact place of the ball or of the tip of the stick. The shoulder blades
    are drawn because the places are described relative to them."""
    b = Body((0, 0, 0), arms={"l": ("angles", (10, 90), (10, 90)), "r": ("angles", (10, 90), (10, 90))})
    f = Figure(b, yaw=180, scale=scale, ox=cx, gy=cy + 30 * scale, limb=3.6, parts="bust")
    for s in (1, -1):
        blade = [("chest", (s * 6, -7, -7)), ("chest", (s * 14, -7.5, -6)), ("chest", (s * 7.5, -20, -8))]
        f.under.append(el_path([f.pt(a)[:2] for a in blade], INK, 1.4, 0.6, closed=True))
    if muscle:
        f.blob(*muscle, w=7)
    if ball:
        f.ball(ball, r=r)
    return f


# ------------------------------------------------------------------ the items
FRONT = dict(yaw=0, pitch=12, scale=1.3, gy=177)
BACK = dict(yaw=180, pitch=6, scale=1.3, gy=187)
SIDE_SIT = dict(yaw=90, pitch=0, scale=1.3, gy=188)
OBLIQUE_BACK = dict(yaw=138, pitch=10, scale=1.28, gy=184)     # from behind and from the person's right
STAND = dict(yaw=90, pitch=0, scale=1.08, gy=188)


def ear_to_shoulder():
    a = Figure(seated(), ox=LX, **FRONT)
    b = Figure(seated(neck=(0, 42, 0), sh_r=(-1.5, 0)), ox=RX - 4, **FRONT)
    b.blob(*UPPER_TRAP)
    c, s = b.pt("c7"), b.pt("sh_r")
    return page(stool(a), stool(b), a, b, arrow(arc(c, 50, 88, 42)),
                arrow([(s[0] - 13, s[1] - 12), (s[0] - 13, s[1] + 8)]))


def ear_to_shoulder_turned():
    a = Figure(seated(neck=(0, 0, -48)), ox=LX, **FRONT)
    b = Figure(seated(neck=(4, 36, -48), sh_r=(-1, 0),
                      arms={"l": ("reach", "head", (-2, 12, 1), (1, 0.6, 0.2))}), ox=RX - 4, **FRONT,
               over=("arm_l",))
    b.blob(("chest", (-3, 8, -5)), ("chest", (-6.5, 2, -3)), ("chest", (-15, -2.5, -1)), w=11)
    h, c = a.pt("head"), b.pt("c7")
    return page(stool(a), stool(b), a, b, arrow(arc((h[0], h[1] - 15), 19, 10, 170, ry=7)),
                arrow(arc(c, 63, 74, 40)))


def overhead_levator():
    # from behind: the hand on the shoulder blade and the muscle can be seen
    right = ("reach", "chest", (-8, -5, -9), (-0.5, 1, 0.05))
    a = Figure(seated(arms={"r": right}, sh_r=(5, 0)), ox=LX, **BACK, over=("arm_r",))
    b = Figure(seated(neck=(18, 34, 0), sh_r=(4, 0),
                      arms={"r": right, "l": ("reach", "head", (-2, 11.5, -4), (1, 0.6, 0))}),
               ox=RX + 2, **BACK, over=("arm_r", "arm_l"))
    b.blob(*LEVATOR)
    c = b.pt("c7")
    return page(stool(a), stool(b), a, b, arrow(arc(c, 66, 96, 134)))


def rhomboid_side():
    # from the front, turned, so that both the reach forward and the reach to the side are visible; the
    # muscle is at the back and is shown in the small figure
    cam = dict(yaw=32, pitch=16, scale=1.2, gy=172)

    def pose(turn, reach):
        t = math.radians(turn)
        h = (reach * math.sin(t), 41 + 43, reach * math.cos(t) + 2)
        return {"l": ("reach", "world", h, (0.4, -1, 0)), "r": ("reach", "world", add(h, (0, 0, 1.5)), (-0.4, -1, 0))}
    a = Figure(seated(arms=pose(0, 54)), ox=LX - 14, **cam)
    b = Figure(seated(low=(3, 0, 10), up=(8, 4, 26), sh_r=(0, 8), sh_l=(0, 2), neck=(0, 0, 4), arms=pose(50, 62)),
               ox=RX - 40, **cam)
    b.blob(("chest", (-12, -6, -7)), ("chest", (-12, -16, -7)), w=9)
    return page(stool(a), stool(b), a, b, bust(292, 42, RHOMBOID, scale=0.78),
                sweep(b, 64, 66, 4, 56))


def rhomboid_forward():
    def arms(d, y):
        return {k: ("reach", "world", (s * 1.5, y, d), (s * 0.5, -1, 0)) for k, s in (("l", 1), ("r", -1))}
    a = Figure(seated(arms=arms(55, 85)), ox=LX - 26, **SIDE_SIT)
    b = Figure(seated(low=(4, 0, 0), up=(40, 0, 0), neck=(2, 0, 0), sh_l=(0, 7), sh_r=(0, 7),
                      arms=arms(78, 78)), ox=RX - 32, **SIDE_SIT)
    b.blob(("spine6", (0, 0, -6)), ("spine8", (0, 0, -7)), ("spine9", (0, 2, -7)), w=11)
    h, q = b.pt("ha_r"), b.pt(("spine7", (0, 0, -12)))
    return page(stool(a), stool(b), a, b, arrow([(h[0] - 16, h[1] - 14), (h[0] + 8, h[1] - 14)]),
                arrow([(q[0] - 1, q[1] - 1), (q[0] - 17, q[1] - 14)]))


def all_fours(low, up, neck, shoulder_y=59.0, y=41.0, arms=None, nod=(0, 0, 0), **k):
    """Knees under the hips, hands flat on the mat. The tilt of the pelvis is computed so that the shoulders
    are at `shoulder_y`. The arms are then straight for every shape of the spine."""
    legs = {s: ("angles", (0, 0), (92, 180)) for s in "lr"}

    def build(tilt, neck=(0, 0, 0), arms=None, **kk):
        return Body((0, y, 0), facing=(90 - tilt, 0, 0), low=low, up=up, neck=neck, legs=legs, arms=arms,
                    feet=(92, 180), **kk)
    lo, hi = -70.0, 110.0
    for _ in range(40):
        m = (lo + hi) / 2
        if build(m).j["sh_r"][1] < shoulder_y:
            lo = m
        else:
            hi = m
    tilt = (lo + hi) / 2
    z = build(tilt).j["sh_r"][2]
    ha = {s: ("reach", "world", (17 if s == "l" else -17, 3, z + 3), (0.2 if s == "l" else -0.2, 0, -1)) for s in "lr"}
    ha.update(arms or {})
    return build(tilt, neck=neck, arms=ha, nod=nod, **k)


def cat_cow():
    cam = dict(yaw=90, pitch=0, scale=1.12, gy=168)
    a = Figure(all_fours((46, 0, 0), (44, 0, 0), (40, 0, 0), shoulder_y=59), ox=LX - 8, **cam)
    b = Figure(all_fours((-42, 0, 0), (-16, 0, 0), (-46, 0, 0), shoulder_y=59), ox=RX - 18, collar=False, **cam)
    blob = [("spine5", (0, 0, -6)), ("spine7", (0, 0, -7)), ("spine9", (0, -1, -7))]
    a.blob(*blob, w=11)
    b.blob(*blob, w=11)
    t, u = a.pt(("spine5", (0, 0, -12))), b.pt(("spine4", (0, 0, -8)))
    return page(mat(8, 152, 172), mat(168, 312, 172), a, b,
                arrow([(t[0], t[1] - 4), (t[0], t[1] - 24)]), arrow([(u[0], u[1] - 26), (u[0], u[1] - 6)]))


def sweep(fig, r, y, t0, t1):
    """Arrow for an arm that swings level around the body; degrees, 0 = ahead, 90 = person's left."""
    pts = []
    for i in range(25):
        t = math.radians(t0 + (t1 - t0) * i / 24)
        pts.append(fig.pt((r * math.sin(t), y, r * math.cos(t)))[:2])
    return arrow(pts)


def mat3(fig, x0, x1, z0, z1):
    """A mat seen at an angle."""
    q = [fig.pt(v)[:2] for v in ((x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1))]
    return [el_path(q, FAINT, 2.0, closed=True, fill=FAINT, fill_opacity=0.12)]


def thread_the_needle():
    # from the person's left, so that the right arm comes out under the left one towards the viewer
    cam = dict(yaw=-62, pitch=20, scale=1.04, gy=136)
    a = Figure(all_fours((0, 0, 0), (0, 0, 0), (-20, 0, 0), nod=(-10, 0, 0)), ox=LX + 14, **cam)
    legs = {s: ("angles", (0, 0), (92, 180)) for s in "lr"}
    b = Figure(Body((0, 41, 0), facing=(122, 0, 0), low=(-4, 0, 16), up=(-4, 0, 56), neck=(-6, -4, 22), legs=legs,
                    feet=(92, 180),
                    arms={"r": ("reach", "world", (62, 3, 36), (0.2, 1, 0.2)),
                          "l": ("reach", "world", (6, 3, 90), (0, 1, 0.5))}), ox=RX + 10, fade=False,
               hide=("leg_r",), over=("arm_r",), **cam)
    b.blob(*INFRA)
    h, e, q = b.pt("ha_r"), b.pt("el_r"), b.pt("sh_r")

    return page(mat3(a, -22, 40, -46, 70), mat3(b, -22, 40, -46, 70), a, b,
                arrow([(q[0] + 16, q[1] + 4), (h[0] + 14, h[1] - 4)]))


def knot_pose():
    # from above, because only then the crossed arms are visible on both sides
    cam = dict(yaw=180, pitch=58, scale=1.0, gy=110)
    legs = {s: ("angles", (90, 176), (90, 178)) for s in "lr"}
    a = Figure(Body((0, 8, 0), facing=(88, 0, 0), low=(-24, 0, 0), up=(-22, 0, 0), neck=(-10, 0, 0), legs=legs,
                    feet=(90, 180),
                    arms={"l": ("reach", "world", (20, 3, 80), (0.3, -1, -0.8)),
                          "r": ("reach", "world", (-20, 3, 80), (-0.3, -1, -0.8))}), ox=LX, **cam)
    b = Figure(Body((0, 8, 0), facing=(88, 0, 0), low=(-8, 0, 0), up=(-4, 0, 0), neck=(2, 0, 0), legs=legs,
                    feet=(90, 180), arms={"r": ("reach", "world", (36, 3, 62), (0, -1, 0.6)),
                                          "l": ("reach", "world", (-36, 5, 62), (0, -1, 0.6))}), ox=RX, **cam)
    b.blob(*RHOMBOID)
    b.blob(*other(RHOMBOID))
    l, r = b.pt("ha_l"), b.pt("ha_r")
    return page(mat3(a, -32, 32, -98, 82), mat3(b, -32, 32, -98, 82), a, b,
                arrow([(r[0] - 8, r[1]), (r[0] - 26, r[1] - 3)]), arrow([(l[0] + 8, l[1]), (l[0] + 26, l[1] - 3)]))


def side_arm():
    cam = dict(FRONT, scale=1.14)
    a = Figure(seated(arms={"r": ("angles", (88, 86), (88, 86))}), ox=LX + 22, **cam)
    b = Figure(seated(sh_r=(0, 6), arms={"r": ("angles", (90, -58), (90, -60)),
                                         "l": ("reach", "elbow_r", (2, -3, 5), (0.6, -1, 0.1))}), ox=RX, **cam)
    b.blob(("chest", (-18, -4, 1)), ("upper_r", (-4, 0, -2)), w=13)
    return page(stool(a), stool(b), a, b, sweep(b, 72, 64, -86, -34))


def anterior_deltoid():
    def hands(e):
        return {k: ("angles", (e, 172), (e + 2, 184)) for k in "lr"}
    a = Figure(standing(arms=hands(16)), ox=LX, **STAND)
    b = Figure(standing(arms=hands(68), up=(-4, 0, 0)), ox=RX + 10, **STAND)
    b.blob(("chest", (-17, -1, 5)), ("chest", (-17, -11, 6)), w=12)
    s = b.pt("sh_r")
    return page(floor(40, 130), floor(200, 290), a, b, arrow(arc(s, 70, 254, 212)))


def side_stretch():
    cam = dict(yaw=0, pitch=2, scale=1.0, gy=188, over=("arm_l",))

    def pose(lean, **k):
        m = rot(side=lean)                                 # the directions of the elbows tilt with the chest
        arm = {"r": ("reach", "chest", (-8, 6, -13), apply(m, (-0.34, 1, 0.3))),
               "l": ("reach", "elbow_r", (1, 2.5, 2), apply(m, (0.8, 1, 0)))}
        return standing(arms=arm, stance=14, sh_r=(9, 0), sh_l=(5, 0), nod=(14, 0, 0), **k)
    a = Figure(pose(0), ox=LX, **cam)
    b = Figure(pose(44, facing=(0, 6, 0), low=(0, 20, 0), up=(0, 18, 0), x=-4), ox=RX - 8, **cam)
    b.blob(*LAT)
    c = b.pt("root")
    return page(floor(30, 130), floor(190, 290), a, b, arrow(arc(c, 116, 66, 44)))


def cross_body_pull():
    neck = ("reach", "chest", (-8, 4, 5))
    a = Figure(seated(arms={"r": neck + ((-1, -0.25, 0.4),)}), ox=LX + 4, **FRONT)
    b = Figure(seated(sh_r=(0, 4), arms={"r": neck + ((0.75, -0.2, 0.7),),
                                         "l": ("reach", "elbow_r", (2, 0, 4), (1, -0.9, 0.2))}), ox=RX, **FRONT)
    b.blob(("chest", (-17, -3, -3)), ("chest", (-16, -9, -3)), w=13)
    return page(stool(a), stool(b), a, b, sweep(b, 60, 60, -88, -34))


# ---- releases
def upper_trapezius_ball():
    a = Figure(seated(arms={"l": ("reach", "chest", (10, -22, 26), (1, -1, -0.3))}), ox=LX, **FRONT)
    b = Figure(seated(arms={"l": ("reach", "chest", (-11, 4, 7), (0.7, -1, 0.7))}), ox=RX, **FRONT, over=("arm_l",))
    b.blob(*UPPER_TRAP)
    a.ball(("hand_l", (0, 7, 4)))
    b.ball(("chest", (-13, 3.5, 3)))
    s = b.pt(("chest", (-12, 2, 2)))
    return page(stool(a), stool(b), a, b, arrow([(s[0] - 26, s[1] - 5), (s[0] - 9, s[1] - 18)], both=True))


def stick(fig, pts):
    """Massage stick or cane: a thinner ink line; its tip is a knob."""
    q = smooth([fig.pt(p)[:2] for p in pts], n=6)
    fig.top.append(el_path(simplify(q), INK, 2.6))
    fig.top.append(el_circle(q[-1], 3.2, fill=INK))


def blades(fig, sides=(-1,)):
    for s in sides:
        b = [("chest", (s * 6, -6, -7)), ("chest", (s * 14.5, -6.5, -6)), ("chest", (s * 7.5, -20, -8))]
        fig.under.append(el_path([fig.pt(a)[:2] for a in b], INK, 1.6, 0.55, closed=True))


def hooked(muscle, tip, behind):
    """A stick with a hook, laid over the right shoulder from the front and pulled down by both hands. Seen
    from the front, where both hands are. The small figure shows the place at which the tip presses.
    `behind` is the path of the hook down the back to the tip."""
    def arms(low, high):
        return {"r": ("reach", "chest", low, (-1, -0.5, 0.2)), "l": ("reach", "chest", high, (1, -0.9, 0.4))}
    x = tip[0]
    # held ready beside the head, then hung over the shoulder
    up = [("chest", (-19, -33, 22)), ("chest", (-19, -8, 23)), ("chest", (-19, 17, 22)), ("chest", (-18, 27, 18)),
          ("chest", (-15, 30, 8)), ("chest", (-13, 26, -2))]
    on = [("chest", (-18, -42, 18)), ("chest", (-17, -20, 17)), ("chest", (-15, -4, 14)), ("chest", (-13.5, 6, 9)),
          ("chest", (x - 2, 8, 2))]
    a = Figure(seated(arms=arms((-19, -25, 23), (-18.5, -6, 24))), ox=LX - 4, over=("arm_l", "arm_r"), **FRONT)
    b = Figure(seated(arms=arms((-17.5, -34, 19), (-16, -16, 18))), ox=RX - 26, over=("arm_l", "arm_r"), **FRONT)
    b.blob(*muscle)
    stick(a, up)
    # behind the shoulder the hook is seen through it
    back = smooth([b.pt(p)[:2] for p in on[-1:] + behind + [("chest", tip)]], n=6)
    b.under.append(el_path(simplify(back), INK, 2.6, 0.45))
    front = smooth([b.pt(p)[:2] for p in on], n=6)
    b.top.append(el_path(simplify(front), INK, 2.6))
    h = b.pt("ha_r")
    return page(stool(a), stool(b), a, b, bust(290, 48, muscle, ball=("chest", tip), r=2.8),
                arrow([(h[0] - 15, h[1] + 5), (h[0] - 15, h[1] + 29)]))


def upper_trapezius_stick():
    return hooked([("chest", (-5, 4, -3)), ("chest", (-9, 0.5, -4)), ("chest", (-16, -3, -2))], (-10, 1.5, -4),
                  [("chest", (-11, 7, -3))])


def levator_stick():
    return hooked(LEVATOR, (-7.5, -5, -7), [("chest", (-9, 5, -6))])


def rhomboids_cane():
    return hooked(RHOMBOID, (-5.5, -13, -8), [("chest", (-8, 4, -8)), ("chest", (-6.5, -5, -9))])


def back_to_wall(spot, muscle, start, end):
    """Side view with the wall behind. The ball is between the wall and `spot` (x, y, in the chest's frame).
    The small figure shows the exact place from behind. `start` and `end` are poses for `standing`."""
    r = 5.5
    a, b = (Figure(standing(**k), ox=o - 14, hide=("arm_l",), **STAND) for k, o in ((start, LX), (end, RX)))
    place = ("chest", (spot[0], spot[1], -12))
    q = b.pt(place)
    centre = (q[0] - 1.5, q[1])
    wx = centre[0] - r - 2.5
    b.blob(("chest", (spot[0], spot[1] + 6, -7)), ("chest", (spot[0], spot[1] - 6, -8)), w=10)
    b.top.append(el_circle(centre, r, INK, THIN, FAINT))
    inset = bust(287, 50, muscle, ball=("chest", (spot[0], spot[1], -9)))
    return [wall(wx - 160, -1), wall(wx, -1), floor(wx - 160, 146), floor(wx, 306), a, b, inset], a, b, centre, wx


AWAY = dict(z=14, foot_z=14, arms={"r": ("angles", (10, 30), (78, 5))})      # a step from the wall, ball in hand
SLACK = {"r": ("angles", (12, 8), (36, 4))}
LEANING = dict(z=-6, y=75, foot_z=9, facing=(-5, 0, 0), arms=SLACK)


def levator_ball():
    out, a, b, c, wx = back_to_wall((-8, -6), LEVATOR, AWAY, LEANING)
    a.ball(("hand_r", (0, 3, 5)))
    return page(*out, arrow([(c[0] + 54, c[1] + 26), (c[0] + 36, c[1] + 26)]),
                arrow([(wx - 15, c[1] - 9), (wx - 15, c[1] + 9)], both=True, head=5))


def rhomboids_ball_wall():
    top = dict(z=-2, y=78, foot_z=10, facing=(-3, 0, 0), arms=SLACK)
    low = dict(z=-6, y=64, foot_z=14, facing=(-2, 0, 0), arms=SLACK)
    out, a, b, c, wx = back_to_wall((-5, -15), RHOMBOID, top, low)
    q = a.pt(("chest", (-5, -15, -12)))
    a.top.append(el_circle((wx - 160 + 8, q[1] - 3), 5.5, INK, THIN, FAINT))
    return page(*out, arrow([(c[0] + 46, c[1] - 14), (c[0] + 46, c[1] + 22)], both=True))


def posterior_deltoid_ball():
    out, a, b, c, wx = back_to_wall((-17, -7), [("chest", (-18, -4, -4)), ("chest", (-19, -12, -4))], AWAY, LEANING)
    a.ball(("hand_r", (0, 3, 5)))
    return page(*out, arrow([(c[0] + 54, c[1] + 26), (c[0] + 36, c[1] + 26)]),
                arrow([(wx - 15, c[1] - 9), (wx - 15, c[1] + 9)], both=True, head=5))


def infraspinatus_ball():
    # the bent arm in front turns the shoulder blade outwards, so that the ball reaches the muscle
    end = dict(LEANING, arms={"r": ("angles", (50, 0), (66, -40))})
    out, a, b, c, wx = back_to_wall((-12, -12), INFRA, AWAY, end)
    a.ball(("hand_r", (0, 3, 5)))
    return page(*out, arrow([(c[0] + 62, c[1] + 28), (c[0] + 44, c[1] + 28)]),
                arrow([(wx - 15, c[1] - 9), (wx - 15, c[1] + 9)], both=True, head=5))


def lateral_deltoid_ball():
    cam = dict(yaw=0, pitch=3, scale=1.06, gy=188)
    a = Figure(standing(x=6, foot_x=6, arms={"r": ("angles", (12, 60), (100, 10))}), ox=LX, **cam)
    b = Figure(standing(x=-1, foot_x=8, y=77.5, facing=(0, -7, 0), neck=(0, 6, 0)), ox=RX, **cam)
    b.blob(("chest", (-19, -4, 0)), ("upper_r", (-1, 0, 0)), w=13)
    q = b.pt(("chest", (-20.5, -8, 0)))
    c = (q[0] - 5.5 - 2.5, q[1])
    b.top.append(el_circle(c, 5.5, INK, THIN, FAINT))
    a.ball(("hand_r", (0, 5, 4)))
    wx = c[0] - 5.5 - 2
    s = b.pt("sh_l")
    return page(wall(wx - 160, -1), wall(wx, -1), floor(wx - 160, 140), floor(wx, 300), a, b,
                arrow([(s[0] + 34, s[1] + 4), (s[0] + 14, s[1] + 4)]),
                arrow([(wx - 15, c[1] - 10), (wx - 15, c[1] + 10)], both=True, head=5))


def anterior_deltoid_ball():
    a = Figure(standing(z=-18, foot_z=-18, arms={"r": ("angles", (8, 20), (92, 0))}), ox=LX + 6, hide=("arm_l",), **STAND)
    b = Figure(standing(z=2, foot_z=-8, facing=(8, 0, 0), neck=(-8, 0, -28), arms={"r": ("angles", (14, 140), (18, 110))}),
               ox=RX + 6, hide=("arm_l",), **STAND)
    b.blob(("chest", (-17, -2, 6)), ("chest", (-17, -12, 6)), w=11)
    q = b.pt(("chest", (-17, -7, 9)))
    c = (q[0] + 6, q[1])
    b.top.append(el_circle(c, 5.5, INK, THIN, FAINT))
    a.ball(("hand_r", (0, 4, 5)))
    wx = c[0] + 5.5 + 2
    s = b.pt(("spine7", (0, 0, -16)))
    return page(wall(wx - 160, 1), wall(wx, 1), floor(30, wx - 160), floor(190, wx), a, b,
                arrow([(s[0] - 20, s[1]), (s[0], s[1])]),
                arrow([(wx + 15, c[1] - 10), (wx + 15, c[1] + 10)], both=True, head=5))


def rhomboids_roller():
    cam = dict(yaw=90, pitch=0, scale=1.02, gy=158)
    r = 9.0

    def lying(hip_y, flex, **k):
        base = dict(facing=(flex, 0, 0), neck=(24, 0, 0), feet=(90, 0),
                    legs={s: ("reach", "world", (s_ * 9, ANKLE, 44), (0, 1, 0.2)) for s, s_ in (("l", 1), ("r", -1))},
                    arms={s: ("reach", "chest", (-s_ * 8, -5, 10), (s_ * 0.3, 1, 0.5)) for s, s_ in (("l", 1), ("r", -1))})
        base.update(k)
        return Body((0, hip_y, 0), **base)
    a = Figure(lying(12, -66), ox=LX + 12, **cam)
    b = Figure(lying(27, -92), ox=RX + 12, **cam)
    out = []
    for f in (a, b):
        q = f.pt(("chest", (0, -13, -8.8)))
        out.append(roller((q[0], 158 - r * cam["scale"] + 0.5), r * cam["scale"]))
    b.blob(("chest", (0, -6, -7)), ("chest", (0, -19, -8)), w=9)
    q = b.pt(("chest", (0, -13, 14)))
    h = b.pt(("root", (0, 0, 0)))
    return page(mat(8, 152, 161), mat(168, 312, 161), *out, a, b,
                arrow([(q[0] - 14, q[1] - 26), (q[0] + 14, q[1] - 26)], both=True),
                arrow([(h[0] + 2, h[1] + 25), (h[0] + 2, h[1] + 10)]))


def latissimus_roller():
    # lying on the right side, seen from the front; head to the viewer's left
    cam = dict(yaw=0, pitch=3, scale=0.92, gy=150)
    r = 7.5

    def lying(turn):
        legs = {"r": ("angles", (90, -42), (88, -100)), "l": ("angles", (88, 42), (79, 100))}
        return Body((0, 13, 0), facing=(0, -64, 0), low=(0, -4, 0), up=(0, -6, turn), neck=(0, -12, 0), legs=legs,
                    feet={"r": (88, -50), "l": (86, 50)}, sh_r=(5, 0),
                    arms={"r": ("reach", "world", (-84, 4, 4), (-0.6, 0, -1)),
                          "l": ("reach", "world", (-22, 3, 32), (0.3, 1, 0.5))})
    a = Figure(lying(0), ox=LX + 4, **cam)
    b = Figure(lying(-12), ox=RX + 4, **cam)
    out = []
    for f in (a, b):
        q = f.pt(("chest", (-14, -14, 0)))
        out.append(roller((q[0], cam["gy"] - r * cam["scale"]), r * cam["scale"]))
    b.blob(("chest", (-13, -9, -2)), ("chest", (-12, -24, -2)), w=10)
    q = b.pt(("chest", (17, -18, 0)))
    return page(mat(6, 152, 154), mat(168, 314, 154), *out, a, b,
                arrow([(q[0] - 14, q[1] - 14), (q[0] + 14, q[1] - 14)], both=True))


# ------------------------------------------------------------------ the muscle map
# Half figures, drawn for x > 80 and mirrored at x = 80. They use only absolute M, L, C, Z, so that
# mirroring only replaces x by 160 - x. Front: x > 80 is the person's left; back: x > 80 is the right.
OUTLINE = ("M80 5C91 5 97 14 97 25C97 35 93 44 88.5 48.5L89 56C91 63 102 66 112 69C123 71 130 80 131 93"
           "C132 108 137 121 139.5 136C142 150 146 163 147.5 176C149 186 147.5 195 143.5 196"
           "C139.5 196.5 137.5 189 136 181C132 164 127 148 124.5 135C122 120 118 109 113.5 101"
           "C113.5 118 109 134 107 149C105.5 161 109 176 113 190L115 208L80 208")

FRONT_LINES = [          # lines for orientation: collarbones, chest, middle, navel
    "M83 69C92 71 102 70 112 70", "M82 103C92 108 104 106 111 97", "M80 74L80 100", "M80 160L80 164",
    "M85 208C92 200 101 193 113 190"]
BACK_LINES = [           # spine, shoulder blade, waist
    "M80 86L80 186", "M94.5 80C93.5 95 95 110 100 122C106 112 112 101 117 91", "M80 196L80 208"]

# (muscle id, half path). Later paths are drawn above earlier ones, so that deep muscles are visible.
FRONT_MUSCLES = [
    ("latissimus-dorsi", "M112.6 104C113 116 109.5 130 107.6 142C105.6 132 106.5 116 109 108Z"),
    ("upper-trapezius", "M88.8 49.5L89.2 56C91 63 101 66 110.5 69C102 69.6 95 69 90 67.5C87 62 86.6 56 88.8 49.5Z"),
    ("deltoids", "M109 71C116 69.5 125 74 128.5 84C131.5 93 131 105 128.5 117C123.5 110 119.5 102 116.5 95"
                 "C113.5 87 110.5 79 109 71Z"),
]
BACK_MUSCLES = [
    ("latissimus-dorsi", "M80.8 122C88 124.5 95 126 100.5 124.5C106.5 119 110.5 111 113.4 103C113.2 118 109 134 107 148"
                         "C106.4 153 105.6 156 105 159C97 162 87 171 80.8 182Z"),
    ("infraspinatus-teres-minor", "M95.6 90C103 87.5 111 84 119 81C122 84 122 88 119.5 91C112 98 106.5 108 100.3 119.5"
                                  "C97 111 95.4 100 95.6 90Z"),
    ("rhomboids", "M81 80C85 82.5 89.5 85.5 93.3 88C92.6 97 93.4 107 95 115C90 110.5 85.5 107 81 104.5Z"),
    ("upper-trapezius", "M80.7 41L85 42.5C86.5 52 89 60.5 96 64.5C102 67.5 109 68.5 115.5 71C109 75.5 101 77.5 94.5 78.5"
                        "C89 78.5 84 77.5 80.7 76.5Z"),
    ("levator-scapulae", "M84.6 46L87.6 46.5C88.3 54 90.5 62 94.5 68C96.5 72 97 76 96.2 81.5C94.6 82.5 93.2 82 92.4 80.5"
                         "C91 71 86 58 84.6 46Z"),
    ("deltoids", "M108 75.5C116 69.5 125 73.5 128.5 84C131.5 93 131 105 128.5 117C123.5 110 121.5 102 119.5 95"
                 "C117 87 112.5 80.5 108 75.5Z"),
]


def mirrored(d):
    """The same path on the other side."""
    out, x = [], True
    for tok in re.findall(r"[MLCZ]|-?[0-9.]+", d):
        if tok in "MLCZ":
            out.append(tok)
            x = True
        else:
            out.append(fmt(160 - float(tok)) if x else tok)
            x = not x
    s = ""
    for a, b in zip([""] + out, out):
        s += (" " if a and a not in "MLCZ" and b not in "MLCZ" else "") + b
    return s


def muscle_map(muscles, lines, view):
    half = OUTLINE
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 220">',
           '<g id="body" fill="%s" fill-opacity="0.14" stroke="none">' % FAINT]
    out += ['<path d="%sZ"/>' % half, '<path d="%sZ"/>' % mirrored(half), "</g>"]
    first, second = ("left", "right") if view == "front" else ("right", "left")
    for name, d in muscles:
        out.append('<g id="muscle-%s" fill="%s" stroke="%s" stroke-width="0.8" stroke-linejoin="round">'
                   % (name, MUSCLE, FAINT))
        out.append('<path id="muscle-%s-%s" d="%s"/>' % (name, first, d))
        out.append('<path id="muscle-%s-%s" d="%s"/>' % (name, second, mirrored(d)))
        out.append("</g>")
    out.append('<g id="lines" fill="none" stroke="%s" stroke-width="1.2" stroke-linecap="round">' % FAINT)
    for d in lines:
        out.append('<path d="%s"/>' % d)
        if mirrored(d) != d:
            out.append('<path d="%s"/>' % mirrored(d))
    out.append("</g>")
    out.append('<g id="outline" fill="none" stroke="%s" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">' % INK)
    out += ['<path d="%s"/>' % half.rsplit("L", 1)[0], '<path d="%s"/>' % mirrored(half.rsplit("L", 1)[0])]
    if view == "front":
        # a face of three marks distinguishes the front from the back
        out.append('<path d="M80 24L80 31" stroke-width="1.8"/>')
        out += ['<circle cx="%s" cy="23" r="1.3" fill="%s" stroke="none"/>' % (x, INK) for x in (74, 86)]
    else:
        out.append('<path d="M66.5 33C71 39 89 39 93.5 33" stroke="%s" stroke-width="1.4"/>' % FAINT)
    out += ["</g>", "</svg>", ""]
    return "\n".join(out)


ITEMS = [
    ("ear-to-shoulder", ear_to_shoulder),
    ("ear-to-shoulder-turned", ear_to_shoulder_turned),
    ("overhead-levator-scapulae", overhead_levator),
    ("rhomboid-side", rhomboid_side),
    ("rhomboid-forward", rhomboid_forward),
    ("cat-cow", cat_cow),
    ("thread-the-needle", thread_the_needle),
    ("knot-pose", knot_pose),
    ("side-arm", side_arm),
    ("anterior-deltoid", anterior_deltoid),
    ("side-stretch", side_stretch),
    ("cross-body-pull", cross_body_pull),
    ("upper-trapezius-ball", upper_trapezius_ball),
    ("upper-trapezius-stick", upper_trapezius_stick),
    ("levator-scapulae-ball", levator_ball),
    ("levator-scapulae-stick", levator_stick),
    ("rhomboids-cane", rhomboids_cane),
    ("rhomboids-foam-roller", rhomboids_roller),
    ("rhomboids-ball-wall", rhomboids_ball_wall),
    ("lateral-deltoid-ball-wall", lateral_deltoid_ball),
    ("anterior-deltoid-ball-wall", anterior_deltoid_ball),
    ("posterior-deltoid-ball-wall", posterior_deltoid_ball),
    ("latissimus-foam-roller", latissimus_roller),
    ("infraspinatus-cane-ball", infraspinatus_ball),
]


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    for name, make in ITEMS:
        with open(os.path.join(here, name + ".svg"), "w", newline="\n") as f:
            f.write(make())
    for view, muscles, lines in (("front", FRONT_MUSCLES, FRONT_LINES), ("back", BACK_MUSCLES, BACK_LINES)):
        with open(os.path.join(here, "muscles-%s.svg" % view), "w", newline="\n") as f:
            f.write(muscle_map(muscles, lines, view))


if __name__ == "__main__":
    main()
