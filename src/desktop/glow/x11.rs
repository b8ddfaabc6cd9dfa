//! Signs on X11: windows that the window manager does not manage, above all others, without input.
//!
//! Each edge of each monitor has a window whose background is a small repeated picture, so the server
//! repaints it alone. With a compositing manager the windows are translucent.

use std::collections::HashMap;

use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::errors::{ConnectError, ConnectionError, ReplyError, ReplyOrIdError};
use x11rb::protocol::randr::ConnectionExt as _;
use x11rb::protocol::shape::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ClipOrdering, ColormapAlloc, ConfigureWindowAux,
    ConnectionExt as _, CreateGCAux, CreateWindowAux, ImageFormat, ImageOrder, PropMode, StackMode,
    VisualClass, Visualid, Window, WindowClass,
};
use x11rb::resource_manager;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::GlowSupport;
use super::paint::{Edge, Picture, premultiplied, tile};
use super::worker::{GlowError, Screens};

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        UTF8_STRING,
        _NET_WM_NAME,
        _NET_WM_BYPASS_COMPOSITOR,
        _NET_WM_WINDOW_TYPE,
        _NET_WM_WINDOW_TYPE_NOTIFICATION,
    }
}

/// Resolution at which a point is a pixel, dots per inch.
const DPI_OF_POINTS: f32 = 96.0;

/// Class of the windows, for rules of a compositing manager.
const CLASS: &[u8] = b"plumbline-glow\0Plumbline-glow\0";

/// A monitor's place in the screen, pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Monitor {
    x: i16,
    y: i16,
    width: u16,
    height: u16,
}

impl Monitor {
    /// Place of an edge that is `thickness_px` thick.
    fn edge(&self, edge: Edge, thickness_px: u16) -> Self {
        let Self { x, y, width, height } = *self;
        let thick = thickness_px.min(if edge.is_horizontal() { height } else { width }).max(1);
        let moved = |start: i16, size: u16| start.saturating_add_unsigned(size - thick);
        match edge {
            Edge::Top => Self { height: thick, ..*self },
            Edge::Bottom => Self { y: moved(y, height), height: thick, ..*self },
            Edge::Left => Self { width: thick, ..*self },
            Edge::Right => Self { x: moved(x, width), width: thick, ..*self },
        }
    }
}

/// What a window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Dimming,
    Edge(Edge),
}

struct Sign {
    window: Window,
    monitor: Monitor,
    part: Part,
}

/// A kind of window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Surface {
    depth: u8,
    visual: Visualid,
    is_blended: bool,
}

pub(super) struct X11Screens {
    connection: RustConnection,
    screen: usize,
    root: Window,
    atoms: Atoms,
    compositor: u32,
    /// Window kinds with and without blending.
    translucent: Option<Surface>,
    opaque: Option<Surface>,
    scale: f32,
    surface: Option<Surface>,
    signs: Vec<Sign>,
    drawn: Option<Picture>,
}

