//! The decoded pictures of a window. One thread decodes them and ends when there are no more; the frame function only
//! uploads what is ready. The number of textures is bounded.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use eframe::egui::load::{ImageLoadResult, ImageLoader, ImagePoll, LoadError, SizeHint};
use eframe::egui::mutex::Mutex;
use eframe::egui::{ColorImage, Context, Id, TextureHandle, TextureOptions};

use super::pictures::Drawing;
use crate::ui::theme::Look;

/// Sheets of motions that are kept, 9 MB each.
const MAX_SHEETS: usize = 3;

/// Small pictures that are kept, at most 0.8 MB each: the catalogue in one look, and some muscle maps.
const MAX_SMALL: usize = 56;

/// A picture in the colours of a look.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Wanted {
    drawing: Drawing,
    look: Look,
}

impl Wanted {
    fn is_sheet(&self) -> bool {
        matches!(self.drawing, Drawing::Motion(_))
    }
}

enum Shelved {
    /// It is decoded, or waits for it.
    Coming,
    Decoded(ColorImage),
    Uploaded {
        texture: TextureHandle,
        last_used: u64,
    },
    /// It is missing or damaged; logged once.
    Failed,
}

/// Pictures to decode, in the order in which they were asked for.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<Wanted>,
    has_thread: bool,
}

/// All pictures of a window.
#[derive(Default)]
pub(super) struct Shelf {
    all: Mutex<HashMap<Wanted, Shelved>>,
    queue: Mutex<Queue>,
    coming: AtomicUsize,
    uses: AtomicUsize,
}

impl Shelf {
    /// The shelf of the window that `ctx` draws.
    pub(super) fn of(ctx: &Context) -> Arc<Self> {
        let id = Id::unique("decoded-figures");
        if let Some(shelf) = ctx.data(|data| data.get_temp::<Arc<Self>>(id)) {
            return shelf;
        }
        let shelf = Arc::new(Self::default());
        ctx.data_mut(|data| data.insert_temp(id, Arc::clone(&shelf)));
        ctx.add_image_loader(Arc::new(Pending(Arc::clone(&shelf))));
        shelf
    }

    /// The texture of `drawing`, if it is decoded; otherwise a thread starts and repaints `ctx` when it is ready.
    pub(super) fn texture(
        self: &Arc<Self>,
        ctx: &Context,
        drawing: Drawing,
    ) -> Option<TextureHandle> {
        let wanted = Wanted { drawing, look: Look::of(ctx) };
        let now = self.uses.fetch_add(1, Ordering::Relaxed) as u64;
        let mut all = self.all.lock();
        match all.remove(&wanted) {
            None => {
                all.insert(wanted.clone(), Shelved::Coming);
                drop(all);
                self.start(ctx, wanted);
                None
            }
            Some(Shelved::Decoded(image)) => {
                let texture = ctx.load_texture("figure", image, TextureOptions::LINEAR);
                let shelved = Shelved::Uploaded { texture: texture.clone(), last_used: now };
                let is_sheet = wanted.is_sheet();
                all.insert(wanted, shelved);
                forget_oldest(&mut all, is_sheet);
                Some(texture)
            }
            Some(Shelved::Uploaded { texture, .. }) => {
                let shelved = Shelved::Uploaded { texture: texture.clone(), last_used: now };
                all.insert(wanted, shelved);
                Some(texture)
            }
            Some(other) => {
                all.insert(wanted, other);
                None
            }
        }
    }

    /// Decodes `wanted` in the thread, and starts the thread if there is none.
    fn start(self: &Arc<Self>, ctx: &Context, wanted: Wanted) {
        self.coming.fetch_add(1, Ordering::SeqCst);
        let mut queue = self.queue.lock();
        queue.waiting.push_back(wanted);
        if queue.has_thread {
            return;
        }
        let (shelf, ctx) = (Arc::clone(self), ctx.clone());
        let thread = std::thread::Builder::new().name("figures".into());
        match thread.spawn(move || shelf.decode_all(&ctx)) {
            Ok(_) => queue.has_thread = true,
            Err(error) => {
                tracing::warn!(%error, "figures cannot be decoded");
                let waiting = std::mem::take(&mut queue.waiting);
                drop(queue);
                for wanted in waiting {
                    self.shelve(wanted, Shelved::Failed);
                }
            }
        }
    }

