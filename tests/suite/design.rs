//! The design system: no view has a colour or a size of its own, and a gallery shows every widget in every state.

use std::path::{Path, PathBuf};

use eframe::egui;
use egui::{Theme, vec2};
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use plumbline::ui::theme::{self, Contrast, Icon, IconSize, Look, Palette, Type, Weight};
use plumbline::ui::widgets::button::{Button, Rank};
use plumbline::ui::widgets::choice::{choice_ui, list_row_ui, row_ui, switch_ui, tag_ui};
use plumbline::ui::widgets::dial::{Words, dial_ui};
use plumbline::ui::widgets::gauge::{Reading, gauge_ui};
use plumbline::ui::widgets::page::{Empty, banner_ui, column_ui, heading_ui, mark_ui, problem_ui};
use plumbline::ui::widgets::ring::ring_ui;
use plumbline_core::posture::Quantity;

use crate::support::software_renderer::SoftwareRenderer;

/// Code that makes a colour, a font or a size of its own, if one of the second strings follows.
const OWN: [(&str, &[&str]); 16] = [
    ("Color32::from_", &[""]),
    ("Color32::WHITE", &[""]),
    ("Color32::BLACK", &[""]),
    ("FontId::new(", &[""]),
    ("FontId::proportional(", &[""]),
    ("FontId::monospace(", &[""]),
    (".small()", &[""]),
    (".heading()", &[""]),
    (".strong()", &[""]),
    (".size(", DIGITS),
    ("add_space(", DIGITS),
    ("Stroke::new(", DIGITS),
    ("CornerRadius::same(", DIGITS),
    ("Margin::same(", DIGITS),
    ("Margin::symmetric(", DIGITS),
    ("shrink(", DIGITS),
];

const DIGITS: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// Files that make the design, or pictures of their own.
const MAKERS: [&str; 3] = ["theme/", "software_painter.rs", "widgets/figure/pictures.rs"];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] }).collect()
}

/// The own colours and sizes of `code`.
fn own_in(code: &str) -> Vec<&str> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines
        .filter(|line| {
            OWN.iter().any(|(start, next)| {
                line.match_indices(start).any(|(at, _)| {
                    let rest = &line[at + start.len()..];
                    next.iter().any(|next| rest.starts_with(next))
                })
            })
        })
        .collect()
}

#[test]
fn no_view_has_a_colour_or_a_size_of_its_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    let mut own = Vec::new();
    for path in rust_files(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        if MAKERS.iter().any(|part| name.starts_with(part)) {
            continue;
        }
        let code = std::fs::read_to_string(&path).unwrap();
        own.extend(own_in(&code).into_iter().map(|line| format!("{name}: {}", line.trim())));
    }
    assert!(own.is_empty(), "{}", own.join("\n"));
}

#[test]
fn an_own_colour_or_size_is_detected() {
    for code in
        ["Color32::from_rgb(1, 2, 3)", "ui.add_space(4.0)", "Stroke::new(2.0, x)", "a.strong()"]
    {
        assert_eq!(own_in(code).len(), 1, "{code}");
    }
    for code in
        ["Stroke::new(LINE, x)", "// add_space(4.0)", "ui.add_space(GAP)", "Color32::TRANSPARENT"]
    {
        assert!(own_in(code).is_empty(), "{code}");
    }
}

fn type_ui(ui: &mut egui::Ui) {
    for step in Type::ALL {
        ui.label(step.text(format!("{step:?} 0123456789")));
    }
    ui.horizontal_wrapped(|ui| {
        for weight in [Weight::Regular, Weight::Medium, Weight::Semibold] {
            ui.label(Type::Title.weighted_text(format!("{weight:?}"), weight));
        }
    });
}

fn colours_ui(ui: &mut egui::Ui) {
    let p = Palette::current(ui);
    let swatches = [
        p.panel,
        p.rail,
        p.card,
        p.hover,
        p.track,
        p.accent,
        p.accent_soft,
        p.good,
        p.fault,
        p.unsure,
    ];
    ui.horizontal_wrapped(|ui| {
        for color in swatches.into_iter().chain(p.scale) {
            let (rect, _) = ui.allocate_exact_size(vec2(36.0, 28.0), egui::Sense::hover());
            ui.painter().rect_filled(rect, theme::CONTROL_RADIUS, color);
        }
    });
    ui.horizontal_wrapped(|ui| {
        tag_ui(ui, Some(Icon::CheckCircle), "Good", p.good, p.good_soft);
        tag_ui(ui, Some(Icon::Warning), "Fault", p.fault, p.fault_soft);
        tag_ui(ui, None, "Unsure", p.unsure, p.hover);
    });
}

fn buttons_ui(ui: &mut egui::Ui) {
    for is_enabled in [true, false] {
        ui.horizontal_wrapped(|ui| {
            for (rank, words) in [
                (Rank::Primary, "Primary"),
                (Rank::Secondary, "Secondary"),
                (Rank::Quiet, "Quiet"),
                (Rank::Danger, "Danger"),
            ] {
                Button::new(rank, words).enabled(is_enabled).show(ui);
                Button::new(rank, words).icon(Icon::Play).enabled(is_enabled).show(ui);
            }
            Button::secondary("Selected").selected(true).enabled(is_enabled).show(ui);
            Button::icon_only(Icon::Question, "Keyboard").enabled(is_enabled).show(ui);
        });
    }
}

