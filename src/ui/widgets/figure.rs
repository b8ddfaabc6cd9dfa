//! Drawings of stretches and maps of muscles. They are Plumbline's own SVG files; the colours of the
//! theme replace their placeholder colours.

use std::collections::{BTreeSet, HashSet};

use eframe::egui::{self, Color32, Id, Image, Response, Theme, Ui, vec2};
use include_dir::{Dir, include_dir};

use crate::text::t;
use crate::ui::theme::Palette;

static DRAWINGS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/illustrations");

/// Placeholder colours (assets/illustrations/README.md).
const INK: &str = "#101010";
const FAINT: &str = "#909090";
const ACCENT: &str = "#e07020";
const MUSCLE: &str = "#c8c8c8";

/// Muscle maps: file name and side of the body.
const MAPS: [(&str, Side); 2] = [("muscles-front", Side::Front), ("muscles-back", Side::Back)];

/// Side of the body on a map.
#[derive(Debug, Clone, Copy)]
enum Side {
    Front,
    Back,
}

/// Drawing of the stretch `id`, `width` points wide. `None` if there is no drawing.
pub(crate) fn figure_ui(ui: &mut Ui, id: &str, name: &str, width: f32) -> Option<Response> {
    let theme = ui.ctx().theme();
    let uri = format!("bytes://figure-{id}-{theme:?}.svg");
    register(ui, &uri, || drawing(id).map(|svg| coloured(svg, theme)))?;
    Some(image_ui(ui, &uri, vec2(width, width * 200.0 / 320.0), t!("stretch-drawing", name = name)))
}

/// Which part of a drawing is shown, and whether it is mirrored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pose {
    /// Show only the end position, without the start position.
    pub end_only: bool,
    /// Swap left and right.
    pub is_mirrored: bool,
}

/// Start and end pose of the stretch `id`, or only the end pose, in at most `size` points. `None`
/// if there is no drawing.
pub(crate) fn pose_ui(
    ui: &mut Ui,
    id: &str,
    name: &str,
    pose: Pose,
    size: egui::Vec2,
) -> Option<Response> {
    let theme = ui.ctx().theme();
    let uri = format!("bytes://pose-{id}-{}-{}-{theme:?}.svg", pose.end_only, pose.is_mirrored);
    register(ui, &uri, || {
        drawing(id).map(|svg| coloured(&cropped_and_mirrored(svg, pose), theme))
    })?;
    let aspect = if pose.end_only { 160.0 / 200.0 } else { 320.0 / 200.0 };
    let width = size.x.min(size.y * aspect).max(40.0);
    Some(image_ui(ui, &uri, vec2(width, width / aspect), t!("stretch-drawing", name = name)))
}

