//! The text of an autostart entry, by the Desktop Entry Specification 1.5.

use super::BACKGROUND;

const GROUP: &str = "[Desktop Entry]";

/// Runs its first argument with the others. Used for paths that may not be the first word of `Exec`.
const RUN_ARGUMENTS: &str = r#"exec "$0" "$@""#;

/// The entry that starts the program at `exe`, without a window. `None` for a path that an entry cannot
/// express.
pub(super) fn new_entry(exe: &str) -> Option<String> {
    let command = written(&[exe.replace('%', "%%"), BACKGROUND.to_owned()], 0)?;
    // `TryExec`: a package that is removed cannot remove the entries of its users. The desktop then ignores them.
    let needed = escaped(exe);
    Some(format!(
        "{GROUP}\nType=Application\nName=Plumbline\n\
         Comment=Watches your posture through the webcam\nTryExec={needed}\nExec={command}\n\
         Icon=plumbline\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
    ))
}

/// Whether the entry `text` is switched on: it has a command, is neither hidden nor switched off, and is
/// meant for one of the running `desktops` (`XDG_CURRENT_DESKTOP`).
pub(super) fn is_on(text: &str, desktops: &[&str]) -> bool {
    let is_here = |list: &str| list.split(';').any(|name| desktops.contains(&name));
    let mut has_command = false;
    for (key, value) in keys(text) {
        match (key, value) {
            ("Hidden", "true") | ("X-GNOME-Autostart-enabled", "false") => return false,
            ("OnlyShowIn", list) if !is_here(list) => return false,
            ("NotShowIn", list) if is_here(list) => return false,
            ("Exec", _) => has_command = true,
            _ => {}
        }
    }
    has_command
}

/// The program that the entry `text` starts. `None` if it is not recognised, because the person has
/// written another command.
pub(super) fn program(text: &str) -> Option<String> {
    let words = words(value(text, "Exec")?)?;
    Some(words[program_position(&words)?].replace("%%", "%"))
}

/// The file that has to exist for the entry `text` to be used, if it names one.
pub(super) fn needed_file(text: &str) -> Option<String> {
    value(text, "TryExec").map(unescaped)
}

/// The entry `text` with another program. Its arguments and everything else stay. `None` if
/// [`program`] is `None`, or for a path that an entry cannot express.
pub(super) fn with_program(text: &str, exe: &str) -> Option<String> {
    let mut words = words(value(text, "Exec")?)?;
    let at = program_position(&words)?;
    words[at] = exe.replace('%', "%%");
    let command = written(&words, at)?;
    let is_group = |line: &str| line.trim() == GROUP;
    let mut is_inside = false;
    let mut changed = String::new();
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            is_inside = is_group(line);
        }
        let key = line.split_once('=').map(|(key, _)| key.trim());
        match key.filter(|_| is_inside) {
            Some("Exec") => changed.push_str(&format!("Exec={command}\n")),
            Some("TryExec") => changed.push_str(&format!("TryExec={}\n", escaped(exe))),
            _ => changed.push_str(line),
        }
    }
    Some(changed)
}

/// Keys and values of the group `[Desktop Entry]`.
fn keys(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines()
        .map(str::trim)
        .skip_while(|line| *line != GROUP)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.trim_end(), value.trim_start()))
}

fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    keys(text).find_map(|(found, value)| (found == key).then_some(value))
}

/// Position of the program in the words of a command: before its first option. `None` for a command in
/// one word of a shell (`sh -c "sleep 9; plumbline"`).
fn program_position(words: &[String]) -> Option<usize> {
    match words.iter().position(|word| word.starts_with("--")) {
        Some(option) => option.checked_sub(1),
        None => (words.len() == 1).then_some(0),
    }
}

/// `words` as a value of `Exec`, with the program at the position `at`. `None` if the program is no
/// absolute path, or has a control character.
fn written(words: &[String], at: usize) -> Option<String> {
    let exe = words.get(at)?;
    if !exe.starts_with('/') || words.iter().any(|word| word.chars().any(char::is_control)) {
        return None;
    }
    let mut written = Vec::new();
    // The first word may not contain `=`. It may contain `%%`, but GLib then looks for a program with
    // `%%` in its name.
    if at == 0 && exe.contains(['=', '%']) {
        written.extend(["/bin/sh".to_owned(), "-c".to_owned(), quoted(RUN_ARGUMENTS)]);
    }
    written.extend(words.iter().map(|word| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.,/:=+@%".contains(c);
        // A path is always quoted, so that entries look alike.
        if !word.is_empty() && !word.starts_with('/') && word.chars().all(is_plain) {
            word.clone()
        } else {
            quoted(word)
        }
    }));
    Some(escaped(&written.join(" ")))
}

/// `word` as a quoted argument of `Exec`, before it is escaped as a string of the file.
fn quoted(word: &str) -> String {
    let mut argument = String::from("\"");
    for c in word.chars() {
        if matches!(c, '"' | '`' | '$' | '\\') {
            argument.push('\\');
        }
        argument.push(c);
    }
    argument.push('"');
    argument
}

/// `text` as a value of type string.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
}

/// The text of a value of type string.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('s')) => text.push(' '),
            ('\\', Some('n')) => text.push('\n'),
            ('\\', Some('t')) => text.push('\t'),
            ('\\', Some('r')) => text.push('\r'),
            ('\\', Some('\\')) => text.push('\\'),
            ('\\', Some(other)) => text.extend(['\\', other]),
            (c, _) => text.push(c),
        }
    }
    text
}

