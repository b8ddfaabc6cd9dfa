//! The content of a notification of Windows, in its XML. Source: Microsoft, "Toast content schema".

use super::{Notice, NoticeAction};

/// The text of `notice` as a toast. Buttons and a click on it report the key of their action.
pub(super) fn xml(notice: &Notice) -> String {
    let buttons: String = notice
        .actions
        .iter()
        .map(|action| {
            format!(
                r#"<action content="{}" arguments="{}" activationType="foreground"/>"#,
                escaped(action.label()),
                action.key()
            )
        })
        .collect();
    let audio = if notice.with_sound {
        r#"<audio src="ms-winsoundevent:Notification.Default"/>"#
    } else {
        r#"<audio silent="true"/>"#
    };
    format!(
        r#"<toast launch="{}"><visual><binding template="ToastGeneric"><text>{}</text><text>{}</text></binding></visual><actions>{buttons}</actions>{audio}</toast>"#,
        NoticeAction::Open.key(),
        escaped(&notice.title),
        escaped(&notice.body),
    )
}

/// `text` inside an element or an attribute. Characters that XML 1.0 cannot contain are left out.
fn escaped(text: &str) -> String {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | '\r') || !c.is_control();
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter(is_allowed) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(title: &str, actions: &[NoticeAction], with_sound: bool) -> Notice {
        Notice {
            title: title.into(),
            body: "3 cm & more".into(),
            actions: actions.into(),
            with_sound,
        }
    }

    #[test]
    fn every_button_reports_its_action() {
        let text = xml(&notice("Head", &NoticeAction::ALL, false));
        for action in NoticeAction::ALL {
            let button =
                format!(r#"<action content="{}" arguments="{}""#, action.label(), action.key());
            assert!(text.contains(&button), "{button} in {text}");
            assert_eq!(NoticeAction::with_key(action.key()), Some(action));
        }
        assert!(text.contains(r#"<toast launch="open">"#), "{text}");
        assert_eq!(NoticeAction::with_key("inline-reply"), None);
    }

    #[test]
    fn text_cannot_become_markup() {
        let text = xml(&notice("<b>\"it's\"</b>\u{0}\u{b}", &[], true));
        assert!(text.contains("<text>&lt;b&gt;&quot;it&apos;s&quot;&lt;/b&gt;</text>"), "{text}");
        assert!(text.contains("<text>3 cm &amp; more</text><"), "{text}");
    }

    #[test]
    fn a_notification_is_silent_unless_the_person_wants_a_sound() {
        assert!(xml(&notice("", &[], false)).contains(r#"<audio silent="true"/>"#));
        assert!(!xml(&notice("", &[], true)).contains("silent"));
    }
}
