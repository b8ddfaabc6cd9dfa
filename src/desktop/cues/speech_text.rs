//! Text for the voices of Windows, in the XML of their interface (SAPI 5).

/// `words` for a voice of `language` (`de`, `pt`). Windows uses its own voice if it has none of that language.
pub(super) fn marked_up(words: &str, language: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    match language_id(language) {
        Some(id) => format!("<lang langid=\"{id:x}\">{words}</lang>"),
        None => words,
    }
}

/// Number of a language and its main country. Source: Microsoft, "Windows Language Code Identifier Reference" (MS-LCID).
fn language_id(language: &str) -> Option<u16> {
    match language.split(['-', '_']).next()? {
        "en" => Some(0x409),
        "de" => Some(0x407),
        "es" => Some(0x40A),
        "fr" => Some(0x40C),
        "pt" => Some(0x416),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spoken_in_their_language_and_are_no_markup() {
        assert_eq!(marked_up("Kinn < 2 cm", "de"), "<lang langid=\"407\">Kinn &lt; 2 cm</lang>");
        assert_eq!(marked_up("a & b", "xx"), "a &amp; b");
        assert_eq!(marked_up("queixo", "pt-BR"), "<lang langid=\"416\">queixo</lang>");
    }
}
