#!/usr/bin/env python3
"""Convert Google's BlazePose and face mesh models from TensorFlow Lite to ONNX.

Like the originals, the ONNX files take pictures as 1×height×width×3 fp32, store weights as fp16 and
compute in fp32. The same input always gives the same bytes.

  convert.py         this program: the list of models, and the ONNX file around the nodes
  tflite_model.py    reads the source
  sparse_weights.py  puts the zeros back into the detector's weights
  operators.py       one function for each TensorFlow Lite operator
"""

import argparse
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from operators import NCHW_FROM_NHWC, Graph, translate
from tflite_model import read_model

INPUT_NAME = "input"
# Versions of ONNX 1.8 and 1.10: every runtime in use supports them.
OPSET = 13
IR_VERSION = 8


@dataclass(frozen=True)
class ModelSpec:
    """A model: stem of the file name, range of the inputs, and output names by their source names."""

    name: str
    input_range: tuple[float, float]
    output_names: dict[str, str]


DETECTOR_OUTPUTS = {"Identity": "boxes", "Identity_1": "scores"}

# Identity_2 is the segmentation mask. Plumbline does not use it, so it is not listed, and the nodes
# that only it needs are removed.
LANDMARK_OUTPUTS = {
    "Identity": "landmarks",
    "Identity_1": "presence",
    "Identity_3": "heatmap",
    "Identity_4": "world",
}

# The tensors of the face mesh have the names of their layers.
FACE_OUTPUTS = {"conv2d_21": "landmarks", "conv2d_31": "presence_logit"}

MODELS = (
    ModelSpec("pose_detection", (-1.0, 1.0), DETECTOR_OUTPUTS),
    ModelSpec("pose_landmark_full", (0.0, 1.0), LANDMARK_OUTPUTS),
    ModelSpec("pose_landmark_lite", (0.0, 1.0), LANDMARK_OUTPUTS),
    ModelSpec("face_landmark", (0.0, 1.0), FACE_OUTPUTS),
)


def convert(spec, tflite_bytes):
    """The ONNX file, as bytes, of the .tflite file `tflite_bytes`."""
    source = read_model(tflite_bytes)
    outputs = {source.outputs[there]: here for there, here in spec.output_names.items()}

    graph = Graph(tensor_names=outputs)
    graph.add_node("Transpose", [INPUT_NAME], graph.tensor(source.input), perm=NCHW_FROM_NHWC)
    for operator in source.operators:
        translate(graph, source, operator)

    nodes, initializers = prune(graph.nodes, graph.initializers, outputs.values())
    onnx_graph = helper.make_graph(
        nodes,
        spec.name,
        inputs=[fp32_tensor(INPUT_NAME, source.shapes[source.input])],
        outputs=[fp32_tensor(name, onnx_shape(source.shapes[i])) for i, name in outputs.items()],
        initializer=initializers,
    )
    return serialize(onnx_graph)


def prune(nodes, initializers, output_names):
    """Remove the nodes and initialisers that no output needs."""
    needed = set(output_names)
    kept = []
    for node in reversed(nodes):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    kept.reverse()
    return kept, [initializer for initializer in initializers if initializer.name in needed]


def onnx_shape(source_shape):
    """Shape in the ONNX file. Tensors of rank 4 are NCHW (the heat map, and the face mesh with 1×1)."""
    return [source_shape[i] for i in NCHW_FROM_NHWC] if len(source_shape) == 4 else source_shape


def fp32_tensor(name, shape):
    """The declaration of an input or output."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def serialize(onnx_graph):
    """Wrap the graph into a model, check it, and return its bytes."""
    model = helper.make_model(
        onnx_graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        producer_name="blazepose-convert",
        ir_version=IR_VERSION,
    )
    model = onnx.shape_inference.infer_shapes(model, strict_mode=True)
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def parse_arguments():
    """Parse the command line."""
    parser = argparse.ArgumentParser(description="Convert the pose and face models to ONNX.")
    parser.add_argument("source_dir", type=Path, help="folder that holds the four .tflite files")
    parser.add_argument("onnx_dir", type=Path, help="folder to write the .onnx files to")
    return parser.parse_args()


def main():
    """Convert the four models and print the name, size and sha256 of each file."""
    arguments = parse_arguments()
    arguments.onnx_dir.mkdir(parents=True, exist_ok=True)
    for spec in MODELS:
        source_path = arguments.source_dir / f"{spec.name}.tflite"
        onnx_path = arguments.onnx_dir / f"{spec.name}.onnx"
        try:
            onnx_bytes = convert(spec, source_path.read_bytes())
            onnx_path.write_bytes(onnx_bytes)
        except (OSError, ValueError, NotImplementedError) as problem:
            sys.exit(f"convert.py: {spec.name} cannot be converted: {problem}")
        sha256 = hashlib.sha256(onnx_bytes).hexdigest()
        print(f"{onnx_path.name}: {len(onnx_bytes)} bytes, sha256 {sha256}")


if __name__ == "__main__":
    main()
