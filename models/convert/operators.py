"""Translates each TensorFlow Lite operator to ONNX nodes.

TensorFlow Lite stores pictures as batch, height, width, channels (NHWC). ONNX's convolution, pooling
and resizing need batch, channels, height, width (NCHW). The input is therefore transposed once, and
every tensor of rank 4 after it is NCHW. Weights and settings are transposed here. Only RESHAPE
transposes back before it flattens a picture, because flattening depends on the order.

The table `TRANSLATIONS` at the end has one function per kind of operator. It is called with the ONNX
graph, the source model and the operator, and appends nodes to the graph. Features that the four models
do not use (other activations, constant summands, …) raise an error.
"""

import numpy as np
import tflite
from onnx import TensorProto, helper, numpy_helper

NCHW_FROM_NHWC = [0, 3, 1, 2]
NHWC_FROM_NCHW = [0, 2, 3, 1]

NO_ACTIVATION = tflite.ActivationFunctionType.NONE


class Graph:
    """The ONNX nodes and initialisers so far.

    The names affect the checksums of the files. The source tensor with index 7 is called `t7` unless
    `tensor_names` has a name for it. Initialisers are numbered consecutively.
    """

    def __init__(self, tensor_names):
        """`tensor_names`: names of inputs and outputs by their index in the source."""
        self.tensor_names = tensor_names
        self.nodes = []
        self.initializers = []

    def tensor(self, index):
        """Return the name of the source tensor `index`."""
        return self.tensor_names.get(index, f"t{index}")

    def add_node(self, operator, inputs, output, **attributes):
        """Append a node with one output."""
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))

    def add_constant(self, array, role):
        """Store `array` unchanged and return its name, which begins with `role`."""
        name = self._next_name(role)
        self._store(array, name)
        return name

    def add_floats(self, array, role):
        """Store fp32 numbers as fp16 with a Cast back to fp32, and return the cast tensor's name.

        The source also stores its weights as fp16, so this halves the file without loss, and the
        computation stays fp32. A single number is stored as fp32, because a Cast would save nothing.
        """
        half = array.astype(np.float16)
        lossless = np.array_equal(half.astype(np.float32), array)
        if array.size == 1 or not lossless:
            return self.add_constant(array, role)
        name = self._next_name(role)
        self._store(half, f"{name}_h")
        self.add_node("Cast", [f"{name}_h"], name, to=TensorProto.FLOAT)
        return name

    def _next_name(self, role):
        return f"{role}_{len(self.initializers)}"

    def _store(self, array, name):
        self.initializers.append(numpy_helper.from_array(np.asarray(array, order="C"), name))


def translate(graph, model, operator):
    """Append the nodes for `operator` to `graph`."""
    translation = TRANSLATIONS.get(operator.kind)
    if translation is None:
        raise NotImplementedError(f"operator {operator.kind}")
    translation(graph, model, operator)


def densify(_graph, model, operator):
    """No node is needed: sparse_weights.py has made the weights dense when reading the file."""
    model.constants[operator.output] = model.constants[operator.inputs[0]]


def dequantize(_graph, model, operator):
    """Converts fp16 weights of the source to fp32 without a node."""
    model.constants[operator.output] = model.constants[operator.inputs[0]].astype(np.float32)


def convolution(graph, model, operator):
    """Weights: output channels, height, width, input channels → ONNX's OIHW."""
    weights = model.constants[operator.inputs[1]].transpose([0, 3, 1, 2])
    options = operator.options(tflite.Conv2DOptions)
    _convolve(graph, model, operator, options, weights, group=1)


def depthwise_convolution(graph, model, operator):
    """Weights: 1, height, width, channels → ONNX's OIHW with I = 1 and a group for each channel."""
    weights = model.constants[operator.inputs[1]].transpose([3, 0, 1, 2])
    options = operator.options(tflite.DepthwiseConv2DOptions)
    channels = model.shapes[operator.inputs[0]][3]
    _convolve(graph, model, operator, options, weights, group=channels)


