#!/usr/bin/env python3
"""Trains the fusion of the posture cues and writes crates/core/src/posture/fusion.json.

    python3 train.py RECORDINGS SIMULATED.jsonl --cues target/release/examples/cues --out FILE [--held-out a,b]

RECORDINGS: a folder with NAME.jsonl (landmark recording of a clip) and NAME.labels.json for each rendered
person, as benches/rendered/record.py writes them. SIMULATED.jsonl: output of the example `simulated_cues`.
Needs numpy. Prints the errors of every person by networks that were trained without that person.
"""
import argparse, glob, json, os, subprocess
import numpy as np

OUTPUTS = ['forward_head', 'raised', 'raised_difference', 'torso_yaw', 'head_pitch', 'trunk_lean', 'shoulder_tilt']
IS_ODD = np.array([0, 0, 1, 1, 0, 0, 1], bool)
UNIT = np.array([8., 3, 3, 12, 12, 12, 5])         # degrees; the networks see the truth in this unit
IMPORTANCE = np.array([2, 2, 1.5, .5, .5, .5, .5])
HIDDEN, ENSEMBLE, FOLDS, EPOCHS = (32, 24), 6, 5, 320
SIMULATED_SHARE = .5                                # weight of a simulated frame; a rendered person has weight 100
LOG_SD_RANGE = (-4, .5)                             # of a standard deviation in the units above
# Weights of frames with raised shoulders, with one raised shoulder, and of a trunk that leans by more than 8 degrees: they are few.
RAISED_WEIGHT, ONE_RAISED_WEIGHT, LEANING_WEIGHT = 1.5, 3, 2
CALIBRATION_FRAMES = 50                             # the first frames of every clip
TRUTHS = ['forward_head_deg', 'raised_shoulder_left_deg', 'raised_shoulder_right_deg', 'torso_yaw_deg', 'head_pitch_deg', 'trunk_lean_deg', 'shoulder_tilt_deg']


def numbers(values):
    return np.array([np.nan if v is None else v for v in values], float)


class Table:
    """Names, large changes and parities of the cues, as the program prints them."""
    def __init__(self, rows):
        self.names = [r[0] for r in rows]; self.large = np.array([r[1] for r in rows]); self.odd = np.array([r[2] for r in rows])
        self.inputs = len(rows) + 8
        self.odd_inputs = np.concatenate([self.odd, np.zeros(8, bool)])
        self.noisy = np.concatenate([np.ones(len(rows)), np.zeros(8)])
        starts = lambda *p: np.array([n.startswith(p) for n in self.names] + [False] * 8); n = len(rows)
        by_head = ('forward_by', 'ears_up_by')  # these need the head as well
        self.groups = [(starts('trunk_ln', 'trunk_off', 'trunk_rot', 'forward_by_trunk', 'ears_up_by_trunk', 'risen'), [n], .15), (starts('world'), [n + 1], .15),
                       (starts('head_', 'mesh_', 'face_residual', *by_head), [n + 2, n + 3, n + 4], .08), (starts('mesh_'), [n + 4], .04)]

    def features(self, cues, upright):
        """The input of the networks: must match `input` in fusion.rs."""
        i = self.names.index
        change = cues - upright; missing = ~np.isfinite(change)
        x = np.clip(np.where(missing, 0, change / self.large), -3, 3)
        flags = missing[:, [i('trunk_ln_scale'), i('world_ears_z_shoulders'), i('forward_by_landmarks_cm'), i('head_ln_depth'), i('mesh_eyes_ln_width_ray')]].astype(float)
        u = np.broadcast_to(upright, cues.shape)
        place = np.stack([u[:, i('head_ln_depth')] - 4.2, (u[:, i('head_ray_y')] + .1) * 2, (u[:, i('shoulders_ln_width_ray')] + .7) * 2], 1)
        return np.concatenate([x, flags, np.clip(place, -3, 3)], 1)

    def mirror(self, x): return x * np.where(self.odd_inputs, -1, 1)


