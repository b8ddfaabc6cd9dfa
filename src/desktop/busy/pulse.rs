//! Programs that record sound, from the output of `pactl -f json list source-outputs`.

use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
struct SourceOutput {
    /// Paused by the program.
    #[serde(default)]
    corked: bool,
    #[serde(default)]
    resample_method: Option<String>,
    #[serde(default)]
    properties: Map<String, Value>,
}

/// Whether a program other than `own_pid` records; `None` if `list` is not valid.
pub(super) fn parse(list: &str, own_pid: u32) -> Option<bool> {
    let outputs: Vec<SourceOutput> = serde_json::from_str(list).ok()?;
    let own_pid = own_pid.to_string();
    Some(outputs.iter().any(|output| {
        let prop = |name: &str| output.properties.get(name).and_then(Value::as_str).unwrap_or("");
        let is_on = |name: &str| prop(name) == "true";
        // Level meters use the resample method "peaks". The two `stream.*` properties mark a
        // recording of the loudspeakers; only PipeWire's PulseAudio server sets them.
        let is_meter = output.resample_method.as_deref() == Some("peaks")
            || prop("media.name").eq_ignore_ascii_case("peak detect")
            || is_on("stream.monitor")
            || is_on("stream.capture.sink");
        !output.corked && !is_meter && prop("application.process.id") != own_pid
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(corked: bool, method: &str, name: &str, pid: u32) -> String {
        format!(
            r#"[{{"index":12,"driver":"protocol-native.c","owner_module":"9","client":"31",
            "source":1,"sample_specification":"s16le 1ch 48000Hz","channel_map":"mono",
            "format":"pcm","corked":{corked},"mute":false,"volume":{{"mono":{{"value":65536,
            "value_percent":"100%","db":"0.00 dB"}}}},"balance":0.00,"buffer_latency_usec":0.00,
            "source_latency_usec":0.00,"resample_method":"{method}","properties":{{
            "media.name":"{name}","application.name":"x","application.process.id":"{pid}"}}}}]"#
        )
    }

    #[test]
    fn a_recording_counts_unless_paused_a_meter_or_our_own() {
        assert_eq!(parse("[]", 1), Some(false));
        assert_eq!(parse(&list(false, "speex-float-1", "AudioStream", 99), 1), Some(true));
        assert_eq!(parse(&list(true, "speex-float-1", "AudioStream", 99), 1), Some(false));
        assert_eq!(parse(&list(false, "peaks", "AudioStream", 99), 1), Some(false));
        assert_eq!(parse(&list(false, "n/a", "Peak detect", 99), 1), Some(false));
        assert_eq!(parse(&list(false, "copy", "AudioStream", 1), 1), Some(false));
        assert_eq!(parse("Connection failure: Connection refused", 1), None);
    }
}
