"""Converts sparse weights to dense ones.

The file of the detector omits the zeros of its larger weights (three of four numbers), and a DENSIFY
operator inserts them at run time. ONNX has no such operator, so the conversion inserts them.

TensorFlow Lite stores a sparse tensor as a tree: one level for each dimension, one value for each
leaf. In a DENSE level every node has all its children. In a SPARSE_CSR level node `n` has only
the children `indices[segments[n]:segments[n + 1]]`. The nodes of a level are numbered in the order
they are stored, so a leaf's number is the position of its value.
"""

import numpy as np
import tflite

INDEX_VECTORS = {
    tflite.SparseIndexVector.Int32Vector: tflite.Int32Vector,
    tflite.SparseIndexVector.Uint16Vector: tflite.Uint16Vector,
    tflite.SparseIndexVector.Uint8Vector: tflite.Uint8Vector,
}


def densify(sparsity, shape, stored_values):
    """Return an array of `shape` with `stored_values` at the places given by `sparsity`, otherwise zeros."""
    if sparsity.BlockMapLength():
        raise NotImplementedError("sparse weights stored in blocks")

    # Go down the tree level by level. `positions` has the numbers of the nodes on the current level.
    # `coordinates` has, for each level so far, the index of each of these nodes in that level.
    positions = np.zeros(1, np.int64)
    coordinates = []
    for level in range(sparsity.DimMetadataLength()):
        parents, positions, own_index = _children(sparsity.DimMetadata(level), positions)
        coordinates = [indices[parents] for indices in coordinates] + [own_index]
    if len(positions) != len(stored_values):
        raise ValueError(f"{len(stored_values)} sparse values for {len(positions)} places")

    # The order of the levels may differ from that of the dimensions.
    by_dimension = [coordinates[level] for level in np.argsort(sparsity.TraversalOrderAsNumpy())]
    dense = np.zeros(shape, stored_values.dtype)
    dense[tuple(by_dimension)] = stored_values[positions]
    return dense


def _children(level, positions):
    """Children of the nodes at `positions`: index of the parent, position, and index in the level."""
    if level.Format() == tflite.DimensionType.DENSE:
        return _dense_children(level.DenseSize(), positions)
    segments = _index_vector(level.ArraySegmentsType(), level.ArraySegments())
    indices = _index_vector(level.ArrayIndicesType(), level.ArrayIndices())
    return _sparse_children(segments, indices, positions)


def _dense_children(size, positions):
    parents = np.repeat(np.arange(len(positions)), size)
    own_index = np.tile(np.arange(size), len(positions))
    return parents, positions[parents] * size + own_index, own_index


def _sparse_children(segments, indices, positions):
    starts = segments[positions]
    counts = segments[positions + 1] - starts
    parents = np.repeat(np.arange(len(positions)), counts)
    first_child = np.cumsum(counts) - counts
    child_positions = starts[parents] + np.arange(len(parents)) - first_child[parents]
    return parents, child_positions, indices[child_positions]


def _index_vector(kind, table):
    """Segments and indices are stored in the smallest sufficient integer type (8, 16 or 32 bits)."""
    vector = INDEX_VECTORS[kind]()
    vector.Init(table.Bytes, table.Pos)
    return vector.ValuesAsNumpy().astype(np.int64)
