//! Chimes and spoken cues for a user who is away from the screen.
//!
//! One thread plays the cues; callers never block. The audio device is opened for a chime and
//! closed shortly after.

#[cfg(not(windows))]
mod speech;
#[cfg(any(windows, test))]
mod speech_text;
#[cfg(windows)]
mod voice;

use crate::text::t;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use parking_lot::Mutex;

use rodio::source::{SineWave, Source};
use rodio::{DeviceSinkBuilder, MixerDeviceSink};
#[cfg(not(windows))]
use speech::say;
#[cfg(windows)]
use voice::say;

/// An audible cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// The hold started to count.
    Begun,
    /// The hold stopped counting.
    Lost,
    /// Change to the other side or the next stretch.
    Change,
    /// The session is finished.
    Over,
    /// Text to speak.
    Say(String),
}

/// Tones of a chime: frequency in hertz and duration in seconds.
fn tones(cue: &Cue) -> &'static [(f32, f32)] {
    match cue {
        Cue::Begun => &[(659.3, 0.12), (880.0, 0.25)],
        Cue::Lost => &[(440.0, 0.12), (329.6, 0.25)],
        Cue::Change => &[(659.3, 0.18), (659.3, 0.18)],
        Cue::Over => &[(523.3, 0.15), (659.3, 0.15), (784.0, 0.4)],
        Cue::Say(_) => &[],
    }
}

/// Amplitude of the chimes, 0 to 1: audible, but quiet enough for an office.
const VOLUME: f32 = 0.12;

/// Close the audio device after this long without a sound.
const CLOSE_DEVICE_AFTER: Duration = Duration::from_secs(3);

/// Plays cues on its own thread.
pub(crate) struct CuePlayer {
    cues: Sender<Cue>,
    problem: Arc<Mutex<Option<String>>>,
}

impl CuePlayer {
    /// Starts the thread.
    ///
    /// # Errors
    /// If the operating system cannot start a thread.
    pub(crate) fn start() -> std::io::Result<Self> {
        let (cues, inbox) = channel();
        let problem = Arc::default();
        let shared = Arc::clone(&problem);
        std::thread::Builder::new().name("cues".into()).spawn(move || run(&inbox, &shared))?;
        Ok(Self { cues, problem })
    }

    /// Queues `cue` after the cues already queued.
    pub(crate) fn play(&self, cue: Cue) {
        if self.cues.send(cue).is_err() {
            tracing::debug!("the cue thread has ended");
        }
    }

    /// Why the last cue could not be played, if it failed.
    #[must_use]
    pub(crate) fn problem(&self) -> Option<String> {
        self.problem.lock().clone()
    }
}

fn run(inbox: &Receiver<Cue>, problem: &Mutex<Option<String>>) {
    let mut device: Option<MixerDeviceSink> = None;
    loop {
        let wait = if device.is_some() { CLOSE_DEVICE_AFTER } else { Duration::from_secs(3_600) };
        let cue = match inbox.recv_timeout(wait) {
            Ok(cue) => cue,
            Err(RecvTimeoutError::Timeout) => {
                device = None;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let played = match &cue {
            Cue::Say(words) => say(words),
            chime => play_chime(&mut device, tones(chime)),
        };
        if let Err(why) = &played {
            tracing::warn!(%why, "a cue could not be played");
        }
        *problem.lock() = played.err();
    }
}

fn play_chime(device: &mut Option<MixerDeviceSink>, tones: &[(f32, f32)]) -> Result<(), String> {
    let device = match device {
        Some(device) => device,
        None => {
            let mut opened = DeviceSinkBuilder::open_default_sink()
                .map_err(|error| t!("guide-no-sound", error = error.to_string()))?;
            opened.log_on_drop(false);
            device.insert(opened)
        }
    };
    let player = rodio::Player::connect_new(device.mixer());
    for (hertz, seconds) in tones {
        player.append(tone(*hertz, *seconds));
    }
    player.sleep_until_end();
    Ok(())
}

/// One tone with a short fade-in and a fade-out over its whole length.
fn tone(hertz: f32, seconds: f32) -> impl Source + Send + 'static {
    let length = Duration::from_secs_f32(seconds);
    SineWave::new(hertz)
        .take_duration(length)
        .fade_in(Duration::from_millis(8))
        .fade_out(length)
        .amplify(VOLUME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tone_exceeds_the_volume() {
        for cue in [Cue::Begun, Cue::Lost, Cue::Change, Cue::Over] {
            for (hertz, seconds) in tones(&cue) {
                let loudest = tone(*hertz, *seconds).fold(0.0f32, |most, v| most.max(v.abs()));
                assert!((0.5 * VOLUME..=VOLUME).contains(&loudest), "{hertz} Hz: {loudest}");
            }
        }
    }

    #[test]
    fn every_chime_is_short_and_all_chimes_differ() {
        let chimes = [Cue::Begun, Cue::Lost, Cue::Change, Cue::Over];
        for (i, cue) in chimes.iter().enumerate() {
            let seconds: f32 = tones(cue).iter().map(|(_, s)| s).sum();
            assert!((0.1..1.0).contains(&seconds), "{cue:?}");
            assert!(chimes[i + 1..].iter().all(|other| tones(other) != tones(cue)));
        }
    }
}
