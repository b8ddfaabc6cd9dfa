//! `plumbline cameras`: lists the cameras.

use serde_json::json;

use super::{Failure, print_json_line};
use plumbline_vision::frames::{FrameError, camera};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print one JSON object per camera
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let cameras = camera::list_cameras()?;
    if cameras.is_empty() {
        return Err(FrameError::NoCamera.into());
    }
    for info in cameras {
        if args.json {
            print_json_line(&json!({ "index": info.index, "name": info.name }))?;
        } else {
            outln!("camera:{}  {}", info.index, info.name);
        }
    }
    Ok(())
}