def targets(t):
    return np.stack([t[:, 0], (t[:, 1] + t[:, 2]) / 2, t[:, 1] - t[:, 2], t[:, 3], t[:, 4], t[:, 5], t[:, 6]], 1)


def rendered(folder, cues_program, hfov_deg=70):
    """For each person: name, inputs, targets and states. The program assumes 70 degrees, whatever the camera has."""
    people, table = [], None
    for labels_file in sorted(glob.glob(f'{folder}/*.labels.json')):
        name = os.path.basename(labels_file)[:-len('.labels.json')]
        run = subprocess.run([cues_program, f'{folder}/{name}.jsonl', str(CALIBRATION_FRAMES), str(hfov_deg)], capture_output=True, text=True)
        if run.returncode:
            print(f'{name}: left out: {run.stderr.strip()[-200:]}'); continue
        rows = [json.loads(l) for l in run.stdout.splitlines()]
        table = Table(rows[0]); upright = numbers(rows[1])
        labels = json.load(open(labels_file)); truth = lambda n: np.array([labels['truth'][n][m] for m in TRUTHS])
        base = np.median([truth(n) for n, _ in labels['frames'][5:CALIBRATION_FRAMES]], 0)
        cues, change, states = [], [], []
        for k, ((picture, kind), row) in enumerate(zip(labels['frames'], rows[2:])):
            # kind 2: settled in a state; of the calibration every eighth frame
            if row is None or not (kind == 2 or (8 <= k < CALIBRATION_FRAMES and k % 8 == 0)): continue
            cues.append(numbers(row)); change.append(truth(picture) - base); states.append(picture.split('_f')[0])
        people.append((name, np.array(cues), upright, targets(np.array(change)), states))
    return table, people


