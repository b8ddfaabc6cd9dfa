//! What is known of this machine's speed: measured once for each ONNX backend and kept, because a
//! baseline is only good for the model that took it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::desktop::files::write_whole;
use plumbline_vision::pose::{ModelVariant, runtime, speed};

const FILE: &str = "machine.json";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct MeasuredSpeed {
    backend: String,
    full_look_ms: f64,
}

/// The landmark model for this machine, measured at the first start and whenever another backend
/// answers. Kept in `data_dir`; without one it is measured every time.
#[must_use]
pub fn variant(data_dir: Option<&Path>) -> ModelVariant {
    let backend = runtime::backend(data_dir).to_string();
    let file = data_dir.map(|folder| folder.join(FILE));
    if let Some(known) = file.as_deref().and_then(read).filter(|known| known.backend == backend) {
        return speed::affordable(known.full_look_ms);
    }
    let full_look_ms = match speed::full_look_ms(data_dir) {
        Ok(full_look_ms) => full_look_ms,
        Err(error) => {
            // Whoever makes the tracker says what is wrong.
            tracing::warn!(%error, "the machine's speed is not known");
            return ModelVariant::Lite;
        }
    };
    let variant = speed::affordable(full_look_ms);
    tracing::info!(full_look_ms, model = variant.file().file_name(), "the machine's speed");
    if let Some(file) = file
        && let Err(error) = write(&file, &MeasuredSpeed { backend, full_look_ms })
    {
        tracing::warn!(%error, "the machine's speed is not kept");
    }
    variant
}

fn read(file: &Path) -> Option<MeasuredSpeed> {
    let known: MeasuredSpeed = serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()?;
    (known.full_look_ms.is_finite() && known.full_look_ms > 0.0).then_some(known)
}

fn write(file: &Path, known: &MeasuredSpeed) -> std::io::Result<()> {
    write_whole(file, &serde_json::to_string_pretty(known).map_err(std::io::Error::other)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_is_kept_for_the_backend_it_was_measured_with() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        let measured = variant(Some(folder.path()));
        let known = read(&file).unwrap();
        assert_eq!(measured, speed::affordable(known.full_look_ms));

        // Another speed of the same backend is believed …
        let slow = MeasuredSpeed { full_look_ms: 1e6, ..known.clone() };
        write(&file, &slow).unwrap();
        assert_eq!(variant(Some(folder.path())), ModelVariant::Lite);
        // … of another one, or nonsense, measured again.
        for wrong in [
            MeasuredSpeed { backend: "another".into(), ..slow.clone() },
            MeasuredSpeed { full_look_ms: -1.0, ..slow },
        ] {
            write(&file, &wrong).unwrap();
            let _ = variant(Some(folder.path()));
            assert_eq!(read(&file).unwrap().backend, known.backend);
            assert!(read(&file).unwrap().full_look_ms < 1e6);
        }
    }
}
