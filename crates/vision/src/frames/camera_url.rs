//! Address of a network camera. It may contain a password, which is never printed.

use std::fmt;

/// The `http://` address of a network camera.
///
/// It is shown without the user name, the password and query values that may be secret.
#[derive(Clone, PartialEq, Eq)]
pub struct CameraUrl(String);

/// Replaces a secret in a shown address.
const HIDDEN: &str = "…";

/// Query parameters whose values are shown, because they choose the camera or the picture and are
/// never secret. Every other value may be a password, a token or a user name.
const SHOWN_PARAMETERS: &[&str] = &[
    "action",
    "camera",
    "cam",
    "ch",
    "channel",
    "chn",
    "fps",
    "framerate",
    "height",
    "profile",
    "quality",
    "res",
    "resolution",
    "size",
    "stream",
    "subtype",
    "width",
];

/// Maximum length of a shown query value. Product choice: shorter than usual tokens.
const LONGEST_SHOWN_VALUE: usize = 16;

impl CameraUrl {
    pub(crate) fn new(url: &str) -> Self {
        Self(url.to_owned())
    }

    /// The whole address, with its secrets.
    #[must_use]
    pub fn with_secrets(&self) -> &str {
        &self.0
    }

    /// `text` without the secrets of this address, for example a message of the HTTP library.
    pub(crate) fn hide_in(&self, text: &str) -> String {
        let mut shown = text.replace(&self.0, &self.to_string());
        let (rest, query) = self.0.split_once('?').unwrap_or((&self.0, ""));
        let user = rest.rsplit_once('@').map_or("", |(user, _)| user);
        let user = user.split_once("://").map_or(user, |(_, user)| user);
        for secret in [user, query].into_iter().filter(|secret| !secret.is_empty()) {
            shown = shown.replace(secret, HIDDEN);
        }
        shown
    }
}

/// `text` without secrets if it is the address of a network camera; otherwise unchanged.
#[must_use]
pub fn without_secrets(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    // A password may contain an unescaped `/` or `?`, so everything before the last `@` is hidden.
    let (user, rest) = match rest.rsplit_once('@') {
        Some((_, rest)) => (format!("{HIDDEN}@"), rest),
        None => (String::new(), rest),
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, format!("?{}", shown_query(query))),
        None => (rest, String::new()),
    };
    format!("{scheme}://{user}{path}{query}")
}

fn shown_query(query: &str) -> String {
    let shown = |parameter: &str| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let is_shown = SHOWN_PARAMETERS.contains(&name.to_ascii_lowercase().as_str())
            && value.len() <= LONGEST_SHOWN_VALUE;
        match (is_shown, parameter.contains('=')) {
            (true, _) => parameter.to_owned(),
            (false, true) => format!("{name}={HIDDEN}"),
            (false, false) => HIDDEN.to_owned(),
        }
    };
    query.split('&').map(shown).collect::<Vec<_>>().join("&")
}

impl fmt::Display for CameraUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&without_secrets(&self.0))
    }
}

impl fmt::Debug for CameraUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CameraUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown_and_the_camera_can_still_be_recognised() {
        for (url, shown) in [
            ("http://10.0.0.7:8080/video", "http://10.0.0.7:8080/video"),
            ("http://cam/?action=stream", "http://cam/?action=stream"),
            ("http://anna:hunter2@cam:81/video", "http://…@cam:81/video"),
            ("http://anna@cam/video", "http://…@cam/video"),
            ("http://anna:p@ss@cam/video", "http://…@cam/video"),
            ("http://anna:hun/ter2@cam/video", "http://…@cam/video"),
            ("http://anna:hun?ter2@cam/video", "http://…@cam/video"),
            ("http://cam/video?camera=1&token=hunter2", "http://cam/video?camera=1&token=…"),
            ("http://cam/video?user=anna&PWD=hunter2", "http://cam/video?user=…&PWD=…"),
            ("http://cam/video?hunter2", "http://cam/video?…"),
            ("http://cam/video?channel=hunter2hunter2hunter2", "http://cam/video?channel=…"),
            ("http://cam/video#hunter2", "http://cam/video"),
        ] {
            let address = CameraUrl::new(url);
            assert_eq!(address.to_string(), shown);
            assert_eq!(address.with_secrets(), url);
            assert!(!format!("{address:?}").contains("hunter2"));
        }
        assert_eq!(without_secrets("Integrated Camera"), "Integrated Camera");
    }

    #[test]
    fn secrets_are_removed_from_messages_of_libraries() {
        let url = CameraUrl::new("http://anna:hunter2@cam/video?token=swordfish");
        for message in [
            "bad uri: http://anna:hunter2@cam/video?token=swordfish",
            "no route to anna:hunter2@cam",
            "GET /video?token=swordfish",
        ] {
            let shown = url.hide_in(message);
            assert!(!shown.contains("hunter2") && !shown.contains("swordfish"), "{shown}");
        }
        assert_eq!(CameraUrl::new("http://cam/").hide_in("timeout"), "timeout");
    }
}