impl X11Screens {
    /// Connects to the X server `display`; `None` is the one that the environment names.
    pub(super) fn connect(display: Option<&str>) -> Result<Self, GlowError> {
        let (connection, screen) = RustConnection::connect(display)?;
        let setup = connection.setup();
        let Some(root) = setup.roots.get(screen) else {
            return Err(GlowError::Unsuitable("screen"));
        };
        let is_32_bit = |depth: u8| {
            setup
                .pixmap_formats
                .iter()
                .any(|format| format.depth == depth && format.bits_per_pixel == 32)
        };
        let visual = |wanted: &dyn Fn(u8, Visualid) -> bool| {
            root.allowed_depths.iter().filter(|depth| is_32_bit(depth.depth)).find_map(|depth| {
                let visual = depth.visuals.iter().find(|visual| {
                    visual.class == VisualClass::TRUE_COLOR
                        && visual.red_mask == 0xFF_0000
                        && visual.blue_mask == 0xFF
                        && wanted(depth.depth, visual.visual_id)
                })?;
                Some((depth.depth, visual.visual_id))
            })
        };
        let translucent = visual(&|depth, _| depth == 32);
        let opaque = visual(&|_, id| id == root.root_visual);
        let root = root.root;
        let surface = |is_blended| move |(depth, visual)| Surface { depth, visual, is_blended };
        for name in [shape::X11_EXTENSION_NAME, x11rb::protocol::randr::X11_EXTENSION_NAME] {
            if connection.extension_information(name)?.is_none() {
                return Err(GlowError::Unsuitable(name));
            }
        }
        let atoms = Atoms::new(&connection)?.reply()?;
        let owner = format!("_NET_WM_CM_S{screen}");
        let compositor = connection.intern_atom(false, owner.as_bytes())?.reply()?.atom;
        let resources = resource_manager::new_from_default(&connection)?;
        let dpi = resources.get_value::<f32>("Xft.dpi", "").ok().flatten();
        let scale = dpi.filter(|dpi| dpi.is_finite()).unwrap_or(DPI_OF_POINTS) / DPI_OF_POINTS;
        let mut screens = Self {
            screen,
            root,
            atoms,
            compositor,
            translucent: translucent.map(surface(true)),
            opaque: opaque.map(surface(false)),
            scale: scale.clamp(0.5, 8.0),
            surface: None,
            signs: Vec::new(),
            drawn: None,
            connection,
        };
        screens.surface = screens.present_surface()?;
        if screens.surface.is_none() {
            return Err(GlowError::Unsuitable("colours"));
        }
        Ok(screens)
    }

    /// The kind of window for the present desktop: translucent if a compositing manager runs.
    fn present_surface(&self) -> Result<Option<Surface>, GlowError> {
        let owner = self.connection.get_selection_owner(self.compositor)?.reply()?.owner;
        Ok(self.translucent.filter(|_| owner != x11rb::NONE).or(self.opaque))
    }

    fn monitors(&self) -> Result<Vec<Monitor>, GlowError> {
        let reply = self.connection.randr_get_monitors(self.root, true)?.reply()?;
        let monitors = reply.monitors.iter().map(|monitor| Monitor {
            x: monitor.x,
            y: monitor.y,
            width: monitor.width,
            height: monitor.height,
        });
        Ok(monitors.filter(|monitor| monitor.width > 0 && monitor.height > 0).collect())
    }

    /// Creates and removes windows so that each monitor has those of `picture`. Returns whether
    /// something has changed.
    fn arrange(&mut self, picture: &Picture) -> Result<bool, GlowError> {
        let surface = self.present_surface()?;
        let monitors = self.monitors()?;
        let is_dimmed = picture.style.has_dimming && surface.is_some_and(|s| s.is_blended);
        let dimming = is_dimmed.then_some(Part::Dimming);
        let edges = Edge::ALL.map(Part::Edge).into_iter().filter(|_| picture.style.has_edge);
        let parts: Vec<Part> = dimming.into_iter().chain(edges).collect();
        let wanted: Vec<(Monitor, Part)> =
            monitors.iter().flat_map(|m| parts.iter().map(|part| (*m, *part))).collect();
        let present = self.signs.iter().map(|sign| (sign.monitor, sign.part));
        if surface == self.surface && present.eq(wanted.iter().copied()) {
            return Ok(false);
        }
        for sign in self.signs.drain(..) {
            self.connection.destroy_window(sign.window)?;
        }
        self.surface = surface;
        let Some(surface) = surface else { return Err(GlowError::Unsuitable("colours")) };
        let colormap = self.connection.generate_id()?;
        self.connection.create_colormap(
            ColormapAlloc::NONE,
            colormap,
            self.root,
            surface.visual,
        )?;
        for (monitor, part) in wanted {
            let window = self.create(surface, colormap, monitor)?;
            self.signs.push(Sign { window, monitor, part });
        }
        self.connection.free_colormap(colormap)?;
        Ok(true)
    }

