//! Signs on Wayland, with the protocol `layer-shell`: surfaces above all windows, without input.
//!
//! Each edge of each output has a surface of the greatest thickness, of which the outer part is painted:
//! so the size of a surface never changes. Compositors without the protocol show no signs.

use std::os::unix::net::UnixStream;

use smithay_client_toolkit as sctk;

use sctk::compositor::{CompositorHandler, CompositorState, Region};
use sctk::output::{OutputHandler, OutputState};
use sctk::reexports::client::globals::{BindError, GlobalError, registry_queue_init};
use sctk::reexports::client::protocol::wl_output::{Transform, WlOutput};
use sctk::reexports::client::protocol::wl_shm::Format;
use sctk::reexports::client::protocol::wl_surface::WlSurface;
use sctk::reexports::client::{
    Connection, Dispatch, DispatchError, EventQueue, QueueHandle, delegate_noop,
};
use sctk::reexports::protocols::wp::fractional_scale::v1::client::wp_fractional_scale_manager_v1::WpFractionalScaleManagerV1;
use sctk::reexports::protocols::wp::fractional_scale::v1::client::wp_fractional_scale_v1::{
    self, WpFractionalScaleV1,
};
use sctk::reexports::protocols::wp::viewporter::client::wp_viewport::WpViewport;
use sctk::reexports::protocols::wp::viewporter::client::wp_viewporter::WpViewporter;
use sctk::registry::{ProvidesRegistryState, RegistryState};
use sctk::shell::WaylandSurface as _;
use sctk::shell::wlr_layer::{
    Anchor, KeyboardInteractivity, Layer, LayerShell, LayerShellHandler, LayerSurface,
    LayerSurfaceConfigure,
};
use sctk::shm::slot::{Buffer, SlotPool};
use sctk::shm::{Shm, ShmHandler};
use sctk::{
    delegate_compositor, delegate_layer, delegate_output, delegate_registry, delegate_shm,
    registry_handlers,
};

use super::GlowSupport;
use super::paint::{Edge, Finish, Picture, Tile, largest_thickness, premultiplied, tile};
use super::worker::{GlowError, Screens};

/// Name of the surfaces, for rules of a compositor.
const NAMESPACE: &str = "plumbline-glow";

/// Above the panels, and above their space.
const OVER_PANELS: i32 = -1;

/// Fractional scales come in this fraction (`wp_fractional_scale_v1`).
const SCALE_UNIT: f64 = 120.0;

/// Side of the picture that is stretched over a dimmed screen, and the part of it that is used. The
/// border keeps filters away from the end of the picture.
const STRETCHED: i32 = 4;

/// What a surface shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Dimming,
    Edge(Edge, Finish),
}

struct Sign {
    output: WlOutput,
    part: Part,
    layer: LayerSurface,
    viewport: Option<WpViewport>,
    fractional: Option<WpFractionalScaleV1>,
    /// Pixels per point, and whether that is a fractional scale.
    scale: f64,
    is_scale_fractional: bool,
    /// Size, points; `None` until the compositor has set it.
    size: Option<(u32, u32)>,
    drawn: Option<(Picture, f64, (u32, u32))>,
    /// The picture that is shown. It is freed when the compositor no longer needs it.
    _buffer: Option<Buffer>,
}

impl Drop for Sign {
    fn drop(&mut self) {
        if let Some(viewport) = &self.viewport {
            viewport.destroy();
        }
        if let Some(fractional) = &self.fractional {
            fractional.destroy();
        }
    }
}

struct State {
    registry: RegistryState,
    outputs: OutputState,
    shm: Shm,
    signs: Vec<Sign>,
    /// Layer of the signs.
    layer: Layer,
}

impl State {
    fn sign_of(&mut self, surface: &WlSurface) -> Option<&mut Sign> {
        self.signs.iter_mut().find(|sign| sign.layer.wl_surface() == surface)
    }
}

pub(super) struct WaylandScreens {
    queue: EventQueue<State>,
    state: State,
    compositor: CompositorState,
    shell: LayerShell,
    pool: SlotPool,
    viewporter: Option<WpViewporter>,
    fractional: Option<WpFractionalScaleManagerV1>,
    /// Kept: without it the sockets close.
    _connection: Connection,
}

