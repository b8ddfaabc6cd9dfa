//! `plumbline catalogue`: prints the catalogue.

use super::Failure;
use plumbline_core::catalogue::Catalogue;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print all items with all their fields as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let catalogue = Catalogue::embedded()?;
    if args.json {
        let value = serde_json::to_string_pretty(&catalogue).map_err(std::io::Error::from)?;
        outln!("{value}");
        return Ok(());
    }
    for item in catalogue.items() {
        outln!("{}  {}", item.id, item.name);
        for step in item.steps_for(Some(plumbline_core::body::Side::Right)) {
            outln!("    - {step}");
        }
    }
    outln!("\nTips");
    for tip in catalogue.tips() {
        outln!("    - {}", tip.text);
    }
    outln!("\nSafety");
    for note in catalogue.safety() {
        outln!("    - {}", note.text);
    }
    Ok(())
}