def _convolve(graph, model, operator, options, weights, group):
    source, _, bias = operator.inputs
    kernel_shape = list(weights.shape[2:])
    strides = [options.StrideH(), options.StrideW()]
    dilations = [options.DilationHFactor(), options.DilationWFactor()]
    pads = _pads(options.Padding(), model.shapes[source], kernel_shape, strides, dilations)
    inputs = [
        graph.tensor(source),
        graph.add_floats(weights, "w"),
        graph.add_floats(model.constants[bias], "b"),
    ]
    _add_activated_node(
        graph,
        "Conv",
        inputs,
        operator.output,
        options.FusedActivationFunction(),
        kernel_shape=kernel_shape,
        strides=strides,
        dilations=dilations,
        pads=pads,
        group=group,
    )


def max_pool(graph, model, operator):
    """Maximum within the window."""
    source = operator.inputs[0]
    options = operator.options(tflite.Pool2DOptions)
    window = [options.FilterHeight(), options.FilterWidth()]
    strides = [options.StrideH(), options.StrideW()]
    pads = _pads(options.Padding(), model.shapes[source], window, strides, dilations=[1, 1])
    _add_activated_node(
        graph,
        "MaxPool",
        [graph.tensor(source)],
        operator.output,
        options.FusedActivationFunction(),
        kernel_shape=window,
        strides=strides,
        pads=pads,
    )


def add(graph, model, operator):
    """Sum of two computed tensors of the same shape; broadcasting is not supported."""
    shapes = [model.shapes[index] for index in operator.inputs]
    if shapes[0] != shapes[1] or any(index in model.constants for index in operator.inputs):
        raise NotImplementedError("ADD of a constant or of unlike shapes")
    options = operator.options(tflite.AddOptions)
    inputs = [graph.tensor(index) for index in operator.inputs]
    _add_activated_node(graph, "Add", inputs, operator.output, options.FusedActivationFunction())


def pad(graph, model, operator):
    """TensorFlow Lite lists (before, after) per dimension; ONNX lists all befores, then all afters."""
    source, paddings = operator.inputs
    nchw_paddings = model.constants[paddings][NCHW_FROM_NHWC]
    inputs = [
        graph.tensor(source),
        graph.add_constant(nchw_paddings.T.flatten().astype(np.int64), "pads"),
        graph.add_constant(np.float32(0), "z"),
    ]
    graph.add_node("Pad", inputs, graph.tensor(operator.output), mode="constant")


def resize_bilinear(graph, model, operator):
    """Resizing with half-pixel centres. TensorFlow Lite gives the new size, ONNX needs the scales."""
    options = operator.options(tflite.ResizeBilinearOptions)
    if options.AlignCorners() or not options.HalfPixelCenters():
        raise NotImplementedError("RESIZE_BILINEAR without half-pixel centres")
    source = operator.inputs[0]
    _, height, width, _ = model.shapes[source]
    _, new_height, new_width, _ = model.shapes[operator.output]
    scales = np.array([1, 1, new_height / height, new_width / width], np.float32)
    no_region = ""  # second input of Resize; linear resizing does not use it
    graph.add_node(
        "Resize",
        [graph.tensor(source), no_region, graph.add_floats(scales, "scales")],
        graph.tensor(operator.output),
        mode="linear",
        coordinate_transformation_mode="half_pixel",
    )


def depth_to_space(graph, _model, operator):
    """TensorFlow Lite has the channel order of ONNX's mode DCR (depth, column, row)."""
    block_size = operator.options(tflite.DepthToSpaceOptions).BlockSize()
    graph.add_node(
        "DepthToSpace",
        [graph.tensor(operator.inputs[0])],
        graph.tensor(operator.output),
        blocksize=block_size,
        mode="DCR",
    )


