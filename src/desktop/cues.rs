//! Sounds and spoken words, for somebody who stands back from the screen.
//!
//! One thread plays them; whoever asks never waits. The sound card is opened for a chime and closed a
//! little later. Words are spoken by speech-dispatcher's own command, which most desktops have for
//! their screen reader.

use crate::text::t;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rodio::source::{SineWave, Source};
use rodio::{DeviceSinkBuilder, MixerDeviceSink};

/// Something to be heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// From now on it counts.
    Begun,
    /// It no longer counts.
    Lost,
    /// The other side, or the next one.
    Change,
    /// All is done.
    Over,
    /// Words.
    Say(String),
}

/// The tones of a chime: hertz and seconds.
fn tones(cue: &Cue) -> &'static [(f32, f32)] {
    match cue {
        Cue::Begun => &[(659.3, 0.12), (880.0, 0.25)],
        Cue::Lost => &[(440.0, 0.12), (329.6, 0.25)],
        Cue::Change => &[(659.3, 0.18), (659.3, 0.18)],
        Cue::Over => &[(523.3, 0.15), (659.3, 0.15), (784.0, 0.4)],
        Cue::Say(_) => &[],
    }
}

/// Loud enough to be heard, quiet enough for an office.
const VOLUME: f32 = 0.12;

/// The sound card is let go of when nothing was to be heard for so long.
const LET_GO: Duration = Duration::from_secs(3);

/// Nothing is spoken for longer than this.
const LONGEST_WORDS: Duration = Duration::from_secs(12);

/// Plays cues on a thread of its own.
pub struct CuePlayer {
    cues: Sender<Cue>,
    problem: Arc<Mutex<Option<String>>>,
}

impl CuePlayer {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the operating system refuses one.
    pub fn start() -> std::io::Result<Self> {
        let (cues, inbox) = channel();
        let problem = Arc::default();
        let told = Arc::clone(&problem);
        std::thread::Builder::new().name("cues".into()).spawn(move || run(&inbox, &told))?;
        Ok(Self { cues, problem })
    }

    /// Plays `cue` as soon as the ones before it are over.
    pub fn play(&self, cue: Cue) {
        if self.cues.send(cue).is_err() {
            tracing::debug!("the cue thread has ended");
        }
    }

    /// Why the last cue was not heard, if so.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.problem.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn run(inbox: &Receiver<Cue>, problem: &Mutex<Option<String>>) {
    let mut card: Option<MixerDeviceSink> = None;
    loop {
        let wait = if card.is_some() { LET_GO } else { Duration::from_secs(3_600) };
        let cue = match inbox.recv_timeout(wait) {
            Ok(cue) => cue,
            Err(RecvTimeoutError::Timeout) => {
                card = None;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let played = match &cue {
            Cue::Say(words) => say(words),
            chime => play_chime(&mut card, tones(chime)),
        };
        if let Err(why) = &played {
            tracing::warn!(%why, "a cue was not heard");
        }
        *problem.lock().unwrap_or_else(PoisonError::into_inner) = played.err();
    }
}

fn play_chime(card: &mut Option<MixerDeviceSink>, tones: &[(f32, f32)]) -> Result<(), String> {
    let card = match card {
        Some(card) => card,
        None => {
            let mut opened = DeviceSinkBuilder::open_default_sink()
                .map_err(|error| t!("player-no-sound", error = error.to_string()))?;
            opened.log_on_drop(false);
            card.insert(opened)
        }
    };
    let player = rodio::Player::connect_new(card.mixer());
    for (hertz, seconds) in tones {
        player.append(tone(*hertz, *seconds));
    }
    player.sleep_until_end();
    Ok(())
}

/// One tone, begun softly and dying away.
fn tone(hertz: f32, seconds: f32) -> impl Source + Send + 'static {
    let length = Duration::from_secs_f32(seconds);
    SineWave::new(hertz)
        .take_duration(length)
        .fade_in(Duration::from_millis(8))
        .fade_out(length)
        .amplify(VOLUME)
}

/// Speaks `words` and waits for the end of them.
fn say(words: &str) -> Result<(), String> {
    let mut speaking = Command::new("spd-say")
        .args(["--wait", "--application-name", "plumbline", "--", words])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => t!("player-no-speech").to_owned(),
            _ => t!("player-not-spoken", error = error.to_string()),
        })?;
    let ended = wait_timeout::ChildExt::wait_timeout(&mut speaking, LONGEST_WORDS)
        .map_err(|error| t!("player-not-spoken", error = error.to_string()))?;
    match ended {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(t!("player-speech-ended", status = status.to_string())),
        None => {
            // It may have ended just now.
            let _ = speaking.kill();
            let _ = speaking.wait();
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tone_is_louder_than_an_office_bears() {
        for cue in [Cue::Begun, Cue::Lost, Cue::Change, Cue::Over] {
            for (hertz, seconds) in tones(&cue) {
                let loudest = tone(*hertz, *seconds).fold(0.0f32, |most, v| most.max(v.abs()));
                assert!((0.5 * VOLUME..=VOLUME).contains(&loudest), "{hertz} Hz: {loudest}");
            }
        }
    }

    #[test]
    fn every_chime_is_short_and_none_is_like_another() {
        let chimes = [Cue::Begun, Cue::Lost, Cue::Change, Cue::Over];
        for (i, cue) in chimes.iter().enumerate() {
            let seconds: f32 = tones(cue).iter().map(|(_, s)| s).sum();
            assert!((0.1..1.0).contains(&seconds), "{cue:?}");
            assert!(chimes[i + 1..].iter().all(|other| tones(other) != tones(cue)));
        }
    }
}
