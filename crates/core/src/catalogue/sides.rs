//! Names of the sides in the texts of the catalogue.
//!
//! `{side}` is the side that is stretched and `{other}` the opposite one: "your {side} shoulder". A language in which
//! "left" has several forms gives both forms: `{side:linke|rechte}`, left first.

use crate::body::Side;

/// A part of a text.
enum Part<'a> {
    Plain(&'a str),
    /// The name of a side: of the stretched one, or of the opposite one.
    Name {
        is_other: bool,
        /// The forms for left and right.
        forms: (&'a str, &'a str),
    },
    /// Braces that are neither of the two.
    Unknown,
}

/// `text` split at its placeholders.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let (plain, from_brace) = rest.split_at(start);
        parts.push(Part::Plain(plain));
        let Some((inner, after)) = from_brace.strip_prefix('{').and_then(|r| r.split_once('}'))
        else {
            parts.push(Part::Unknown);
            return parts;
        };
        parts.push(named(inner).unwrap_or(Part::Unknown));
        rest = after;
    }
    parts.push(Part::Plain(rest));
    parts
}

fn named(inner: &str) -> Option<Part<'_>> {
    let (name, forms) = match inner.split_once(':') {
        None => (inner, (Side::Left.word(), Side::Right.word())),
        Some((name, forms)) => (name, forms.split_once('|')?),
    };
    let is_plain = |form: &str| !form.is_empty() && !form.contains(['{', '|']);
    if !is_plain(forms.0) || !is_plain(forms.1) {
        return None;
    }
    match name {
        "side" => Some(Part::Name { is_other: false, forms }),
        "other" => Some(Part::Name { is_other: true, forms }),
        _ => None,
    }
}

/// `text` with the names of the sides, when `stretched` is the side that is stretched.
#[must_use]
pub(super) fn filled(text: &str, stretched: Side) -> String {
    let parts = parts(text);
    let words = parts.iter().map(|part| match part {
        Part::Plain(plain) => plain,
        Part::Name { is_other, forms } => {
            match if *is_other { stretched.other() } else { stretched } {
                Side::Left => forms.0,
                Side::Right => forms.1,
            }
        }
        // The validation refuses a text with such a part.
        Part::Unknown => "",
    });
    words.collect()
}

/// Whether `text` names a side.
#[must_use]
pub(super) fn names_side(text: &str) -> bool {
    parts(text).iter().any(|part| matches!(part, Part::Name { .. }))
}

/// Whether `text` has braces that are not the name of a side.
#[must_use]
pub(super) fn has_unknown(text: &str) -> bool {
    parts(text).iter().any(|part| matches!(part, Part::Unknown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sides_are_named_in_the_given_forms() {
        let both = |text| (filled(text, Side::Left), filled(text, Side::Right));
        let english = "Turn to the {side}, away from the {other} arm.";
        assert_eq!(both(english).0, "Turn to the left, away from the right arm.");
        assert_eq!(both(english).1, "Turn to the right, away from the left arm.");
        let german = "Senke die {side:linke|rechte} Schulter, hebe den {other:linken|rechten} Arm";
        assert_eq!(both(german).0, "Senke die linke Schulter, hebe den rechten Arm");
        assert_eq!(both(german).1, "Senke die rechte Schulter, hebe den linken Arm");
        assert_eq!(both("Stand tall.").0, "Stand tall.");
        assert!(names_side(english) && names_side(german) && !names_side("Stand tall."));
    }

    #[test]
    fn other_braces_are_found() {
        for text in [
            "{sidewards}",
            "{side",
            "side}",
            "{}",
            "{side:links}",
            "{side:a|}",
            "{side:a|b|c}",
            "{{side}}",
        ] {
            assert!(has_unknown(text), "{text}");
        }
        assert!(!has_unknown("{side} {other:à gauche|à droite}"));
    }
}