def prelu(graph, model, operator):
    """One slope per channel for values below zero. Slopes: 1, 1, channels → ONNX's channels, 1, 1."""
    source, slopes = operator.inputs
    values = model.constants[slopes]
    if values.shape[:2] != (1, 1) or len(model.shapes[source]) != 4:
        raise NotImplementedError("PRELU with slopes other than one for each channel")
    inputs = [graph.tensor(source), graph.add_floats(values.reshape(-1, 1, 1), "slope")]
    graph.add_node("PRelu", inputs, graph.tensor(operator.output))


def reshape(graph, model, operator):
    """Flattens a picture in the order of dimensions of the source."""
    source, output = operator.inputs[0], operator.output
    if len(model.shapes[source]) != 4 or len(model.shapes[output]) == 4:
        raise NotImplementedError("RESHAPE other than from a picture to a flat tensor")
    nhwc = f"t{output}_nhwc"
    graph.add_node("Transpose", [graph.tensor(source)], nhwc, perm=NHWC_FROM_NCHW)
    shape = graph.add_constant(np.array(model.shapes[output], np.int64), "shape")
    graph.add_node("Reshape", [nhwc, shape], graph.tensor(output))


def concatenation(graph, model, operator):
    """Only for flat tensors: they are not transposed, so the axis stays the same."""
    if len(model.shapes[operator.output]) == 4:
        raise NotImplementedError("CONCATENATION of pictures")
    options = operator.options(tflite.ConcatenationOptions)
    inputs = [graph.tensor(index) for index in operator.inputs]
    graph.add_node("Concat", inputs, graph.tensor(operator.output), axis=options.Axis())


def logistic(graph, _model, operator):
    """The logistic function, which ONNX calls Sigmoid."""
    graph.add_node("Sigmoid", [graph.tensor(operator.inputs[0])], graph.tensor(operator.output))


def _pads(padding, input_shape, window, strides, dilations):
    """Return the padding: rows above, columns left, rows below, columns right of the picture.

    With TensorFlow's SAME the output is ⌈input ÷ stride⌉ long and an odd pixel is added at the end, so
    the padding depends on the size of the input. Explicit numbers have the same meaning in every
    runtime.
    """
    if padding == tflite.Padding.VALID:
        return [0, 0, 0, 0]
    before, after = [], []
    for length, size, stride, dilation in zip(
        input_shape[1:3], window, strides, dilations, strict=True
    ):
        output_length = -(-length // stride)
        reach = (output_length - 1) * stride + (size - 1) * dilation + 1
        total = max(reach - length, 0)
        before.append(total // 2)
        after.append(total - total // 2)
    return before + after


def _add_activated_node(graph, node_operator, inputs, output, activation, **attributes):
    """Add a node, and a second node for the activation that is fused into the source operator."""
    if activation == NO_ACTIVATION:
        graph.add_node(node_operator, inputs, graph.tensor(output), **attributes)
        return
    if activation != tflite.ActivationFunctionType.RELU6:
        raise NotImplementedError(f"fused activation number {activation}")
    before_activation = f"t{output}_pre"
    graph.add_node(node_operator, inputs, before_activation, **attributes)
    bounds = [graph.add_constant(np.float32(bound), "c") for bound in (0, 6)]
    graph.add_node("Clip", [before_activation, *bounds], graph.tensor(output))


TRANSLATIONS = {
    "ADD": add,
    "CONCATENATION": concatenation,
    "CONV_2D": convolution,
    "DENSIFY": densify,
    "DEPTHWISE_CONV_2D": depthwise_convolution,
    "DEPTH_TO_SPACE": depth_to_space,
    "DEQUANTIZE": dequantize,
    "LOGISTIC": logistic,
    "MAX_POOL_2D": max_pool,
    "PAD": pad,
    "PRELU": prelu,
    "RESHAPE": reshape,
    "RESIZE_BILINEAR": resize_bilinear,
}
