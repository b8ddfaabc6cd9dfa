#!/usr/bin/env python3
"""Write MediaPipe's canonical face, a rigid template of the face mesh, as a table.

The source is a protocol buffer (`GeometryPipelineMetadata`). It contains a mesh, whose vertices are the
468 landmarks of the face mesh, and the weights that MediaPipe gives some of them when it fits the mesh
to landmarks. Columns of the table: landmark, x, y, z (cm; x to the person's left, y up, z out of the face), weight.
"""

import struct
import sys
from pathlib import Path

MESH, WEIGHTED_LANDMARK = 1, 2  # fields of GeometryPipelineMetadata
VERTEX_BUFFER = 3  # field of Mesh3d: x, y, z and two texture coordinates for each vertex
FLOATS_PER_VERTEX = 5
LANDMARK_INDEX, LANDMARK_WEIGHT = 1, 2  # fields of WeightedLandmarkRef
VERTICES = 468

VARINT, BYTES, FIXED32 = 0, 2, 5


def fields(message):
    """Yield the fields of the message as (number, value). Protocol buffers omit zeros."""
    position = 0
    while position < len(message):
        key, position = _varint(message, position)
        number, wire_type = key >> 3, key & 7
        if wire_type == VARINT:
            value, position = _varint(message, position)
        elif wire_type == BYTES:
            length, position = _varint(message, position)
            value, position = message[position : position + length], position + length
        elif wire_type == FIXED32:
            (value,) = struct.unpack_from("<f", message, position)
            position += 4
        else:
            raise ValueError(f"wire type {wire_type}")
        yield number, value


def _varint(message, position):
    value = shift = 0
    while True:
        byte = message[position]
        position += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, position


def table(metadata):
    """Return the lines of the table."""
    vertices, weights = [], {}
    for number, value in fields(metadata):
        if number == MESH:
            floats = [value for number, value in fields(value) if number == VERTEX_BUFFER]
            for start in range(0, len(floats), FLOATS_PER_VERTEX):
                vertices.append(floats[start : start + 3])
        elif number == WEIGHTED_LANDMARK:
            landmark = dict(fields(value))
            weights[landmark.get(LANDMARK_INDEX, 0)] = landmark[LANDMARK_WEIGHT]
    if len(vertices) != VERTICES:
        raise ValueError(f"{len(vertices)} vertices")
    yield "landmark,x_cm,y_cm,z_cm,weight"
    for index, (x, y, z) in enumerate(vertices):
        yield f"{index},{x:.4f},{y:.4f},{z:.4f},{weights.get(index, 0):.5f}"


def main():
    """Command line: the protocol buffer, the table to write."""
    source_path, table_path = map(Path, sys.argv[1:])
    try:
        lines = "".join(f"{line}\n" for line in table(source_path.read_bytes()))
        table_path.write_text(lines, encoding="ascii", newline="\n")
    except (OSError, ValueError, IndexError) as problem:
        sys.exit(f"face_geometry.py: {problem}")


if __name__ == "__main__":
    main()