/// The SVG with the view box cropped and the poses mirrored as `pose` requires
/// (assets/illustrations/README.md).
fn cropped_and_mirrored(svg: &str, pose: Pose) -> String {
    let mut svg = svg.to_owned();
    if pose.end_only {
        svg = svg.replacen(r#"viewBox="0 0 320 200""#, r#"viewBox="160 0 160 200""#, 1);
    }
    if pose.is_mirrored {
        for (id, shift) in [("start", 160), ("end", 480)] {
            let plain = format!(r#"<g id="{id}">"#);
            let turned = format!(r#"<g id="{id}" transform="translate({shift} 0) scale(-1 1)">"#);
            svg = svg.replacen(&plain, &turned, 1);
        }
    }
    svg
}

/// Front and back of the upper body with the muscles `ids` highlighted. Each map is `width` points
/// wide.
pub(crate) fn muscle_map_ui(ui: &mut Ui, ids: &BTreeSet<&str>, names: &str, width: f32) {
    let theme = ui.ctx().theme();
    ui.horizontal(|ui| {
        for (file, side) in MAPS {
            let marked = ids.iter().copied().collect::<Vec<_>>().join("+");
            let uri = format!("bytes://{file}-{marked}-{theme:?}.svg");
            let made = register(ui, &uri, || {
                drawing(file).map(|svg| coloured(&highlighted(svg, ids), theme))
            });
            if made.is_some() {
                let size = vec2(width, width * 220.0 / 160.0);
                let words = match side {
                    Side::Front => t!("stretch-muscles-front", muscles = names),
                    Side::Back => t!("stretch-muscles-back", muscles = names),
                };
                image_ui(ui, &uri, size, words);
            }
        }
    });
}

fn image_ui(ui: &mut Ui, uri: &str, size: egui::Vec2, words: String) -> Response {
    ui.add(Image::from_uri(uri).fit_to_exact_size(size).alt_text(words))
}

/// Registers the drawing in egui once, under `uri`.
fn register(ui: &Ui, uri: &str, make: impl FnOnce() -> Option<String>) -> Option<()> {
    let known = Id::unique("drawings known to egui");
    let is_known =
        ui.data_mut(|data| data.get_temp_mut_or_default::<HashSet<String>>(known).contains(uri));
    if !is_known {
        let svg = make()?;
        ui.ctx().include_bytes(uri.to_owned(), svg.into_bytes());
        ui.data_mut(|data| {
            data.get_temp_mut_or_default::<HashSet<String>>(known).insert(uri.to_owned());
        });
    }
    Some(())
}

fn drawing(name: &str) -> Option<&'static str> {
    DRAWINGS.get_file(format!("{name}.svg"))?.contents_utf8()
}

/// The SVG with the colours of `theme`.
fn coloured(svg: &str, theme: Theme) -> String {
    let palette = Palette::of(theme);
    let hex = |color: Color32| format!("#{:02x}{:02x}{:02x}", color.r(), color.g(), color.b());
    svg.replace(INK, &hex(palette.text))
        .replace(FAINT, &hex(palette.text_quiet))
        .replace(ACCENT, &hex(palette.fault))
        .replace(MUSCLE, &hex(palette.line))
}

/// The SVG with the muscles `ids` in the accent colour.
fn highlighted(svg: &str, ids: &BTreeSet<&str>) -> String {
    let mut marked = svg.to_owned();
    for id in ids {
        let name = format!("id=\"muscle-{id}\"");
        let Some(start) = marked.find(&name) else { continue };
        let end = marked[start..].find("</g>").map_or(marked.len(), |length| start + length);
        let group = marked[start..end].replace(MUSCLE, ACCENT);
        marked.replace_range(start..end, &group);
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::catalogue::{Catalogue, Position};

    #[test]
    fn every_stretch_for_the_desk_has_a_drawing() {
        let catalogue = Catalogue::embedded().unwrap();
        for item in catalogue.items() {
            let is_for_the_desk = item.positions.contains(&Position::Seated)
                || item.positions.contains(&Position::Standing);
            assert!(!is_for_the_desk || drawing(&item.id).is_some(), "{}", item.id);
        }
    }

    #[test]
    fn every_muscle_is_on_a_map_and_can_be_highlighted() {
        let catalogue = Catalogue::embedded().unwrap();
        for muscle in catalogue.muscles() {
            let ids = BTreeSet::from([muscle.id.as_str()]);
            let is_marked = MAPS
                .iter()
                .any(|(file, _)| highlighted(drawing(file).unwrap(), &ids).contains(ACCENT));
            assert!(is_marked, "{}", muscle.id);
        }
    }

    #[test]
    fn every_drawing_can_be_cropped_and_mirrored() {
        let catalogue = Catalogue::embedded().unwrap();
        for svg in catalogue.items().iter().filter_map(|item| drawing(&item.id)) {
            let cut = cropped_and_mirrored(svg, Pose { end_only: true, is_mirrored: true });
            assert!(cut.contains("viewBox=\"160 0 160 200\""));
            assert_eq!(cut.matches("scale(-1 1)").count(), 2);
            assert_eq!(
                cropped_and_mirrored(svg, Pose { end_only: false, is_mirrored: false }),
                svg
            );
        }
    }

    #[test]
    fn drawings_use_only_placeholder_colours_and_all_are_replaced() {
        for file in DRAWINGS.files().filter(|f| f.path().extension().is_some_and(|e| e == "svg")) {
            let svg = file.contents_utf8().unwrap();
            for (at, _) in svg.match_indices('#') {
                let colour = svg[at..].get(..7).unwrap_or_default();
                assert!(
                    [INK, FAINT, ACCENT, MUSCLE].contains(&colour),
                    "{}: {colour}",
                    file.path().display()
                );
            }
            for theme in [Theme::Light, Theme::Dark] {
                assert!(!coloured(svg, theme).contains(INK));
            }
        }
    }
}
