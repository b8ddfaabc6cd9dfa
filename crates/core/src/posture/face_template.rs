//! Positions of the points of [`crate::body::face`] on an average rigid face.

/// MediaPipe's canonical face (Apache-2.0, `models/face_canonical.csv`; a test compares the values),
/// in the order of [`crate::body::face::FACE_MESH_INDICES`]: centimetres, x to the person's left, y
/// up, z out of the face. Its outer eye corners are 8.9 cm apart, as in adults (Farkas 1994: women
/// 8.7, men 9.1).
pub(super) const CANONICAL_FACE_CM: [[f64; 3]; 33] = [
    [0.0000, -0.4632, 7.5866],
    [0.0000, 2.4733, 5.7886],
    [0.0000, 8.2618, 4.4815],
    [-4.4459, 2.6640, 3.1734],
    [-6.2793, 6.6154, 1.4259],
    [-3.5240, 8.0060, 3.7292],
    [-5.2587, 0.9458, 2.9743],
    [-3.3007, 0.8616, 3.8728],
    [-1.8207, 1.4680, 4.2241],
    [-7.7431, 2.3650, -2.0052],
    [-1.7858, -0.9783, 4.8505],
    [-7.2709, -2.8909, -2.2525],
    [-1.8564, 2.5852, 3.7579],
    [-5.0853, -7.1786, 0.7147],
    [-6.4076, 2.2360, 1.5608],
    [-6.2349, -1.9444, 1.6635],
    [-1.2468, 0.2303, 5.6810],
    [-3.8329, -1.5373, 4.1377],
    [4.4459, 2.6640, 3.1734],
    [6.2793, 6.6154, 1.4259],
    [3.5240, 8.0060, 3.7292],
    [5.2587, 0.9458, 2.9743],
    [3.3007, 0.8616, 3.8728],
    [1.8207, 1.4680, 4.2241],
    [7.7431, 2.3650, -2.0052],
    [1.7858, -0.9783, 4.8505],
    [7.2709, -2.8909, -2.2525],
    [1.8564, 2.5852, 3.7579],
    [5.0853, -7.1786, 0.7147],
    [6.4076, 2.2360, 1.5608],
    [6.2349, -1.9444, 1.6635],
    [1.2468, 0.2303, 5.6810],
    [3.8329, -1.5373, 4.1377],
];

/// Midpoint between the tragia in the space of [`CANONICAL_FACE_CM`]. The canonical face ends in
/// front of the ears, so this point is derived from the outer eye corners, which lie 1.9 cm above
/// and 7.4 cm in front of the tragia (as in [`super::head::HeadTemplate::population`]).
pub(super) const CANONICAL_EAR_MID_CM: [f64; 3] = [0.0, 0.75, -4.2];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::face::FACE_MESH_INDICES;

    #[test]
    fn the_points_are_those_of_the_models_canonical_face() {
        let csv = include_str!("../../../../models/face_canonical.csv");
        for (index, point_cm) in FACE_MESH_INDICES.into_iter().zip(CANONICAL_FACE_CM) {
            let row = csv.lines().find(|line| line.starts_with(&format!("{index},"))).unwrap();
            let values: Vec<f64> = row.split(',').map(|v| v.parse().unwrap()).collect();
            assert_eq!(values[1..4], point_cm, "{index}");
            assert!(values[4] > 0.0, "{index} is not one of the rigid points");
        }
    }
}
