//! `plumbline catalogue`: prints the catalogue.

use super::Failure;
use crate::text::{self, t};
use plumbline_core::catalogue::Catalogue;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print all items with all their fields as JSON, in English
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    if args.json {
        let catalogue = Catalogue::embedded()?;
        let value = serde_json::to_string_pretty(&catalogue).map_err(std::io::Error::from)?;
        outln!("{value}");
        return Ok(());
    }
    let catalogue = text::catalogue::catalogue()?;
    for item in catalogue.items() {
        outln!("{}  {}", item.id, item.name);
        for step in item.steps_for(Some(plumbline_core::body::Side::Right)) {
            outln!("    - {step}");
        }
    }
    outln!("\n{}", t!("stretch-through-the-day"));
    for tip in catalogue.tips() {
        outln!("    - {}", tip.text);
    }
    outln!("\n{}", t!("stretch-before-you-begin"));
    for note in catalogue.safety() {
        outln!("    - {}", note.text);
    }
    Ok(())
}
