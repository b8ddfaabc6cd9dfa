//! `plumbline generate`: writes the man pages and shell completions for packages, from the definition of the command
//! line. Hidden, because it is of use only to those who build packages.

use std::io;
use std::path::PathBuf;

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;

use super::{Cli, EXIT_CODES, Failure};

/// Shells for which packages have completions.
const SHELLS: [Shell; 3] = [Shell::Bash, Shell::Fish, Shell::Zsh];

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder for the files; it must exist
    folder: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    write(args)
        .map_err(|error| Failure::Write { path: args.folder.clone(), reason: error.to_string() })
}

fn write(args: &Args) -> io::Result<()> {
    let mut command = visible(&Cli::command());
    for shell in SHELLS {
        clap_complete::generate_to(shell, &mut command, "plumbline", &args.folder)?;
    }
    // `man plumbline-analyze` says the same as `plumbline help analyze`, which needs no page.
    let pages = visible(&Cli::command()).disable_help_subcommand(true);
    clap_mangen::generate_to(pages, &args.folder)
}

/// `command` without its hidden sub-commands: completions would offer them.
fn visible(command: &Command) -> Command {
    let arguments: Vec<_> = command.get_arguments().cloned().collect();
    let subcommands: Vec<_> =
        command.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
    let about = command.get_long_about().or(command.get_about()).cloned().unwrap_or_default();
    Command::new("plumbline")
        .version(env!("CARGO_PKG_VERSION"))
        .about(about)
        .after_long_help(EXIT_CODES)
        .args(arguments)
        .subcommands(subcommands)
}
