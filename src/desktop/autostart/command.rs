//! The command of a start at login on Windows: the value of the key `Run`.

use std::path::{Path, PathBuf};

use super::BACKGROUND;

/// The command that starts the program at `exe`, without a window. `None` for a path that a command cannot express.
pub(super) fn new_command(exe: &Path) -> Option<String> {
    let exe = exe.to_str().filter(|exe| !exe.contains('"'))?;
    Some(format!("\"{exe}\" {BACKGROUND}"))
}

/// The program that `command` starts. `None` if it is no program of this name, because the person has written another
/// command.
pub(super) fn program(command: &str) -> Option<PathBuf> {
    let command = command.trim_start();
    let path = match command.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        // Without quotes a path ends at its extension: it may contain spaces.
        None => {
            let end = command.to_ascii_lowercase().find(".exe")? + ".exe".len();
            &command[..end]
        }
    };
    let name = path.rsplit(['\\', '/']).next()?;
    name.to_ascii_lowercase().starts_with("plumbline").then(|| PathBuf::from(path))
}

/// `command` with another program; its arguments stay. `None` if [`program`] is `None`, or for a path that a command
/// cannot express.
pub(super) fn with_program(command: &str, exe: &Path) -> Option<String> {
    let old = program(command)?.to_str()?.to_owned();
    let exe = exe.to_str().filter(|exe| !exe.contains('"'))?;
    let arguments = command.trim_start().trim_start_matches('"').strip_prefix(&old)?;
    Some(format!("\"{exe}\"{}", arguments.strip_prefix('"').unwrap_or(arguments)))
}

/// Whether the Task Manager or the settings of Windows have switched the entry off. `approval` is the entry's value in
/// the key `StartupApproved`: its first byte is odd if it is switched off. Without a value it is on.
pub(super) fn is_switched_off(approval: Option<&[u8]>) -> bool {
    approval.and_then(<[u8]>::first).is_some_and(|state| state % 2 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXE: &str = r"C:\Program Files\Plumbline\plumbline.exe";

    #[test]
    fn the_program_of_a_command_is_found_with_and_without_quotes() {
        let command = new_command(Path::new(EXE)).unwrap();
        assert_eq!(command, format!("\"{EXE}\" --background"));
        for command in [&command, EXE, &format!("{EXE} --background"), &format!("  \"{EXE}\"")] {
            assert_eq!(program(command), Some(PathBuf::from(EXE)), "{command}");
        }
        for other in
            ["", "\"", "cmd /c plumbline", r#""C:\Windows\System32\cmd.exe" /c x"#, "ä.exe ü"]
        {
            assert_eq!(program(other), None, "{other}");
        }
        assert_eq!(new_command(Path::new("C:\\a\"b.exe")), None);
    }

    #[test]
    fn another_program_keeps_the_arguments() {
        let moved = Path::new(r"D:\Plumbline\plumbline.exe");
        for (command, arguments) in [
            (format!("\"{EXE}\" --background --no-sandbox"), " --background --no-sandbox"),
            (format!("{EXE} --background"), " --background"),
            (EXE.to_owned(), ""),
        ] {
            let expected = format!("\"{}\"{arguments}", moved.display());
            assert_eq!(with_program(&command, moved), Some(expected), "{command}");
        }
        assert_eq!(with_program("cmd /c plumbline", moved), None);
    }

    #[test]
    fn the_task_manager_can_switch_the_entry_off() {
        assert!(!is_switched_off(None));
        assert!(!is_switched_off(Some(&[])));
        // As Windows 10 and 11 write it; the rest is the time of the change.
        assert!(!is_switched_off(Some(&[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])));
        assert!(is_switched_off(Some(&[3, 0, 0, 0, 0x4C, 0x9A, 0x2E, 0x5D, 1, 2, 3, 4])));
    }
}