/// The words of a value of `Exec`, without quotes. `%` stays as it is, because `%f` is a field code.
/// `None` if a quote is not closed, or without any word.
fn words(exec: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let text = unescaped(exec);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ' | '\t') => words.extend(word.take()),
            (None | Some('"'), '\\') => word.get_or_insert_default().push(chars.next()?),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    if quote.is_some() {
        return None;
    }
    words.extend(word);
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exec_of(exe: &str) -> Option<String> {
        new_entry(exe).map(|text| value(&text, "Exec").unwrap().to_owned())
    }

    #[test]
    fn special_characters_are_quoted_as_the_specification_says() {
        for (path, expected) in [
            ("/opt/my apps/plumbline", r#""/opt/my apps/plumbline" --background"#),
            ("/opt/$x`y`/\"q\"/p", r#""/opt/\\$x\\`y\\`/\\"q\\"/p" --background"#),
            (r"/opt/a\b/p", r#""/opt/a\\\\b/p" --background"#),
            (
                "/opt/100%/p",
                r#"/bin/sh -c "exec \\"\\$0\\" \\"\\$@\\"" "/opt/100%%/p" --background"#,
            ),
            ("/opt/a=b/p", r#"/bin/sh -c "exec \\"\\$0\\" \\"\\$@\\"" "/opt/a=b/p" --background"#),
        ] {
            assert_eq!(exec_of(path).as_deref(), Some(expected));
        }
        for path in ["/opt/a\nb/p", "plumbline", ""] {
            assert_eq!(exec_of(path), None, "{path:?}");
        }
    }

    /// Runs the command of an entry as a desktop does, by the system's shell: after the escapes of the file
    /// and `%%`, the rules for quotes are those of a shell.
    fn run(exec: &str) -> String {
        let command = unescaped(exec).replace("%%", "%");
        let output = std::process::Command::new("sh").args(["-c", &command]).output().unwrap();
        assert!(output.status.success(), "{command}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    #[test]
    fn the_command_of_an_entry_starts_the_program_wherever_it_is() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        for name in ["a b", "100%", "50%f", "a=b", "it's \"q\"", "$HOME `x`", r"back\slash", "日本"]
        {
            let place = folder.path().join(name);
            std::fs::create_dir(&place).unwrap();
            let exe = place.join("plumbline");
            std::fs::write(&exe, "#!/bin/sh\nprintf '%s|' \"$0\" \"$@\"\n").unwrap();
            std::fs::set_permissions(&exe, std::fs::Permissions::from_mode(0o700)).unwrap();
            let exe = exe.to_str().unwrap();
            assert_eq!(run(&exec_of(exe).unwrap()), format!("{exe}|--background|"));
        }
    }

    #[test]
    fn an_entry_that_the_desktop_has_switched_off_is_off() {
        let on = "[Desktop Entry]\nType=Application\nExec=plumbline\n";
        assert!(is_on(on, &[]));
        assert!(is_on(&format!("{on}[Desktop Action x]\nHidden=true\n"), &[]));
        for off in [
            &format!("{on}Hidden=true\n"),
            &format!("{on}Hidden = true \r\n"),
            &format!("{on}X-GNOME-Autostart-enabled = false\n"),
            &format!("{on}OnlyShowIn=KDE;XFCE;\n"),
            &format!("{on}NotShowIn=ubuntu;\n"),
            "[Other]\nExec=plumbline\n",
            "[Desktop Entry]\n#Exec=plumbline\n",
            "",
        ] {
            assert!(!is_on(off, &["ubuntu", "GNOME"]), "{off}");
        }
        assert!(is_on(&format!("{on}OnlyShowIn=GNOME;\nNotShowIn=KDE;\n"), &["ubuntu", "GNOME"]));
    }

    #[test]
    fn another_program_leaves_the_rest_of_the_entry_as_the_person_has_written_it() {
        let text = "# mine\n[Desktop Entry]\nName=Plumbline\nName[de]=Lot\n\
                    Exec=env LANG=de \"/old/plumb line\" --source camera:1 --background %u\n\
                    TryExec=/old/plumb line\nX-GNOME-Autostart-Delay=20\n\
                    [Desktop Action x]\nExec=/old/x\n";
        assert_eq!(program(text).as_deref(), Some("/old/plumb line"));
        assert_eq!(needed_file(text).as_deref(), Some("/old/plumb line"));
        let expected = text
            .replace("\"/old/plumb line\"", "\"/new/100%%/p\"")
            .replace("TryExec=/old/plumb line", "TryExec=/new/100%/p");
        assert_eq!(with_program(text, "/new/100%/p").unwrap(), expected);
    }

    #[test]
    fn a_command_of_the_person_is_not_taken_for_a_program() {
        for exec in
            ["sh -c \"sleep 9; /opt/p --background\"", "flatpak run x", "\"/opt/p", "--background"]
        {
            let text = format!("[Desktop Entry]\nExec={exec}\n");
            assert_eq!(program(&text), None, "{exec}");
            assert_eq!(with_program(&text, "/new"), None);
        }
    }

    proptest! {
        #[test]
        fn the_program_of_an_entry_is_read_as_it_was_written(
            path in "/[a-zA-Z0-9 %=\"'`$\\\\~&;<>|*?#()\u{e4}\u{65e5}-]{1,30}",
            moved in "/[a-zA-Z0-9 %=\"'`$\\\\~]{1,30}",
        ) {
            let text = new_entry(&path).unwrap();
            prop_assert_eq!(program(&text), Some(path));
            let text = with_program(&text, &moved).unwrap();
            prop_assert_eq!(program(&text), Some(moved));
            let options = words(value(&text, "Exec").unwrap()).unwrap();
            prop_assert_eq!(options.last().map(String::as_str), Some(BACKGROUND));
        }
    }
}
