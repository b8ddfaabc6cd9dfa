#!/usr/bin/env python3
"""Collects the training data of the fusion: cue vectors and true changes of posture.

    python3 collect.py RECORDINGS SIMULATED.jsonl OUT.npz --cues target/release/examples/cues

RECORDINGS: a folder with NAME.jsonl (landmark recording of a clip) and NAME.labels.json for each rendered
person, as benches/rendered/record.py writes them. SIMULATED.jsonl: output of the example `simulated_cues`.
OUT.npz holds changes since the calibration, the cues in units of a large change (NaN: missing), so that half
precision loses less than the noise of a frame. Needs numpy.
"""
import argparse, glob, json, math, os, subprocess
import numpy as np

CALIBRATION_FRAMES = 50                             # the first frames of every clip
FIELDS_OF_VIEW = [61, 70, 80]                       # degrees: most webcams have 60 to 80 (docs/measurement.md)
LARGEST = 3                                         # large changes; the networks see no more (`MAX_CHANGE` in fusion.rs)
TRUTHS = ['forward_head_deg', 'raised_shoulder_left_deg', 'raised_shoulder_right_deg', 'torso_yaw_deg', 'head_pitch_deg', 'trunk_lean_deg', 'shoulder_tilt_deg', 'thorax_deg']


def numbers(values):
    return np.array([np.nan if v is None else v for v in values], float)


def targets(t):
    """Of both shoulders the mean and the difference."""
    return np.concatenate([t[:, :1], (t[:, 1:2] + t[:, 2:3]) / 2, t[:, 1:2] - t[:, 2:3], t[:, 3:]], 1)


def place(names, upright):
    """Where the camera was at the calibration: must match `input` in fusion.rs."""
    u = lambda n: upright[..., names.index(n)]
    return np.clip(np.stack([u('head_ln_depth') - 4.2, (u('head_ray_y') + .1) * 2, (u('shoulders_ln_width_ray') + .7) * 2], -1), -LARGEST, LARGEST)


def assumed(true_deg, seen_as_deg):
    """The field of view to assume, so that a picture with `true_deg` is measured as one with `seen_as_deg` of which 70 are assumed."""
    tan = lambda deg: math.tan(math.radians(deg / 2))
    return 2 * math.degrees(math.atan(tan(true_deg) * tan(70) / tan(seen_as_deg)))


def rendered(folder, cues_program):
    """Name, table of the cues, cues at the calibration, cues, true changes and states of each clip, as if its camera had each of
    the fields of view: the program assumes 70 degrees, whatever the camera has."""
    for labels_file in sorted(glob.glob(f'{folder}/*.labels.json')):
        name = os.path.basename(labels_file)[:-len('.labels.json')]
        labels = json.load(open(labels_file))
        for seen_as in FIELDS_OF_VIEW:
            hfov_deg = assumed(labels['truth']['_camera']['hfov'], seen_as)
            run = subprocess.run([cues_program, f'{folder}/{name}.jsonl', str(CALIBRATION_FRAMES), str(hfov_deg)], capture_output=True, text=True)
            if run.returncode: print(f'{name}: left out: {run.stderr.strip()[-200:]}'); continue
            yield name, *clip(labels, [json.loads(l) for l in run.stdout.splitlines()])


def clip(labels, rows):
    truth = lambda n: np.array([labels['truth'][n][m] for m in TRUTHS])
    base = np.median([truth(n) for n, _ in labels['frames'][5:CALIBRATION_FRAMES]], 0)
    cues, change, states = [], [], []
    for k, ((picture, kind), row) in enumerate(zip(labels['frames'], rows[2:])):
        # kind 2: settled in a state; of the calibration every eighth frame
        if row is None or not (kind == 2 or (8 <= k < CALIBRATION_FRAMES and k % 8 == 0)): continue
        cues.append(numbers(row)); change.append(truth(picture) - base); states.append(picture.rsplit('_f', 1)[0])
    return rows[0], numbers(rows[1]), np.array(cues), np.array(change), states


def main():
    a = argparse.ArgumentParser(); a.add_argument('recordings'); a.add_argument('simulated'); a.add_argument('out'); a.add_argument('--cues', required=True)
    a = a.parse_args(); changes, truths, places, clips, states = [], [], [], [], []
    for name, rows, upright, cues, change, state in rendered(a.recordings, a.cues):
        table = rows; names = [r[0] for r in table]; large = np.array([r[1] for r in table])
        changes.append((cues - upright) / large); truths.append(targets(change)); places.append(np.repeat(place(names, upright)[None], len(cues), 0))
        clips += [name] * len(cues); states += state
    frames = [json.loads(l) for l in open(a.simulated)]
    cues, upright = np.array([numbers(f['cues']) for f in frames]), np.array([numbers(f['upright']) for f in frames])
    usable = np.isfinite(cues[:, names.index('face_residual')])
    changes.append(((cues - upright) / large)[usable]); truths.append(targets(np.array([f['truth'] for f in frames], float))[usable]); places.append(place(names, upright)[usable])
    clips += [f"simulated{f['person']:02}" for f, u in zip(frames, usable) if u]; states += [f['scenario'] for f, u in zip(frames, usable) if u]
    half = lambda parts: np.concatenate(parts).astype(np.float16); name_of = sorted(set(clips)); state_of = sorted(set(states))
    np.savez_compressed(a.out, cue_names=names, large=large, is_odd=[r[2] for r in table], changes=half([np.clip(c, -LARGEST, LARGEST) for c in changes]), truth=half(truths), place=half(places),
                        clip_names=name_of, clip=np.array([name_of.index(c) for c in clips], np.uint16), state_names=state_of, state=np.array([state_of.index(s) for s in states], np.uint16))
    print(f"{len(clips)} frames of {len(name_of)} clips, {os.path.getsize(a.out) / 1e6:.2f} MB")


if __name__ == '__main__':
    main()