impl WaylandScreens {
    pub(super) fn connect(stream: UnixStream) -> Result<Self, GlowError> {
        let connection = Connection::from_socket(stream).map_err(lost)?;
        let (globals, mut queue) = registry_queue_init::<State>(&connection)?;
        let handle = queue.handle();
        let shell = LayerShell::bind(&globals, &handle).map_err(|error| match error {
            BindError::NotPresent | BindError::UnsupportedVersion => GlowError::NoLayerShell,
        })?;
        let compositor = CompositorState::bind(&globals, &handle).map_err(lost)?;
        let shm = Shm::bind(&globals, &handle).map_err(lost)?;
        let pool = SlotPool::new(4_096, &shm).map_err(lost)?;
        let mut state = State {
            registry: RegistryState::new(&globals),
            outputs: OutputState::new(&globals, &handle),
            shm,
            signs: Vec::new(),
            layer: Layer::Top,
        };
        // The outputs and their scales.
        queue.roundtrip(&mut state)?;
        Ok(Self {
            viewporter: globals.bind(&handle, 1..=1, ()).ok(),
            fractional: globals.bind(&handle, 1..=1, ()).ok(),
            queue,
            state,
            compositor,
            shell,
            pool,
            _connection: connection,
        })
    }

    /// Creates and removes surfaces so that each output has those of `picture`. Returns whether some
    /// are new.
    fn arrange(&mut self, picture: &Picture) -> Result<bool, GlowError> {
        let finish = picture.finish(true);
        let edges = Edge::ALL.map(|edge| Part::Edge(edge, finish));
        let edges = edges.into_iter().filter(|_| picture.style.has_edge);
        let dimming = picture.style.has_dimming.then_some(Part::Dimming);
        let parts: Vec<Part> = dimming.into_iter().chain(edges).collect();
        let outputs: Vec<WlOutput> = self.state.outputs.outputs().collect();
        // Windows that fill the screen are between these two.
        let layer = if picture.style.is_over_fullscreen { Layer::Overlay } else { Layer::Top };
        if layer != self.state.layer {
            self.state.layer = layer;
            self.state.signs.clear();
        }
        self.state
            .signs
            .retain(|sign| outputs.contains(&sign.output) && parts.contains(&sign.part));
        let mut is_new = false;
        for output in &outputs {
            for part in &parts {
                let mut signs = self.state.signs.iter();
                if !signs.any(|sign| sign.output == *output && sign.part == *part) {
                    let sign = self.create(output, *part)?;
                    self.state.signs.push(sign);
                    is_new = true;
                }
            }
        }
        Ok(is_new)
    }

    fn create(&self, output: &WlOutput, part: Part) -> Result<Sign, GlowError> {
        let handle = self.queue.handle();
        let surface = self.compositor.create_surface(&handle);
        let viewport = self.viewporter.as_ref();
        let viewport = viewport.map(|viewporter| viewporter.get_viewport(&surface, &handle, ()));
        let fractional = self.fractional.as_ref().filter(|_| viewport.is_some());
        let fractional = fractional
            .map(|manager| manager.get_fractional_scale(&surface, &handle, surface.clone()));
        // Without an area nothing is clicked here: the pointer goes to the window below.
        let nothing = Region::new(&self.compositor).map_err(lost)?;
        surface.set_input_region(Some(nothing.wl_region()));
        let layer = self.shell.create_layer_surface(
            &handle,
            surface,
            self.state.layer,
            Some(NAMESPACE),
            Some(output),
        );
        let (anchor, width, height) = match part {
            Part::Dimming => (Anchor::all(), 0, 0),
            Part::Edge(edge, finish) => {
                let thick = u32::from(largest_thickness(finish));
                match edge {
                    Edge::Top => (Anchor::all() - Anchor::BOTTOM, 0, thick),
                    Edge::Bottom => (Anchor::all() - Anchor::TOP, 0, thick),
                    Edge::Left => (Anchor::all() - Anchor::RIGHT, thick, 0),
                    Edge::Right => (Anchor::all() - Anchor::LEFT, thick, 0),
                }
            }
        };
        layer.set_anchor(anchor);
        layer.set_size(width, height);
        layer.set_exclusive_zone(OVER_PANELS);
        layer.set_keyboard_interactivity(KeyboardInteractivity::None);
        // The compositor answers with the size.
        layer.commit();
        let info = self.state.outputs.info(output);
        Ok(Sign {
            output: output.clone(),
            part,
            layer,
            viewport,
            fractional,
            scale: info.map_or(1.0, |info| f64::from(info.scale_factor.max(1))),
            is_scale_fractional: false,
            size: None,
            drawn: None,
            _buffer: None,
        })
    }

