use serde_json::json;

use super::*;

fn node(id: u32, state: &str, props: &Value) -> Value {
    json!({
        "id": id, "type": "PipeWire:Interface:Node", "version": 3, "permissions": ["r", "x", "m"],
        "info": {
            "max-input-ports": 65, "max-output-ports": 0, "change-mask": ["state", "props"],
            "n-input-ports": 1, "n-output-ports": 0, "state": state, "error": null,
            "props": props, "params": { "EnumFormat": [], "Props": [{ "volume": 1.0, "mute": false }] }
        }
    })
}

fn link(id: u32, from: u32, to: u32) -> Value {
    json!({
        "id": id, "type": "PipeWire:Interface:Link", "version": 3,
        "info": {
            "output-node-id": from, "output-port-id": 90, "input-node-id": to, "input-port-id": 91,
            "state": "active", "error": null, "format": {}, "props": { "link.output.node": from }
        }
    })
}

fn client(id: u32, pid: u32, name: &str) -> Value {
    json!({
        "id": id, "type": "PipeWire:Interface:Client", "version": 3,
        "info": { "change-mask": ["props"], "props": {
            "pipewire.protocol": "protocol-native", "pipewire.sec.pid": pid,
            "application.name": name, "object.id": id
        } }
    })
}

/// An idle desktop: the core, a microphone, loudspeakers, a camera, metadata.
fn desktop() -> Vec<Value> {
    vec![
        json!({ "id": 0, "type": "PipeWire:Interface:Core", "version": 4,
                "info": { "cookie": 1_876_001, "user-name": "me", "props": { "core.daemon": true } } }),
        json!({ "id": 31, "type": "PipeWire:Interface:Metadata", "version": 3,
                "props": { "metadata.name": "settings" },
                "metadata": [{ "subject": 0, "key": "log.level", "type": "", "value": 2 }] }),
        json!({ "id": 33, "type": "PipeWire:Interface:Port", "info": null }),
        node(
            50,
            "suspended",
            &json!({ "media.class": "Audio/Source",
            "node.name": "alsa_input.pci-0000_00_1f.3.analog-stereo", "device.api": "alsa" }),
        ),
        node(
            51,
            "running",
            &json!({ "media.class": "Audio/Sink",
            "node.name": "alsa_output.pci-0000_00_1f.3.analog-stereo", "device.api": "alsa" }),
        ),
        node(
            52,
            "suspended",
            &json!({ "media.class": "Video/Source", "media.role": "Camera",
            "device.api": "v4l2", "node.name": "v4l2_input.pci-0000_00_14.0-usb-0_8_1.0" }),
        ),
    ]
}

fn parsed(extra: Vec<Value>) -> Streams {
    let mut objects = desktop();
    objects.extend(extra);
    parse(&Value::Array(objects).to_string(), 4242).unwrap()
}

#[test]
fn an_idle_desktop_is_not_busy() {
    assert_eq!(parsed(Vec::new()), Streams::default());
    assert_eq!(parse("error: can't connect: Host is down", 1), None);
}

#[test]
fn a_call_uses_the_microphone() {
    let call = json!({ "media.class": "Stream/Input/Audio", "application.name": "Firefox",
        "application.process.id": "2311", "node.name": "Firefox", "media.name": "AudioStream" });
    let streams = parsed(vec![node(80, "running", &call), link(81, 50, 80)]);
    assert_eq!(streams, Streams { microphone: true, ..Streams::default() });
    // Also before the links appear; not while the stream is paused.
    assert!(parsed(vec![node(80, "running", &call)]).microphone);
    assert!(!parsed(vec![node(80, "idle", &call), link(81, 50, 80)]).microphone);
}

#[test]
fn meters_recordings_of_the_loudspeakers_and_our_own_streams_are_not_calls() {
    let audio = |more: Value| {
        let mut props = json!({ "media.class": "Stream/Input/Audio" });
        props.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        props
    };
    for props in [
        json!({ "application.name": "PulseAudio Volume Control", "media.name": "Peak detect" }),
        json!({ "application.name": "Some mixer", "stream.monitor": true }),
        json!({ "application.name": "Some mixer", "stream.monitor": "true" }),
        json!({ "node.name": "cava", "stream.capture.sink": "true" }),
        json!({ "application.id": "org.gnome.Settings", "node.name": "Settings" }),
        json!({ "application.process.id": 4242 }),
        json!({ "client.id": 70 }),
    ] {
        let streams =
            parsed(vec![client(70, 4242, "plumbline"), node(80, "running", &audio(props.clone()))]);
        assert!(!streams.microphone, "{props}");
    }
    let recorder = node(80, "running", &audio(json!({ "application.name": "OBS" })));
    assert!(!parsed(vec![recorder, link(81, 51, 80)]).microphone);
}

#[test]
fn a_camera_and_a_shared_screen_are_distinguished() {
    let viewer =
        json!({ "media.class": "Stream/Input/Video", "node.name": "Firefox", "client.id": 71 });
    let camera = vec![client(71, 2311, "Firefox"), node(80, "running", &viewer), link(82, 52, 80)];
    assert_eq!(parsed(camera), Streams { camera_elsewhere: true, ..Streams::default() });

    let gnome = json!({ "media.class": "Stream/Output/Video", "node.name": "gnome-shell",
        "media.name": "meta-screen-cast-src" });
    let kde = json!({ "media.class": "Video/Source", "node.name": "kwin_wayland" });
    let nameless = json!({ "media.class": "Video/Source", "client.id": 72 });
    for source in [gnome, kde, nameless] {
        let streams = parsed(vec![
            client(72, 900, "xdg-desktop-portal-wlr"),
            node(79, "running", &source),
            node(80, "running", &viewer),
            link(82, 79, 80),
        ]);
        assert_eq!(streams, Streams { screen_shared: true, ..Streams::default() }, "{source}");
    }
}
