//! Programs that record sound, a camera or the screen, from the output of `pw-dump`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

/// Media in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Streams {
    pub(super) microphone: bool,
    pub(super) camera_elsewhere: bool,
    pub(super) screen_shared: bool,
}

/// Programs that record only to draw a level meter.
const METERS: [&str; 5] =
    ["pavucontrol", "gnome-control-center", "org.gnome.settings", "volume control", "pwvucontrol"];
/// Programs that provide screen content: compositors and their portals.
const SCREENS: [&str; 8] = [
    "xdg-desktop-portal",
    "gnome-shell",
    "mutter",
    "kwin",
    "screen-cast",
    "screencast",
    "muffin",
    "gamescope",
];

#[derive(Deserialize)]
struct Object {
    id: u32,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    info: Option<Info>,
}

#[derive(Deserialize)]
struct Info {
    #[serde(default)]
    state: Option<Value>,
    #[serde(default)]
    props: Option<Map<String, Value>>,
    #[serde(default, rename = "output-node-id")]
    from: Option<u32>,
    #[serde(default, rename = "input-node-id")]
    to: Option<u32>,
}

impl Info {
    /// A property as text; PipeWire writes numbers and booleans with and without quotes.
    fn prop(&self, name: &str) -> String {
        match self.props.as_ref().and_then(|props| props.get(name)) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        }
    }

    fn is_set(&self, name: &str) -> bool {
        matches!(self.prop(name).as_str(), "true" | "1")
    }

    /// Whether one of the properties that name a program contains one of `words`.
    fn is_named(&self, words: &[&str]) -> bool {
        [
            "application.name",
            "application.id",
            "application.process.binary",
            "node.name",
            "media.name",
        ]
        .into_iter()
        .map(|name| self.prop(name).to_lowercase())
        .any(|name| words.iter().any(|word| name.contains(word)))
    }
}

/// Parses a dump; `None` if it is not valid.
pub(super) fn parse(dump: &str, own_pid: u32) -> Option<Streams> {
    let objects: Vec<Object> = serde_json::from_str(dump).ok()?;
    let mut graph = Graph { own_pid: own_pid.to_string(), ..Graph::default() };
    for object in &objects {
        let Some(info) = &object.info else { continue };
        match object.kind.as_str() {
            "PipeWire:Interface:Node" => drop(graph.nodes.insert(object.id, info)),
            "PipeWire:Interface:Client" => drop(graph.clients.insert(object.id, info)),
            "PipeWire:Interface:Link" => graph.links.extend(info.from.zip(info.to)),
            _ => {}
        }
    }
    Some(graph.streams())
}

#[derive(Default)]
struct Graph<'a> {
    own_pid: String,
    nodes: BTreeMap<u32, &'a Info>,
    clients: BTreeMap<u32, &'a Info>,
    /// Pairs of source node and target node.
    links: Vec<(u32, u32)>,
}

impl Graph<'_> {
    fn streams(&self) -> Streams {
        let mut streams = Streams::default();
        for (&id, node) in &self.nodes {
            let is_running = node.state.as_ref().and_then(Value::as_str) == Some("running");
            if !is_running || self.is_own(node) {
                continue;
            }
            match node.prop("media.class").as_str() {
                "Stream/Input/Audio" => streams.microphone |= self.records_microphone(id, node),
                "Stream/Input/Video" => {
                    if self.sources(id).any(|source| self.is_screen(source)) {
                        streams.screen_shared = true;
                    } else {
                        streams.camera_elsewhere = true;
                    }
                }
                _ => {}
            }
        }
        streams
    }

    /// Client that owns `node`.
    fn client(&self, node: &Info) -> Option<&Info> {
        self.clients.get(&node.prop("client.id").parse().ok()?).copied()
    }

    fn is_own(&self, node: &Info) -> bool {
        node.prop("application.process.id") == self.own_pid
            || self.client(node).is_some_and(|client| {
                client.prop("pipewire.sec.pid") == self.own_pid
                    || client.prop("application.process.id") == self.own_pid
            })
    }

    /// Nodes linked to the input of the node `id`.
    fn sources(&self, id: u32) -> impl Iterator<Item = &Info> {
        let links = self.links.iter().filter(move |(_, to)| *to == id);
        links.filter_map(|(from, _)| self.nodes.get(from).copied())
    }

    /// Whether the stream records a microphone: not a level meter, and not the output of the
    /// loudspeakers or of another program.
    fn records_microphone(&self, id: u32, node: &Info) -> bool {
        if node.is_set("stream.monitor")
            || node.is_set("stream.capture.sink")
            || node.prop("media.name").eq_ignore_ascii_case("peak detect")
            || node.is_named(&METERS)
        {
            return false;
        }
        let mut sources = self.sources(id).peekable();
        sources.peek().is_none()
            || sources.any(|source| {
                let class = source.prop("media.class");
                !class.starts_with("Audio/Sink") && !class.starts_with("Stream/Output")
            })
    }

    fn is_screen(&self, source: &Info) -> bool {
        // A camera is never a screen, even if a portal provides it.
        let is_camera = source.prop("media.role") == "Camera"
            || ["v4l2", "libcamera"].contains(&source.prop("device.api").as_str());
        !is_camera
            && (source.is_named(&SCREENS)
                || self.client(source).is_some_and(|client| client.is_named(&SCREENS)))
    }
}

#[cfg(test)]
mod tests;
