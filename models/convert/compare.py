#!/usr/bin/env python3
"""Compare the ONNX files with the originals: the same inputs through ONNX Runtime and LiteRT.

LiteRT is Google's own interpreter of .tflite files. It runs twice: with its XNNPACK kernels, which
MediaPipe uses too, and with its plain reference kernels. The inputs are noise with a fixed seed and
one picture. For each output the script prints the largest absolute difference, and the largest
magnitude for comparison. The last digits depend on the processor.

The exit code is 1 if a difference is larger than rounding can explain.
"""

import argparse
import os
import sys
from pathlib import Path

import numpy as np
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # versions from 1.29 on send telemetry when loaded
import onnxruntime
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from PIL import Image

from convert import INPUT_NAME, MODELS
from operators import NCHW_FROM_NHWC

SEED = 20250101
NOISE_INPUTS = 3

# Maximum difference, as a share of the output's largest magnitude (or of 1 if that is larger).
TOLERANCE = 1e-4

KERNELS = {
    "XNNPACK": OpResolverType.BUILTIN,
    "reference": OpResolverType.BUILTIN_REF,
}


def make_inputs(spec, shape, picture):
    """Return the input tensors by kind of input."""
    low, high = spec.input_range
    generator = np.random.default_rng(SEED)
    noise = [generator.random(shape, np.float32) for _ in range(NOISE_INPUTS)]
    _, height, width, _ = shape
    resized = picture.resize((width, height), Image.Resampling.BILINEAR)
    pixels = np.asarray(resized, np.float32)[np.newaxis] / 255
    return {
        "noise": [low + (high - low) * unit for unit in noise],
        "picture": [low + (high - low) * pixels],
    }


def load_onnx(path, output_names):
    """Return a function that maps an input tensor to the outputs by name, and the input's shape."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])

    def run(tensor):
        arrays = session.run(output_names, {INPUT_NAME: tensor})
        return dict(zip(output_names, arrays, strict=True))

    return run, session.get_inputs()[0].shape


def load_tflite(path, resolver, output_names):
    """Return the same function for a .tflite file, with the names and NCHW order of the ONNX file."""
    interpreter = Interpreter(str(path), experimental_op_resolver_type=resolver)
    interpreter.allocate_tensors()
    input_index = interpreter.get_input_details()[0]["index"]
    output_index = {
        output_names[detail["name"]]: detail["index"]
        for detail in interpreter.get_output_details()
        if detail["name"] in output_names
    }

    def run(tensor):
        interpreter.set_tensor(input_index, tensor)
        interpreter.invoke()
        arrays = {name: interpreter.get_tensor(index) for name, index in output_index.items()}
        return {
            name: array.transpose(NCHW_FROM_NHWC) if array.ndim == 4 else array
            for name, array in arrays.items()
        }

    return run


def compare_model(spec, source_dir, onnx_dir, picture):
    """Return the largest magnitude of each output, and its largest difference per kernel set and input."""
    names = list(spec.output_names.values())
    run_converted, shape = load_onnx(onnx_dir / f"{spec.name}.onnx", names)
    inputs = make_inputs(spec, shape, picture)
    magnitudes = dict.fromkeys(names, 0.0)
    differences = {name: {} for name in names}
    for kernels, resolver in KERNELS.items():
        source_path = source_dir / f"{spec.name}.tflite"
        run_original = load_tflite(source_path, resolver, spec.output_names)
        for kind, tensors in inputs.items():
            for tensor in tensors:
                converted, original = run_converted(tensor), run_original(tensor)
                for name in names:
                    magnitude = np.abs(original[name]).max()
                    difference = np.abs(converted[name] - original[name]).max()
                    magnitudes[name] = max(magnitudes[name], magnitude)
                    so_far = differences[name].get((kernels, kind), 0.0)
                    # np.maximum keeps a NaN; max may drop it.
                    differences[name][kernels, kind] = np.maximum(so_far, difference)
    return magnitudes, differences


def print_comparison(spec, magnitudes, differences):
    """Print one line per output. Return the number of outputs whose difference is too large."""
    failures = 0
    for name, magnitude in magnitudes.items():
        columns = differences[name]
        tolerance = TOLERANCE * max(1.0, magnitude)
        within = all(difference <= tolerance for difference in columns.values())
        failures += not within
        numbers = "".join(f"  {difference:17.1e}" for difference in columns.values())
        print(
            f"{spec.name:18}  {name:14}  {magnitude:9.3f}{numbers}{'' if within else '  TOO MUCH'}"
        )
    return failures


def parse_arguments():
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Compare the ONNX files with the originals.")
    parser.add_argument("source_dir", type=Path, help="folder that holds the four .tflite files")
    parser.add_argument("onnx_dir", type=Path, help="folder that holds the four .onnx files")
    parser.add_argument("picture", type=Path, help="picture of a person")
    return parser.parse_args()


def main():
    """Compare the three models."""
    arguments = parse_arguments()
    picture = Image.open(arguments.picture).convert("RGB")
    headings = [f"{kernels} {kind}" for kernels in KERNELS for kind in ("noise", "picture")]
    columns = "".join(f"  {heading:>17}" for heading in headings)
    print(f"{'model':18}  {'output':14}  {'magnitude':>9}{columns}")
    failures = 0
    for spec in MODELS:
        magnitudes, differences = compare_model(
            spec, arguments.source_dir, arguments.onnx_dir, picture
        )
        failures += print_comparison(spec, magnitudes, differences)
    if failures:
        sys.exit(f"compare.py: {failures} outputs differ by more than rounding explains")
    print(f"No difference is more than {TOLERANCE:g} of the magnitude (or of 1).")


if __name__ == "__main__":
    main()
