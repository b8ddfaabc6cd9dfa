#!/usr/bin/env python3
"""Trains the fusion of the posture cues and writes crates/core/src/posture/fusion.json.

    python3 train.py [training.npz] [--out FILE] [--held-out own20,own21] [--quick]

training.npz, beside this file: cue vectors and true changes of posture, as collect.py writes them. Needs numpy.
Prints the errors of every person by networks that were trained without that person, and how often the limits of
crates/core/src/posture/fault.rs find each state.
"""
import argparse, json, os
import numpy as np

OUTPUTS = ['forward_head', 'raised', 'raised_difference', 'torso_yaw', 'head_pitch', 'trunk_lean', 'shoulder_tilt', 'upper_back_flexion']
IS_ODD = np.array([0, 0, 1, 1, 0, 0, 1, 0], bool)
UNIT = np.array([8., 3, 3, 12, 12, 12, 5, 10])     # degrees; the networks see the truth in this unit
IMPORTANCE = np.array([2, 2, 1.5, .5, .5, .5, .5, 2])
HIDDEN, ENSEMBLE, FOLDS, EPOCHS = (32, 24), 4, 7, 150
SD_HIDDEN, SD_EPOCHS, SD_DECAY = (16,), 60, 5e-3
SIMULATED_SHARE = .5                                # weight of a simulated frame; a rendered person has weight 100
LOG_SD_RANGE = (-4, .5)                             # of a standard deviation in the units above
# Weights of frames with raised shoulders, with one raised shoulder, of a trunk that leans by more than 8 degrees and of a rounded back: they are few.
RAISED_WEIGHT, ONE_RAISED_WEIGHT, LEANING_WEIGHT, ROUNDED_WEIGHT = 1.5, 3, 2, 1.5