    /// Draws the surfaces whose picture, size or scale has changed.
    fn draw(&mut self, picture: &Picture) -> Result<(), GlowError> {
        for sign in &mut self.state.signs {
            let Some(size) = sign.size else { continue };
            let wanted = (*picture, sign.scale, size);
            if sign.drawn == Some(wanted) {
                continue;
            }
            let buffer = match sign.part {
                Part::Dimming => draw_dimming(sign, &mut self.pool, picture, size)?,
                Part::Edge(edge, finish) => {
                    draw_edge(sign, &mut self.pool, picture, (edge, finish), size)?
                }
            };
            let surface = sign.layer.wl_surface();
            surface.damage_buffer(0, 0, i32::MAX, i32::MAX);
            buffer.attach_to(surface).map_err(lost)?;
            sign.layer.commit();
            sign._buffer = Some(buffer);
            sign.drawn = Some(wanted);
        }
        Ok(())
    }
}

/// A picture of one colour, stretched over the screen. Without `viewporter` it has the size of the
/// screen.
fn draw_dimming(
    sign: &Sign,
    pool: &mut SlotPool,
    picture: &Picture,
    (width, height): (u32, u32),
) -> Result<Buffer, GlowError> {
    let (width, height) = (width.cast_signed(), height.cast_signed());
    let side = match &sign.viewport {
        Some(viewport) => {
            viewport.set_source(1.0, 1.0, f64::from(STRETCHED - 2), f64::from(STRETCHED - 2));
            viewport.set_destination(width, height);
            (STRETCHED, STRETCHED)
        }
        None => (width, height),
    };
    let (buffer, canvas) =
        pool.create_buffer(side.0, side.1, side.0 * 4, Format::Argb8888).map_err(lost)?;
    let pixel = premultiplied([0; 3], picture.dimming()).to_ne_bytes();
    canvas.chunks_exact_mut(4).for_each(|to| to.copy_from_slice(&pixel));
    Ok(buffer)
}

/// The picture of an edge, in the pixels of the output.
fn draw_edge(
    sign: &Sign,
    pool: &mut SlotPool,
    picture: &Picture,
    (edge, finish): (Edge, Finish),
    (width, height): (u32, u32),
) -> Result<Buffer, GlowError> {
    let surface = sign.layer.wl_surface();
    match &sign.viewport {
        Some(viewport) if sign.is_scale_fractional => {
            viewport.set_destination(width.cast_signed(), height.cast_signed());
        }
        _ => surface.set_buffer_scale(sign.scale as i32),
    }
    let in_px = |points: u32| (f64::from(points) * sign.scale).round().clamp(1.0, 65_535.0) as u16;
    let (width, height) = (in_px(width), in_px(height));
    let (columns, rows) = (i32::from(width), i32::from(height));
    let (buffer, canvas) =
        pool.create_buffer(columns, rows, columns * 4, Format::Argb8888).map_err(lost)?;
    let scale = sign.scale as f32;
    let largest = if edge.is_horizontal() { height } else { width };
    let thickness_px = picture.thickness_px(finish, scale).min(largest);
    let piece = tile(edge, picture, finish, thickness_px, scale);
    copy(&piece, edge, canvas, (usize::from(width), usize::from(height)));
    Ok(buffer)
}

/// Repeats `piece` along `edge` in a picture of `size` pixels, and leaves the rest of it transparent.
fn copy(piece: &Tile, edge: Edge, canvas: &mut [u8], (width, height): (usize, usize)) {
    canvas.fill(0);
    let (columns, rows) = (usize::from(piece.width), usize::from(piece.height));
    if width == 0 || columns == 0 || rows == 0 {
        return;
    }
    let from_left = if edge == Edge::Right { width.saturating_sub(columns) } else { 0 };
    let from_top = if edge == Edge::Bottom { height.saturating_sub(rows) } else { 0 };
    for (y, row) in canvas.chunks_exact_mut(width * 4).enumerate() {
        if edge.is_horizontal() && !(from_top..from_top + rows).contains(&y) {
            continue;
        }
        let of_piece = &piece.pixels[(y - from_top) % rows * columns..][..columns];
        let end = if edge.is_horizontal() { width } else { (from_left + columns).min(width) };
        for (x, to) in row.chunks_exact_mut(4).enumerate().take(end).skip(from_left) {
            to.copy_from_slice(&of_piece[(x - from_left) % columns].to_ne_bytes());
        }
    }
}

impl Screens for WaylandScreens {
    fn show(&mut self, picture: &Picture) -> Result<(), GlowError> {
        // Outputs that have come or gone, other scales, pictures that are no longer needed.
        self.queue.roundtrip(&mut self.state)?;
        if self.arrange(picture)? {
            // The sizes of the new surfaces.
            self.queue.roundtrip(&mut self.state)?;
        }
        self.draw(picture)?;
        // The compositor tells the scale of a surface when it is shown.
        self.queue.roundtrip(&mut self.state)?;
        self.draw(picture)?;
        self.queue.flush().map_err(lost)
    }