    /// Decodes until nothing waits.
    fn decode_all(&self, ctx: &Context) {
        loop {
            let mut queue = self.queue.lock();
            let Some(wanted) = queue.waiting.pop_front() else {
                queue.has_thread = false;
                return;
            };
            drop(queue);
            let shelved = match wanted.drawing.coloured(wanted.look) {
                Ok(image) => Shelved::Decoded(image),
                Err(error) => {
                    tracing::warn!(%error, "a figure cannot be shown");
                    Shelved::Failed
                }
            };
            self.shelve(wanted, shelved);
            ctx.request_repaint();
        }
    }

    fn shelve(&self, wanted: Wanted, shelved: Shelved) {
        self.all.lock().insert(wanted, shelved);
        self.coming.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Forgets the texture that was not used for longest, if there are too many of its kind.
fn forget_oldest(all: &mut HashMap<Wanted, Shelved>, is_sheet: bool) {
    let limit = if is_sheet { MAX_SHEETS } else { MAX_SMALL };
    let of_kind = || {
        all.iter().filter_map(|(wanted, shelved)| match shelved {
            Shelved::Uploaded { last_used, .. } if wanted.is_sheet() == is_sheet => {
                Some((*last_used, wanted))
            }
            _ => None,
        })
    };
    if of_kind().count() > limit
        && let Some((_, oldest)) = of_kind().min_by_key(|(last_used, _)| *last_used)
    {
        let oldest = oldest.clone();
        all.remove(&oldest);
    }
}

/// Tells egui whether pictures are being decoded. It loads nothing itself.
struct Pending(Arc<Shelf>);

impl ImageLoader for Pending {
    fn id(&self) -> &'static str {
        eframe::egui::generate_loader_id!(Pending)
    }

    fn load(&self, _: &Context, _: &str, _: SizeHint) -> ImageLoadResult {
        Err::<ImagePoll, _>(LoadError::NotSupported)
    }

    fn forget(&self, _: &str) {}

    fn forget_all(&self) {}

    fn byte_size(&self) -> usize {
        0
    }

    fn has_pending(&self) -> bool {
        self.0.coming.load(Ordering::SeqCst) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::Theme;
    use plumbline_core::catalogue::Catalogue;

    fn wait(shelf: &Arc<Shelf>, ctx: &Context, drawing: &Drawing) -> TextureHandle {
        for _ in 0..2_000 {
            if let Some(texture) = shelf.texture(ctx, drawing.clone()) {
                return texture;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("{drawing:?} never came");
    }

    #[test]
    fn a_picture_is_decoded_once_in_the_background_and_the_number_of_sheets_is_bounded() {
        let ctx = Context::default();
        let shelf = Shelf::of(&ctx);
        let catalogue = Catalogue::embedded().unwrap();
        let sheets: Vec<Drawing> =
            catalogue.items().iter().take(5).map(|i| Drawing::Motion(i.id.clone())).collect();
        assert!(shelf.texture(&ctx, sheets[0].clone()).is_none());
        assert!(ctx.has_pending_images());
        let first = wait(&shelf, &ctx, &sheets[0]);
        assert_eq!(wait(&shelf, &ctx, &sheets[0]).id(), first.id());
        for sheet in &sheets {
            let _ = wait(&shelf, &ctx, sheet);
        }
        assert_eq!(shelf.all.lock().len(), MAX_SHEETS);
        assert!(!ctx.has_pending_images());
    }

    #[test]
    fn another_theme_gets_its_own_colours() {
        let ctx = Context::default();
        let shelf = Shelf::of(&ctx);
        let still = Drawing::Still("side-arm".into());
        ctx.set_theme(Theme::Light);
        let light = wait(&shelf, &ctx, &still);
        ctx.set_theme(Theme::Dark);
        assert_ne!(wait(&shelf, &ctx, &still).id(), light.id());
    }

    #[test]
    fn a_missing_picture_is_not_asked_for_again() {
        let ctx = Context::default();
        let shelf = Shelf::of(&ctx);
        let missing = Drawing::Still("no such item".into());
        assert!(!missing.exists());
        assert!(shelf.texture(&ctx, missing.clone()).is_none());
        while ctx.has_pending_images() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(shelf.texture(&ctx, missing).is_none());
        assert!(!ctx.has_pending_images());
    }
}