class Table:
    """Names and parities of the cues, and the groups that can be missing together."""
    FLAGS = ['trunk_ln_scale', 'world_ears_z_shoulders', 'forward_by_landmarks_cm', 'head_ln_depth', 'mesh_eyes_ln_width_ray', 'shape_ln_length']

    def __init__(self, names, odd):
        self.names = names; n = len(names); extra = len(self.FLAGS) + 3; self.inputs = n + extra
        self.odd_inputs = np.concatenate([odd, np.zeros(extra, bool)])
        self.noisy = np.concatenate([np.ones(n), np.zeros(extra)])
        starts = lambda *p: np.array([c.startswith(p) for c in names] + [False] * extra)
        by_head = ('forward_by', 'ears_up_by')  # these need the head as well
        self.groups = [(starts('trunk_ln', 'trunk_off', 'trunk_rot', 'forward_by_trunk', 'ears_up_by_trunk', 'risen', 'shape_'), [n, n + 5], .12), (starts('shape_'), [n + 5], .08),
                       (starts('world'), [n + 1], .15), (starts('head_', 'mesh_', 'face_residual', *by_head), [n + 2, n + 3, n + 4], .08), (starts('mesh_'), [n + 4], .04)]

    def inputs_of(self, changes, place):
        """The input of the networks: must match `input` in fusion.rs."""
        missing = ~np.isfinite(changes); flags = missing[:, [self.names.index(f) for f in self.FLAGS]]
        return np.concatenate([np.where(missing, 0, changes), flags, place], 1)

    def mirror(self, x): return x * np.where(self.odd_inputs, -1, 1)


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

    def fit(self, X, slope, weights, epochs, seed, rate=4e-3, decay=1e-4, batch=256, left_out=1, noise=.02):
        """Adam on mirrored, slightly noisy inputs, with groups of cues left out at random. `slope(output, rows, flip)` is the gradient."""
        r = np.random.default_rng(seed); single = lambda a: np.asarray(a, np.float32); X, weights = single(X), single(weights)[:, None]
        self.W, self.b = [single(W) for W in self.W], [single(b) for b in self.b]
        P = self.W + self.b; m = [np.zeros_like(p) for p in P]; v = [np.zeros_like(p) for p in P]
        per = max(1, len(X) // batch); steps = epochs * per; t = 0; sign = single(np.where(self.table.odd_inputs, -1, 1)); spread = single(noise * self.table.noisy)
        for _ in range(epochs):
            order = r.permutation(len(X))
            for a in range(per):
                rows = order[a * batch:(a + 1) * batch]; n = len(rows); flip = r.random(n) < .5
                x = X[rows]; x[flip] *= sign; x += r.standard_normal((n, X.shape[1]), np.float32) * spread
                for group, flags, share in self.table.groups:
                    out = np.flatnonzero(r.random(n) < share * left_out)
                    if len(out): x[np.ix_(out, group)] = 0; x[np.ix_(out, flags)] = 1
                h = self.layers(x); d = single(slope(h[-1], rows, flip)) * weights[rows] / n; gw, gb = [], []
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

    def saved(self, outputs):
        """The layers, the last one with these outputs only."""
        rows = [slice(None)] * (len(self.W) - 1) + [outputs]
        return [dict(weights=[[float(f'{w:.5g}') for w in row] for row in W.T[keep]], bias=[float(f'{w:.5g}') for w in b[keep]]) for W, b, keep in zip(self.W, self.b, rows)]


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
    return Network(table, len(OUTPUTS), SD_HIDDEN, 99).fit(X, slope, weights, SD_EPOCHS, 99, decay=SD_DECAY, left_out=0)


def wider(residuals, stated, disagreement, weights):
    """The factor on the stated standard deviations, 1 to 2.5, with which the errors are as large as stated."""
    rms = lambda k: np.average(residuals ** 2 / np.maximum((k * stated) ** 2 + disagreement ** 2, 1e-8), weights=weights)
    return next((k for k in np.arange(1, 2.5, .02) if rms(k) <= 1), 2.5)


def found(error, sd, truth):
    """Whether forward head, a raised left and right shoulder and a rounded back would be reported, by the limits of fault.rs."""
    e, d = (error + truth) * UNIT, .75 * sd * UNIT; side_sd = np.hypot(d[:, 1], d[:, 2] / 2)   # the median over two seconds leaves three quarters of the sd
    side = lambda k: e[:, 1] + k * e[:, 2] / 2 > 2 + .7 * side_sd
    return np.stack([e[:, 0] - .26 * np.maximum(e[:, 4], 0) > 6 + d[:, 0], side(1), side(-1), e[:, 7] > 5.4 + .7 * d[:, 7]], 1)


def by_state(states, residuals, sd, truth):
    """People not seen, state by state: errors, errors / stated sd, and what would be reported."""
    states = np.array(['mixtures' if s.startswith('mix') else s for s in states]); says = found(residuals, sd, truth)
    print(f"{'state':28}{'frames':>7}   error, / sd: forward head, raised, difference, upper back | reported, %: forward head, left, right, rounded")
    for s in sorted(set(states)):
        e, d = residuals[states == s], sd[states == s]; mae = np.abs(e * UNIT).mean(0); z = np.sqrt((e ** 2 / d ** 2).mean(0))
        print(f'{s:28}{len(e):7} ' + ' '.join(f'{mae[k]:6.2f} {z[k]:5.2f}' for k in (0, 1, 2, 7)) + ' | ' + ' '.join(f'{100 * v:4.0f}' for v in says[states == s].mean(0)))


def trained(table, final, spread, outputs, x):
    """The networks as fusion.rs reads them, with the outputs of these indices, and what they give for the input x of one frame,
    so that a test can compare."""
    saved = dict(cues=table.names, flags=table.FLAGS, outputs=[OUTPUTS[o] for o in outputs], scale=UNIT[outputs].tolist(), is_odd=IS_ODD[outputs].tolist(), means=[m.saved(outputs) for m in final], log_sd=spread.saved(outputs))
    def network(layers):
        n = Network(table, 1, (), 0); n.W = [np.array(l['weights']).T for l in layers]; n.b = [np.array(l['bias']) for l in layers]; return n
    p = np.array([network(l).predict(x[None], IS_ODD[outputs])[0] for l in saved['means']])
    sd = np.hypot(np.exp(np.clip(network(saved['log_sd']).predict(x[None], np.zeros(len(outputs), bool))[0], *LOG_SD_RANGE)), p.std(0))
    return saved | dict(example=dict(input=x.tolist(), change=(p.mean(0) * UNIT[outputs]).tolist(), sd=(sd * UNIT[outputs]).tolist()))


def main():
    a = argparse.ArgumentParser(); a.add_argument('data', nargs='?', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'training.npz'))
    a.add_argument('--out'); a.add_argument('--held-out', default=''); a.add_argument('--outputs', help='write only these; the others of FILE stay'); a.add_argument('--quick', action='store_true', help='two networks, fewer epochs: to compare designs')
    a = a.parse_args(); held_out = tuple(n for n in a.held_out.split(',') if n)
    if a.quick: globals().update(ENSEMBLE=2, EPOCHS=100)
    data = np.load(a.data); table = Table(list(data['cue_names']), data['is_odd'].astype(bool))
    clips = data['clip_names'][data['clip']]; states = data['state_names'][data['state']]
    X = table.inputs_of(data['changes'].astype(float), data['place'].astype(float)); T = data['truth'].astype(float) / UNIT
    person = np.array([c.split('_')[0] for c in clips])  # the same person with a mask, and through the other landmark model
    is_simulated = np.char.startswith(person, 'simulated'); is_test = np.char.startswith(person, held_out) if held_out else np.zeros(len(X), bool)
    order = {p: i for kind in (is_simulated, ~is_simulated) for i, p in enumerate(sorted(set(person[kind & ~is_test])))}
    degrees = np.abs(T * UNIT); rare = np.where(degrees[:, 2] > 1.5, ONE_RAISED_WEIGHT, 1) * np.where(degrees[:, 1] > 1.5, RAISED_WEIGHT, 1) * np.where(degrees[:, 5] > 8, LEANING_WEIGHT, 1) * np.where(degrees[:, 7] > 4, ROUNDED_WEIGHT, 1)
    frames_of = {c: np.sum(clips == c) for c in set(clips)}
    rendered = ~is_simulated & ~is_test; share = SIMULATED_SHARE * min(1, rendered.sum() / is_simulated.sum())
    W = np.where(is_simulated, share, rare * np.array([100 / frames_of[c] for c in clips]))
    train = ~is_test; fold = np.array([order.get(p, 0) % FOLDS for p in person])
    print(f'{len(set(person[rendered]))} people in {rendered.sum()} rendered frames, {is_simulated.sum()} simulated frames; held out: {sorted(set(person[is_test]))}', flush=True)
    residuals, disagreement = np.zeros_like(T), np.zeros_like(T)
    for f in range(FOLDS):
        inside, outside = train & (fold != f), train & (fold == f)
        p = np.array([n.predict(X[outside]) for n in means(table, X[inside], T[inside], W[inside], ENSEMBLE)])
        residuals[outside] = p.mean(0) - T[outside]; disagreement[outside] = p.std(0)
    own_sd = lambda spread, x: np.exp(np.clip(spread.predict(x, np.zeros(len(OUTPUTS), bool)), *LOG_SD_RANGE))
    stated = np.zeros_like(T)
    for f in range(FOLDS):  # by a network that has not seen the person's errors either
        inside, outside = train & (fold != f), train & (fold == f)
        stated[outside] = own_sd(log_sd(table, X[inside], residuals[inside], disagreement[inside], W[inside]), X[outside])
    # What a network states for people whose errors it has seen is too small for others.
    widen = np.array([wider(residuals[train, o], stated[train, o], disagreement[train, o], W[train]) for o in range(len(OUTPUTS))])
    sd = np.hypot(stated * widen, disagreement)
    spread = log_sd(table, X[train], residuals[train], disagreement[train], W[train]); spread.b[-1] += np.log(widen); show = lambda v: ' '.join(f'{o} {q:.2f}' for o, q in zip(OUTPUTS, v))
    print('the stated standard deviations are widened by', show(widen))
    for kind, rows in (('rendered', rendered), ('simulated', is_simulated)):
        print(f'{kind}, mean absolute error, people not seen:', show(np.abs(residuals[rows] * UNIT).mean(0)))
        print(f'{kind}, rms error / stated sd:               ', show(np.sqrt((residuals[rows] ** 2 / sd[rows] ** 2).mean(0))), flush=True)
        by_state(states[rows], residuals[rows], sd[rows], T[rows])
    if not (a.out or held_out): return
    final = means(table, X[train], T[train], W[train], ENSEMBLE)
    if held_out:
        p = np.array([m.predict(X[is_test]) for m in final]); e = p.mean(0) - T[is_test]; s = np.hypot(own_sd(spread, X[is_test]), p.std(0))
        print('held out, mean absolute error:', show(np.abs(e * UNIT).mean(0)), '| rms error / sd:', show(np.sqrt((e ** 2 / s ** 2).mean(0))))
        by_state(states[is_test], e, s, T[is_test])
    if a.out:
        chosen = [OUTPUTS.index(o) for o in a.outputs.split(',')] if a.outputs else list(range(len(OUTPUTS)))
        new = trained(table, final, spread, chosen, X[np.flatnonzero(rendered & (states == 'mix02'))[0]])
        # Networks of an earlier training stay if they have an output that the new ones do not have.
        old = json.load(open(a.out))['networks'] if os.path.exists(a.out) else []
        old = [n for n in old if not set(n['outputs']) <= set(new['outputs'])]
        json.dump(dict(networks=old + [new]), open(a.out, 'w'), separators=(',', ':'))


if __name__ == '__main__':
    main()
