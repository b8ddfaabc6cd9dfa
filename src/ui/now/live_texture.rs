//! The newest camera frame as a GPU texture.

use std::sync::Arc;

use eframe::egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::watch::LiveView;

/// Uploads each frame once.
#[derive(Default)]
pub(crate) struct LiveTexture {
    shown: Option<(u64, TextureHandle)>,
}

impl LiveTexture {
    /// Removes the texture.
    pub(crate) fn clear(&mut self) {
        self.shown = None;
    }

    /// The texture, if there is one.
    pub(crate) fn handle(&self) -> Option<&TextureHandle> {
        self.shown.as_ref().map(|(_, texture)| texture)
    }

    /// Uploads the frame of `live`, unless it is already uploaded.
    pub(crate) fn show(&mut self, ctx: &Context, live: &LiveView) {
        if self.shown.as_ref().is_some_and(|(sequence, _)| *sequence == live.sequence) {
            return;
        }
        let size = live.frame.size();
        let size = [size.width as usize, size.height as usize];
        let image = Arc::new(ColorImage::from_rgb(size, live.frame.rgb()));
        match &mut self.shown {
            Some((sequence, texture)) => {
                texture.set(image, TextureOptions::LINEAR);
                *sequence = live.sequence;
            }
            None => {
                let texture = ctx.load_texture("live", image, TextureOptions::LINEAR);
                self.shown = Some((live.sequence, texture));
            }
        }
    }
}
