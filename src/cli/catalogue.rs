//! `plumbline catalogue`.

use super::Failure;
use plumbline_core::catalogue::Catalogue;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Every item with all its fields, as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let catalogue = Catalogue::embedded()?;
    if args.json {
        let value = serde_json::to_string_pretty(&catalogue).map_err(std::io::Error::from)?;
        println!("{value}");
        return Ok(());
    }
    for item in catalogue.items() {
        println!("{}  {}", item.id, item.name);
        for step in item.steps_for(Some(plumbline_core::body::Side::Right)) {
            println!("    - {step}");
        }
    }
    println!("\nTips");
    for tip in catalogue.tips() {
        println!("    - {}", tip.text);
    }
    println!("\nSafety");
    for note in catalogue.safety() {
        println!("    - {}", note.text);
    }
    Ok(())
}
