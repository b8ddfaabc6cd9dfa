//! The text of a launch agent of macOS, a property list (Apple, "launchd.plist").

use super::BACKGROUND;

/// Name of the agent and of its file.
pub(super) const LABEL: &str = "org.plumbline.Plumbline";

/// The agent that starts the program at `exe` at login, without a window.
pub(super) fn new_agent(exe: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>{LABEL}</string>
  <key>ProgramArguments</key>
  <array>
    <string>{}</string>
    <string>{BACKGROUND}</string>
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>ProcessType</key>
  <string>Interactive</string>
</dict>
</plist>
"#,
        escaped(exe)
    )
}

/// The program that the agent `text` starts. `None` if it is not recognised, because the person has written another one.
pub(super) fn program(text: &str) -> Option<String> {
    let arguments = text.split("<key>ProgramArguments</key>").nth(1)?;
    let first = arguments.split("<string>").nth(1)?.split("</string>").next()?;
    Some(unescaped(first))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_in_its_agent() {
        for exe in ["/Applications/Plumbline.app/Contents/MacOS/plumbline", "/tmp/a & <b>/&lt;"] {
            let text = new_agent(exe);
            assert_eq!(program(&text).as_deref(), Some(exe));
            assert!(text.contains("<string>--background</string>"), "{text}");
        }
        assert_eq!(program("<plist/>"), None);
    }
}