fn choices_ui(ui: &mut egui::Ui, state: &mut State) {
    choice_ui(ui, "A choice", &mut state.chosen, &[(0, "Relaxed"), (1, "Normal"), (2, "Strict")]);
    ui.add_enabled_ui(false, |ui| {
        choice_ui(ui, "A choice", &mut state.chosen, &[(0, "Disabled"), (1, "And chosen")]);
    });
    switch_ui(ui, &mut state.is_on, "A switch", "With a sentence below it.");
    switch_ui(ui, &mut state.is_off, "A switch that is off", "");
    ui.add_enabled_ui(false, |ui| switch_ui(ui, &mut state.is_on, "A disabled switch", ""));
    row_ui(ui, "A slider", "In a row.", |ui, label| {
        ui.add(egui::Slider::new(&mut state.number, 0.0..=10.0)).labelled_by(label)
    });
    row_ui(ui, "A field", "", |ui, label| {
        ui.add(egui::TextEdit::singleline(&mut state.text)).labelled_by(label)
    });
    list_row_ui(ui, Icon::Bell, "A selected row", true);
    list_row_ui(ui, Icon::Camera, "Another row", false);
}

fn reading(quantity: Quantity, value: &str, share: Option<f32>) -> Reading {
    Reading {
        quantity,
        value: value.into(),
        meaning: "from upright".into(),
        limit: if share.is_some() { "limit +9°".into() } else { String::new() },
        share,
        is_beyond: share.is_some_and(|share| share > 0.5),
    }
}

fn measures_ui(ui: &mut egui::Ui) {
    let p = Palette::current(ui);
    ui.horizontal_wrapped(|ui| {
        for (share, value) in
            [(None, "–"), (Some(0.0), "0 %"), (Some(0.64), "64 %"), (Some(1.0), "100 %")]
        {
            ring_ui(ui, 104.0, share, (value, ""), (p.good, value));
        }
    });
    let readings = [("+3°", Some(0.17)), ("+9°", Some(0.5)), ("+14°", Some(0.8)), ("–", None)];
    ui.columns(2, |columns| {
        for (i, (value, share)) in readings.into_iter().enumerate() {
            let reading = reading(Quantity::ForwardHead, value, share);
            let words = Words {
                title: "Forward head".into(),
                lines: vec!["Limit +9°".into(), "from upright".into()],
                description: reading.description(),
            };
            dial_ui(&mut columns[i % 2], &reading, &words);
        }
    });
    for (value, share) in readings {
        gauge_ui(ui, &reading(Quantity::HeadTilt, value, share));
    }
}

fn states_ui(ui: &mut egui::Ui) {
    banner_ui(ui, Icon::Info, "Something is worth knowing.", false, |ui| {
        Button::secondary("OK").show(ui)
    });
    banner_ui(ui, Icon::WarningCircle, "Something failed.", true, |ui| {
        Button::secondary("OK").show(ui)
    });
    problem_ui(ui, "A problem inside a card.");
    let state = Empty {
        icon: Icon::CameraSlash,
        title: "No picture",
        about: "A sentence about what to do.",
        button: Some("Try again"),
    };
    state.show(ui, 260.0, |_| {});
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for icon in Icon::ALL {
            ui.label(icon.text(IconSize::Medium));
        }
        for icon in [Icon::Bell, Icon::ChartBar, Icon::GearSix] {
            ui.label(icon.filled_text(IconSize::Large));
        }
    });
}

struct State {
    chosen: i32,
    is_on: bool,
    is_off: bool,
    number: f64,
    text: String,
}

fn gallery_ui(ui: &mut egui::Ui, state: &mut State) {
    column_ui(ui, theme::MEASURE, |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(40.0, 40.0), egui::Sense::hover());
        mark_ui(ui, rect.center(), 36.0, Palette::current(ui).accent);
        heading_ui(ui, "Gallery", "Every widget in every state.", |ui| {
            Button::primary("Action").show(ui)
        });
        let card = |ui: &mut egui::Ui, contents: &mut dyn FnMut(&mut egui::Ui)| {
            theme::card(&Palette::current(ui)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                contents(ui);
            });
        };
        ui.columns(2, |columns| {
            let [left, right] = columns else { return };
            card(left, &mut type_ui);
            card(left, &mut colours_ui);
            card(left, &mut buttons_ui);
            card(left, &mut |ui| choices_ui(ui, state));
            card(right, &mut measures_ui);
            card(right, &mut states_ui);
        });
    });
}

#[test]
fn the_gallery_in_every_look() {
    let mut results = SnapshotResults::new();
    for (name, theme, contrast) in [
        ("gallery_light", Theme::Light, Contrast::Normal),
        ("gallery_dark", Theme::Dark, Contrast::Normal),
        ("gallery_light_high", Theme::Light, Contrast::High),
        ("gallery_dark_high", Theme::Dark, Contrast::High),
    ] {
        let state =
            State { chosen: 1, is_on: true, is_off: false, number: 4.0, text: "Some text".into() };
        let mut harness = Harness::builder()
            .with_size(vec2(1120.0, 1640.0))
            .with_theme(theme)
            .with_max_steps(16)
            .with_render_cursor(false)
            .with_options(SnapshotOptions::new().max_failed_pixels(12_usize))
            .with_context_setup(move |ctx| {
                theme::install(ctx);
                theme::set_contrast(ctx, contrast);
            })
            .renderer(SoftwareRenderer::default())
            .build_ui_state(
                |ui, state| {
                    let all = ui.ctx().content_rect();
                    ui.painter().with_clip_rect(all).rect_filled(all, 0.0, ui.visuals().panel_fill);
                    gallery_ui(ui, state);
                },
                state,
            );
        harness.run();
        assert_eq!(Look::of(&harness.ctx), Look { theme, contrast });
        results.add(harness.try_snapshot(name));
    }
}
