//! Speech by the voices of Windows.
#![allow(unsafe_code, reason = "voices are only in the C interface of Windows")]

use windows::Win32::Media::Speech::{ISpVoice, SPF_IS_XML, SpVoice};
use windows::Win32::System::Com::{
    CLSCTX_ALL, COINIT_MULTITHREADED, CoCreateInstance, CoInitializeEx,
};
use windows::core::HSTRING;

use super::speech_text;
use crate::text::{language, t};

/// Speaks `words` and blocks until the speech has ended.
pub(super) fn say(words: &str) -> Result<(), String> {
    let text = HSTRING::from(speech_text::marked_up(words, &language()));
    // SAFETY: no pointer is kept. A thread that is initialised already may be so again.
    let spoken = unsafe {
        let _ = CoInitializeEx(None, COINIT_MULTITHREADED);
        CoCreateInstance::<_, ISpVoice>(&SpVoice, None, CLSCTX_ALL)
            .and_then(|voice| voice.Speak(&text, SPF_IS_XML.0 as u32, None))
    };
    spoken.map_err(|error| t!("guide-not-spoken", error = error.to_string()))
}