    /// A window without input, which the window manager does not manage. It is not shown yet.
    fn create(&self, surface: Surface, colormap: u32, at: Monitor) -> Result<Window, GlowError> {
        let (connection, atoms) = (&self.connection, &self.atoms);
        let window = connection.generate_id()?;
        let attributes = CreateWindowAux::new()
            .override_redirect(1)
            .background_pixel(0)
            .border_pixel(0)
            .colormap(colormap);
        connection.create_window(
            surface.depth,
            window,
            self.root,
            at.x,
            at.y,
            at.width,
            at.height,
            0,
            WindowClass::INPUT_OUTPUT,
            surface.visual,
            &attributes,
        )?;
        let (set, input) = (shape::SO::SET, shape::SK::INPUT);
        connection.shape_rectangles(set, input, ClipOrdering::UNSORTED, window, 0, 0, &[])?;
        let replace = PropMode::REPLACE;
        connection.change_property8(
            replace,
            window,
            AtomEnum::WM_CLASS,
            AtomEnum::STRING,
            CLASS,
        )?;
        let (name, utf8) = (atoms._NET_WM_NAME, atoms.UTF8_STRING);
        connection.change_property8(replace, window, name, utf8, b"Plumbline")?;
        connection.change_property32(
            replace,
            window,
            atoms._NET_WM_WINDOW_TYPE,
            AtomEnum::ATOM,
            &[atoms._NET_WM_WINDOW_TYPE_NOTIFICATION],
        )?;
        /// A window that covers the whole screen is composited nevertheless.
        const NEVER_BYPASS: u32 = 2;
        connection.change_property32(
            replace,
            window,
            atoms._NET_WM_BYPASS_COMPOSITOR,
            AtomEnum::CARDINAL,
            &[NEVER_BYPASS],
        )?;
        Ok(window)
    }

    fn draw(&self, picture: &Picture) -> Result<(), GlowError> {
        let Some(surface) = self.surface else { return Ok(()) };
        let finish = picture.finish(surface.is_blended);
        let thickness_px = picture.thickness_px(finish, self.scale);
        // The same piece for the same edge of every monitor.
        let mut pictures = HashMap::new();
        for sign in &self.signs {
            let window = sign.window;
            let attributes = ChangeWindowAttributesAux::new();
            match sign.part {
                Part::Dimming => {
                    let pixel = premultiplied([0; 3], picture.dimming());
                    let attributes = attributes.background_pixel(pixel);
                    self.connection.change_window_attributes(window, &attributes)?;
                }
                Part::Edge(edge) => {
                    let key = Edge::ALL.iter().position(|other| *other == edge);
                    let pixmap = match pictures.get(&key) {
                        Some(pixmap) => *pixmap,
                        None => {
                            let piece = tile(edge, picture, finish, thickness_px, self.scale);
                            let pixmap = self.upload(surface, window, &piece)?;
                            pictures.insert(key, pixmap);
                            pixmap
                        }
                    };
                    let place = sign.monitor.edge(edge, thickness_px);
                    let configuration = ConfigureWindowAux::new()
                        .x(i32::from(place.x))
                        .y(i32::from(place.y))
                        .width(u32::from(place.width))
                        .height(u32::from(place.height));
                    self.connection.configure_window(window, &configuration)?;
                    let attributes = attributes.background_pixmap(pixmap);
                    self.connection.change_window_attributes(window, &attributes)?;
                }
            }
            self.connection.clear_area(false, window, 0, 0, 0, 0)?;
            self.connection.map_window(window)?;
        }
        for pixmap in pictures.into_values() {
            // The windows keep it as long as they need it.
            self.connection.free_pixmap(pixmap)?;
        }
        Ok(())
    }

