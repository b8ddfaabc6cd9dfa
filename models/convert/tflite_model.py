"""Reads a TensorFlow Lite file: tensors, weights and operators.

This module does not depend on ONNX.
"""

from dataclasses import dataclass

import numpy as np
import tflite

from sparse_weights import densify

OPERATOR_KINDS = {
    code: kind for kind, code in vars(tflite.BuiltinOperator).items() if not kind.startswith("_")
}

ELEMENT_TYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
}


@dataclass
class Operator:
    """One step of the model. Tensors are given by their index."""

    kind: str
    inputs: list[int]
    output: int
    options_table: object

    def options(self, options_class):
        """Return the options of the operator. `options_class` must match its kind."""
        options = options_class()
        options.Init(self.options_table.Bytes, self.options_table.Pos)
        return options


@dataclass
class TfliteModel:
    """A model with one input. The operators are in the order in which they run."""

    shapes: list[list[int]]
    constants: dict[int, np.ndarray]
    operators: list[Operator]
    input: int
    outputs: dict[str, int]


def read_model(file_content):
    """Read the first graph of a .tflite file. The files used here have only one."""
    if not tflite.Model.ModelBufferHasIdentifier(file_content, 0):
        raise ValueError("not a TensorFlow Lite file")
    model = tflite.Model.GetRootAs(file_content, 0)
    graph = model.Subgraphs(0)
    tensors = [graph.Tensors(index) for index in range(graph.TensorsLength())]
    return TfliteModel(
        shapes=[_shape(tensor) for tensor in tensors],
        constants=_constants(model, tensors),
        operators=[_operator(model, graph.Operators(i)) for i in range(graph.OperatorsLength())],
        input=int(graph.Inputs(0)),
        outputs={tensors[index].Name().decode(): int(index) for index in graph.OutputsAsNumpy()},
    )


def _shape(tensor):
    return tensor.ShapeAsNumpy().tolist() if tensor.ShapeLength() else []


def _constants(model, tensors):
    """Tensors whose values are in the file: weights, and settings such as paddings."""
    constants = {}
    for index, tensor in enumerate(tensors):
        buffer = model.Buffers(tensor.Buffer())
        if buffer.DataLength():
            stored = buffer.DataAsNumpy().view(ELEMENT_TYPES[tensor.Type()])
            if tensor.Sparsity():
                constants[index] = densify(tensor.Sparsity(), _shape(tensor), stored)
            else:
                constants[index] = stored.reshape(_shape(tensor))
    return constants


def _operator(model, operator):
    code = model.OperatorCodes(operator.OpcodeIndex())
    # Older files have the code in an 8-bit field, newer ones in a wider field. The unused field is
    # zero.
    kind = OPERATOR_KINDS[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
    return Operator(
        kind=kind,
        inputs=operator.InputsAsNumpy().tolist(),
        output=int(operator.Outputs(0)),
        options_table=operator.BuiltinOptions(),
    )