class Network:
    """A small tanh network. `predict` averages over the mirrored input."""
    def __init__(self, table, outputs, hidden, seed):
        r = np.random.default_rng(seed); sizes = [table.inputs, *hidden, outputs]
        self.W = [r.normal(0, np.sqrt(1 / a), (a, b)) for a, b in zip(sizes, sizes[1:])]; self.b = [np.zeros(b) for b in sizes[1:]]
        self.W[-1] *= .3; self.table = table

    def layers(self, x):
        out = [x]
        for k, (W, b) in enumerate(zip(self.W, self.b)):
            z = out[-1] @ W + b; out.append(np.tanh(z) if k < len(self.W) - 1 else z)
        return out

    def fit(self, X, slope, weights, epochs, seed, rate=4e-3, decay=1e-4, batch=256, left_out=1, noise=.02, odd=IS_ODD):
        """Adam on mirrored, slightly noisy inputs, with groups of cues left out at random. `slope(output, rows, flip)` is the gradient."""
        r = np.random.default_rng(seed); P = self.W + self.b; m = [np.zeros_like(p) for p in P]; v = [np.zeros_like(p) for p in P]
        per = max(1, len(X) // batch); steps = epochs * per; t = 0
        for _ in range(epochs):
            order = r.permutation(len(X))
            for a in range(per):
                rows = order[a * batch:(a + 1) * batch]; flip = r.random(len(rows)) < .5
                x = np.where(flip[:, None], self.table.mirror(X[rows]), X[rows]) + r.normal(0, noise, (len(rows), X.shape[1])) * self.table.noisy
                for group, flags, share in self.table.groups:
                    out = r.random(len(rows)) < share * left_out; x[np.ix_(out, group)] = 0; x[np.ix_(out, flags)] = 1
                h = self.layers(x); d = slope(h[-1], rows, flip) * weights[rows][:, None] / len(rows); gw, gb = [], []
                for L in range(len(self.W) - 1, -1, -1):
                    gw.insert(0, h[L].T @ d + decay * self.W[L]); gb.insert(0, d.sum(0))
                    if L: d = (d @ self.W[L].T) * (1 - h[L] ** 2)
                t += 1; now = rate * .5 * (1 + np.cos(np.pi * t / steps))
                for q, (p, g) in enumerate(zip(P, gw + gb)):
                    m[q] = .9 * m[q] + .1 * g; v[q] = .99 * v[q] + .01 * g * g
                    p -= now * (m[q] / (1 - .9 ** t)) / (np.sqrt(v[q] / (1 - .99 ** t)) + 1e-8)
        return self

    def predict(self, x, odd=IS_ODD):
        return (self.layers(x)[-1] + np.where(odd, -1, 1) * self.layers(self.table.mirror(x))[-1]) / 2

    def saved(self):
        return [dict(weights=[[float(f'{w:.5g}') for w in row] for row in W.T], bias=[float(f'{w:.5g}') for w in b]) for W, b in zip(self.W, self.b)]


def means(table, X, T, weights, seeds):
    def slope(out, rows, flip):
        y = np.where(flip[:, None] & IS_ODD, -T[rows], T[rows])
        return np.clip(out - y, -1, 1) * IMPORTANCE        # Huber
    return [Network(table, len(OUTPUTS), HIDDEN, s).fit(X, slope, weights, EPOCHS, s) for s in range(seeds)]


def log_sd(table, X, residuals, disagreement, weights):
    """The standard deviation that makes the errors of people that a network had not seen most likely."""
    def slope(out, rows, flip):
        own = np.exp(2 * np.clip(out, *LOG_SD_RANGE)); total = own + disagreement[rows] ** 2
        return (1 - residuals[rows] ** 2 / total) * own / total
    none = np.zeros(len(OUTPUTS), bool)
    return Network(table, len(OUTPUTS), (16,), 99).fit(X, slope, weights, 120, 99, decay=3e-3, left_out=0, odd=none)


def by_state(people, residuals, sd):
    """Forward head and raised shoulders of people not seen, state by state."""
    states = np.concatenate([np.array(p[4]) for p in people]); states = np.array(['mixtures' if s.startswith('mix') else s for s in states])
    print(f"{'state':28}{'frames':>7}   forward head: error, / sd   raised: error, / sd   difference: error, / sd")
    for s in sorted(set(states)):
        e, d = residuals[states == s], sd[states == s]; mae = np.abs(e * UNIT).mean(0); z = np.sqrt((e ** 2 / d ** 2).mean(0))
        print(f'{s:28}{len(e):7} {mae[0]:15.2f} {z[0]:9.2f} {mae[1]:13.2f} {z[1]:6.2f} {mae[2]:16.2f} {z[2]:8.2f}')


def example(table, saved, now, upright):
    """What the written weights give for one frame, so that a test of fusion.rs can compare."""
    def network(layers):
        n = Network(table, 1, (), 0); n.W = [np.array(l['weights']).T for l in layers]; n.b = [np.array(l['bias']) for l in layers]; return n
    x = table.features(now[None], upright); p = np.array([network(l).predict(x)[0] for l in saved['means']])
    sd = np.hypot(np.exp(np.clip(network(saved['log_sd']).predict(x, np.zeros(len(OUTPUTS), bool))[0], *LOG_SD_RANGE)), p.std(0))
    known = lambda v: [float(q) if np.isfinite(q) else None for q in v]
    return dict(now=known(now), upright=known(upright), change=(p.mean(0) * UNIT).tolist(), sd=(sd * UNIT).tolist())


def main():
    a = argparse.ArgumentParser(); a.add_argument('recordings'); a.add_argument('simulated'); a.add_argument('--cues', required=True); a.add_argument('--out'); a.add_argument('--held-out', default='')
    a = a.parse_args(); held_out = [n for n in a.held_out.split(',') if n]
    table, people = rendered(a.recordings, a.cues)
    train = [p for p in people if not any(p[0].startswith(h) for h in held_out)]; test = [p for p in people if p not in train]
    sim = [json.loads(l) for l in open(a.simulated)]
    SX = table.features(np.array([numbers(d['cues']) for d in sim]), np.array([numbers(d['upright']) for d in sim])); ST = targets(np.array([d['truth'] for d in sim]))[:, :] / UNIT
    usable = np.isfinite(np.array([numbers(d['cues'])[table.names.index('face_residual')] for d in sim])); SX, ST = SX[usable], ST[usable]; SP = np.array([d['person'] for d in sim])[usable]
    X = np.concatenate([table.features(c, u) for _, c, u, _, _ in train]); T = np.concatenate([t for *_, t, _ in train]) / UNIT
    person = lambda p: p[0].split('_')[0]      # the same person with a mask, and through the other landmark model
    order = sorted({person(p) for p in train})
    weight = lambda t: np.where(np.abs(t[:, 2]) > 1.5, ONE_RAISED_WEIGHT, 1) * np.where(np.abs(t[:, 1]) > 1.5, RAISED_WEIGHT, 1) * np.where(np.abs(t[:, 5]) > 8, LEANING_WEIGHT, 1)
    fold = np.concatenate([np.full(len(p[4]), order.index(person(p)) % FOLDS) for p in train]); W = np.concatenate([weight(p[3]) * 100 / len(p[4]) for p in train])
    AX, AT = np.concatenate([X, SX]), np.concatenate([T, ST]); AF = np.concatenate([fold, SP % FOLDS]); AW = np.concatenate([W, np.full(len(SX), SIMULATED_SHARE * min(1, len(X) / len(SX)))])
    print(f'{len(order)} people in {len(X)} rendered frames, {len(SX)} simulated frames; held out: {[p[0] for p in test]}', flush=True)
    residuals, disagreement = np.zeros_like(AT), np.zeros_like(AT)
    for f in range(FOLDS):
        inside, outside = AF != f, AF == f
        p = np.array([n.predict(AX[outside]) for n in means(table, AX[inside], AT[inside], AW[inside], ENSEMBLE)])
        residuals[outside] = p.mean(0) - AT[outside]; disagreement[outside] = p.std(0)
    spread = log_sd(table, AX, residuals, disagreement, AW)
    own_sd = lambda x: np.exp(np.clip(spread.predict(x, np.zeros(len(OUTPUTS), bool)), *LOG_SD_RANGE))
    sd = np.hypot(own_sd(AX), disagreement)
    n = len(X); show = lambda v: ' '.join(f'{o} {q:.2f}' for o, q in zip(OUTPUTS, v))
    print('rendered, mean absolute error, people not seen:', show(np.abs(residuals[:n] * UNIT).mean(0)))
    print('rendered, rms error / stated sd:               ', show(np.sqrt((residuals[:n] ** 2 / sd[:n] ** 2).mean(0))))
    by_state(train, residuals[:n], sd[:n])
    print('simulated, mean absolute error, people not seen:', show(np.abs(residuals[n:] * UNIT).mean(0)))
    print('simulated, rms error / stated sd:               ', show(np.sqrt((residuals[n:] ** 2 / sd[n:] ** 2).mean(0))), flush=True)
    final = means(table, AX, AT, AW, ENSEMBLE)
    for name, cues, upright, truth, states in test:
        x = table.features(cues, upright); p = np.array([m.predict(x) for m in final]); e = p.mean(0) * UNIT - truth
        s = np.hypot(own_sd(x), p.std(0)) * UNIT
        print(f'{name:20} mean absolute error:', show(np.abs(e).mean(0)), '| rms error / sd:', show(np.sqrt((e ** 2 / s ** 2).mean(0))))
    if a.out:
        saved = dict(cues=table.names, scale=UNIT.tolist(), is_odd=IS_ODD.tolist(), means=[m.saved() for m in final], log_sd=spread.saved())
        _, cues, upright, _, states = train[0]
        saved['example'] = example(table, saved, cues[states.index('mix05')], upright)
        json.dump(saved, open(a.out, 'w'), separators=(',', ':'))


if __name__ == '__main__':
    main()