    fn upload(
        &self,
        surface: Surface,
        window: Window,
        piece: &super::paint::Tile,
    ) -> Result<u32, GlowError> {
        let connection = &self.connection;
        let is_little = connection.setup().image_byte_order == ImageOrder::LSB_FIRST;
        let pixmap = connection.generate_id()?;
        connection.create_pixmap(surface.depth, pixmap, window, piece.width, piece.height)?;
        let context = connection.generate_id()?;
        connection.create_gc(context, pixmap, &CreateGCAux::new())?;
        // A request has at least 256 KiB.
        let rows = (60_000 / usize::from(piece.width.max(1))).max(1);
        let width = usize::from(piece.width);
        for (index, pixels) in piece.pixels.chunks(rows * width).enumerate() {
            let bytes: Vec<u8> = pixels
                .iter()
                .flat_map(|pixel| if is_little { pixel.to_le_bytes() } else { pixel.to_be_bytes() })
                .collect();
            let height = u16::try_from(pixels.len() / width).unwrap_or(u16::MAX);
            let top = i16::try_from(index * rows).unwrap_or(i16::MAX);
            connection.put_image(
                ImageFormat::Z_PIXMAP,
                pixmap,
                context,
                piece.width,
                height,
                0,
                top,
                0,
                surface.depth,
                &bytes,
            )?;
        }
        connection.free_gc(context)?;
        Ok(pixmap)
    }

    /// Puts the windows above all others, if another one is above them.
    fn raise(&self) -> Result<(), GlowError> {
        let all = self.connection.query_tree(self.root)?.reply()?.children;
        let is_own = |window: &Window| self.signs.iter().any(|sign| sign.window == *window);
        if all.iter().rev().take(self.signs.len()).all(is_own) {
            return Ok(());
        }
        let above = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
        for sign in &self.signs {
            self.connection.configure_window(sign.window, &above)?;
        }
        Ok(())
    }
}

impl Screens for X11Screens {
    fn show(&mut self, picture: &Picture) -> Result<(), GlowError> {
        let is_rearranged = self.arrange(picture)?;
        if is_rearranged || self.drawn != Some(*picture) {
            self.draw(picture)?;
            self.drawn = Some(*picture);
        }
        self.raise()?;
        self.connection.flush()?;
        while let Some(event) = self.connection.poll_for_event()? {
            // A window of another program may have gone between two requests.
            tracing::trace!(?event, screen = self.screen, "signs");
        }
        Ok(())
    }

    fn support(&self) -> GlowSupport {
        match self.surface {
            Some(surface) if surface.is_blended => GlowSupport::Full,
            _ => GlowSupport::EdgeOnly,
        }
    }
}

impl From<ConnectError> for GlowError {
    fn from(error: ConnectError) -> Self {
        Self::NoDisplay(error.to_string())
    }
}

impl From<ConnectionError> for GlowError {
    fn from(error: ConnectionError) -> Self {
        Self::Lost(error.to_string())
    }
}

impl From<ReplyError> for GlowError {
    fn from(error: ReplyError) -> Self {
        Self::Lost(error.to_string())
    }
}

impl From<ReplyOrIdError> for GlowError {
    fn from(error: ReplyOrIdError) -> Self {
        Self::Lost(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_lie_within_their_monitor() {
        let monitor = Monitor { x: -1920, y: 200, width: 1920, height: 1080 };
        let of = |edge| monitor.edge(edge, 40);
        assert_eq!(of(Edge::Top), Monitor { height: 40, ..monitor });
        assert_eq!(of(Edge::Bottom), Monitor { y: 1240, height: 40, ..monitor });
        assert_eq!(of(Edge::Left), Monitor { width: 40, ..monitor });
        assert_eq!(of(Edge::Right), Monitor { x: -40, width: 40, ..monitor });
        let tiny = Monitor { width: 8, height: 8, ..monitor };
        assert!(Edge::ALL.iter().all(|edge| tiny.edge(*edge, 40) == tiny));
    }
}