    fn support(&self) -> GlowSupport {
        GlowSupport::Full
    }
}

fn lost(error: impl std::fmt::Display) -> GlowError {
    GlowError::Lost(error.to_string())
}

impl From<DispatchError> for GlowError {
    fn from(error: DispatchError) -> Self {
        lost(error)
    }
}

impl From<GlobalError> for GlowError {
    fn from(error: GlobalError) -> Self {
        lost(error)
    }
}

impl LayerShellHandler for State {
    fn closed(&mut self, _: &Connection, _: &QueueHandle<Self>, layer: &LayerSurface) {
        self.signs.retain(|sign| sign.layer != *layer);
    }

    fn configure(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        layer: &LayerSurface,
        configure: LayerSurfaceConfigure,
        _serial: u32,
    ) {
        let (width, height) = configure.new_size;
        if let Some(sign) = self.sign_of(layer.wl_surface())
            && width > 0
            && height > 0
        {
            sign.size = Some((width, height));
        }
    }
}

impl CompositorHandler for State {
    fn scale_factor_changed(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        surface: &WlSurface,
        factor: i32,
    ) {
        if let Some(sign) = self.sign_of(surface).filter(|sign| !sign.is_scale_fractional) {
            sign.scale = f64::from(factor.max(1));
        }
    }

    fn transform_changed(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlSurface,
        _: Transform,
    ) {
    }

    fn frame(&mut self, _: &Connection, _: &QueueHandle<Self>, _: &WlSurface, _: u32) {}

    fn surface_enter(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlSurface,
        _: &WlOutput,
    ) {
    }

    fn surface_leave(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlSurface,
        _: &WlOutput,
    ) {
    }
}

impl Dispatch<WpFractionalScaleV1, WlSurface> for State {
    fn event(
        state: &mut Self,
        _: &WpFractionalScaleV1,
        event: wp_fractional_scale_v1::Event,
        surface: &WlSurface,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        if let wp_fractional_scale_v1::Event::PreferredScale { scale } = event
            && let Some(sign) = state.sign_of(surface)
            && scale > 0
        {
            sign.scale = f64::from(scale) / SCALE_UNIT;
            sign.is_scale_fractional = true;
            // The picture has the pixels of the output; the viewport has its points.
            surface.set_buffer_scale(1);
        }
    }
}

impl OutputHandler for State {
    fn output_state(&mut self) -> &mut OutputState {
        &mut self.outputs
    }

    fn new_output(&mut self, _: &Connection, _: &QueueHandle<Self>, _: WlOutput) {}

    fn update_output(&mut self, _: &Connection, _: &QueueHandle<Self>, _: WlOutput) {}

    fn output_destroyed(&mut self, _: &Connection, _: &QueueHandle<Self>, output: WlOutput) {
        self.signs.retain(|sign| sign.output != output);
    }
}

impl ShmHandler for State {
    fn shm_state(&mut self) -> &mut Shm {
        &mut self.shm
    }
}

impl ProvidesRegistryState for State {
    fn registry(&mut self) -> &mut RegistryState {
        &mut self.registry
    }

    registry_handlers![OutputState];
}

delegate_compositor!(State);
delegate_layer!(State);
delegate_output!(State);
delegate_registry!(State);
delegate_shm!(State);
delegate_noop!(State: ignore WpViewporter);
delegate_noop!(State: ignore WpViewport);
delegate_noop!(State: ignore WpFractionalScaleManagerV1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_repeated_along_its_edge_and_the_rest_is_transparent() {
        let across = Tile { width: 1, height: 2, pixels: vec![7, 8] };
        let along = Tile { width: 2, height: 1, pixels: vec![7, 8] };
        for (edge, piece, expected) in [
            (Edge::Top, &across, [[7, 7, 7], [8, 8, 8], [0, 0, 0]]),
            (Edge::Bottom, &across, [[0, 0, 0], [7, 7, 7], [8, 8, 8]]),
            (Edge::Left, &along, [[7, 8, 0]; 3]),
            (Edge::Right, &along, [[0, 7, 8]; 3]),
        ] {
            let mut canvas = vec![1; 3 * 3 * 4];
            copy(piece, edge, &mut canvas, (3, 3));
            let pixels: Vec<u32> = canvas
                .chunks_exact(4)
                .map(|bytes| u32::from_ne_bytes(bytes.try_into().unwrap()))
                .collect();
            assert_eq!(pixels, expected.concat(), "{edge:?}");
        }
    }
}
