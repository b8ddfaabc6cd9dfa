//! Pages of the window and the navigation between them: a rail at the left, or a bar at the bottom of a narrow
//! window.

use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align2, Color32, CornerRadius, Frame, Key, Margin, Panel, Rect, Response, Sense, Stroke,
    Ui, WidgetInfo, pos2, vec2,
};

use crate::text::t;
use crate::ui::shortcuts::ShortcutsView;
use crate::ui::theme::{
    self, BOTTOM_BAR_BELOW, CONTROL_HEIGHT, CONTROL_RADIUS, GAP, GAP_SMALL, GAP_TINY, HAIRLINE,
    ICONS_ONLY_BELOW, Icon, IconSize, LINE, Palette, Type, Weight,
};
use crate::ui::widgets::page::mark_ui;

/// A page of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tab {
    Now,
    Stretch,
    History,
    Settings,
}

/// All pages in display order, each with the key that selects it together with Ctrl.
pub(super) const TABS: [(Tab, Key); 4] = [
    (Tab::Now, Key::Num1),
    (Tab::Stretch, Key::Num2),
    (Tab::History, Key::Num3),
    (Tab::Settings, Key::Num4),
];

impl Tab {
    /// Label of the page.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Now => t!("tab-now"),
            Self::Stretch => t!("tab-stretch"),
            Self::History => t!("tab-history"),
            Self::Settings => t!("tab-settings"),
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Now => Icon::UserFocus,
            Self::Stretch => Icon::PersonSimpleTaiChi,
            Self::History => Icon::ChartBar,
            Self::Settings => Icon::GearSix,
        }
    }
}

/// Form of the navigation, by the width of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A rail with icons and labels.
    Labels,
    /// A rail with icons.
    Icons,
    /// A bar at the bottom.
    Bar,
}

impl Form {
    fn of(width: f32) -> Self {
        match width {
            width if width < BOTTOM_BAR_BELOW => Self::Bar,
            width if width < ICONS_ONLY_BELOW => Self::Icons,
            _ => Self::Labels,
        }
    }
}

/// Width of the rail with and without labels, points.
const RAIL: [f32; 2] = [200.0, 68.0];

/// Height of the bar, points.
const BAR: f32 = 60.0;

/// Height of a row of the rail, points.
const ROW: f32 = CONTROL_HEIGHT + GAP_SMALL;

/// Shows the navigation at the edge of the window. Returns whether a page was clicked, also if it is the chosen one.
pub fn navigation_ui(ui: &mut Ui, chosen: &mut Tab, shortcuts: &mut ShortcutsView) -> bool {
    let palette = Palette::current(ui);
    let form = Form::of(ui.available_width());
    let frame = Frame::new().fill(palette.rail);
    let shown = match form {
        Form::Bar => Panel::bottom("navigation")
            .frame(frame)
            .exact_size(BAR)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| bar_ui(ui, chosen, shortcuts)),
        Form::Labels | Form::Icons => {
            let is_labelled = form == Form::Labels;
            Panel::left("navigation")
                .frame(frame.inner_margin(Margin::same(GAP_SMALL as i8 + GAP_TINY as i8)))
                .exact_size(RAIL[usize::from(!is_labelled)])
                .resizable(false)
                .show_separator_line(false)
                .show(ui, |ui| rail_ui(ui, chosen, shortcuts, is_labelled))
        }
    };
    let rect = shown.response.rect;
    let line = Stroke::new(HAIRLINE, palette.line);
    match form {
        Form::Bar => ui.painter().hline(rect.x_range(), rect.top(), line),
        Form::Labels | Form::Icons => ui.painter().vline(rect.right(), rect.y_range(), line),
    };
    shown.inner
}

fn rail_ui(
    ui: &mut Ui,
    chosen: &mut Tab,
    shortcuts: &mut ShortcutsView,
    is_labelled: bool,
) -> bool {
    let mut is_clicked = false;
    let palette = Palette::current(ui);
    ui.spacing_mut().item_spacing.y = GAP_TINY;
    ui.add_space(GAP_SMALL);
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), CONTROL_HEIGHT), Sense::hover());
    let side = IconSize::Large.points();
    let left = if is_labelled { rect.left() + GAP_SMALL + side / 2.0 } else { rect.center().x };
    mark_ui(ui, pos2(left, rect.center().y), side, palette.accent);
    if is_labelled {
        let at = pos2(left + side / 2.0 + GAP_SMALL, rect.center().y);
        let name = "Plumbline";
        ui.painter().text(at, Align2::LEFT_CENTER, name, Type::Title.font(), palette.text);
    }
    ui.add_space(GAP);
    for (number, (tab, _)) in TABS.into_iter().enumerate() {
        let size = vec2(ui.available_width(), ROW);
        let response = item_ui(ui, tab, size, *chosen == tab, |ui, rect, ink, is_chosen| {
            let x = if is_labelled {
                rect.left() + GAP_SMALL + GAP_TINY + side / 2.0
            } else {
                rect.center().x
            };
            let centre = pos2(x, rect.center().y);
            tab.icon().paint_as(ui.painter(), centre, IconSize::Medium, ink, is_chosen);
            if is_labelled {
                let weight = if is_chosen { Weight::Semibold } else { Weight::Medium };
                let at = pos2(x + side / 2.0 + GAP_SMALL, rect.center().y);
                let font = Type::Body.weighted(weight);
                ui.painter().text(at, Align2::LEFT_CENTER, tab.label(), font, ink);
            }
        });
        if response.on_hover_text(hint(tab, number, is_labelled)).clicked() {
            *chosen = tab;
            is_clicked = true;
        }
    }
    ui.add_space((ui.available_height() - CONTROL_HEIGHT).max(0.0));
    ui.horizontal(|ui| {
        let left =
            if is_labelled { GAP_TINY } else { (ui.available_width() - CONTROL_HEIGHT) / 2.0 };
        ui.add_space(left);
        shortcuts.button_ui(ui, is_labelled);
    });
    is_clicked
}

fn bar_ui(ui: &mut Ui, chosen: &mut Tab, shortcuts: &mut ShortcutsView) -> bool {
    let mut is_clicked = false;
    let width = (ui.available_width() - CONTROL_HEIGHT - GAP_SMALL) / TABS.len() as f32;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (number, (tab, _)) in TABS.into_iter().enumerate() {
            let response = item_ui(
                ui,
                tab,
                vec2(width, BAR - GAP_SMALL),
                *chosen == tab,
                |ui, rect, ink, is_chosen| {
                    let centre = pos2(rect.center().x, rect.top() + GAP);
                    tab.icon().paint_as(ui.painter(), centre, IconSize::Medium, ink, is_chosen);
                    label_ui(ui, tab, rect, ink);
                },
            );
            if response.on_hover_text(hint(tab, number, true)).clicked() {
                *chosen = tab;
                is_clicked = true;
            }
        }
        shortcuts.button_ui(ui, false);
    });
    is_clicked
}

/// The label below an icon of the bar, cut off if it is too long.
fn label_ui(ui: &Ui, tab: Tab, rect: Rect, ink: Color32) {
    let font = Type::Caption.weighted(Weight::Medium);
    let mut job = egui::text::LayoutJob::simple_singleline(tab.label().to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - GAP_TINY);
    let galley = ui.painter().layout_job(job);
    let at =
        pos2(rect.center().x - galley.size().x / 2.0, rect.bottom() - GAP_TINY - galley.size().y);
    ui.painter().galley(at, galley, ink);
}

/// Shortcut of a page, with its name if that is not shown.
fn hint(tab: Tab, number: usize, is_labelled: bool) -> String {
    let key = t!("tab-key", number = number + 1);
    if is_labelled { key } else { format!("{} · {key}", tab.label()) }
}

fn item_ui(
    ui: &mut Ui,
    tab: Tab,
    size: egui::Vec2,
    is_chosen: bool,
    contents: impl FnOnce(&Ui, Rect, Color32, bool),
) -> Response {
    let palette = Palette::current(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chosen, tab.label()));
    if ui.is_rect_visible(rect) {
        let fill = match () {
            () if is_chosen => palette.accent_soft,
            () if response.hovered() => palette.hover,
            () => Color32::TRANSPARENT,
        };
        let ink = if is_chosen { palette.accent } else { palette.text_quiet };
        let around = rect.shrink2(vec2(0.0, HAIRLINE));
        ui.painter().rect_filled(around, CornerRadius::same(CONTROL_RADIUS), fill);
        if is_chosen && theme::contrast_of(ui.ctx()) == theme::Contrast::High {
            let outline = Stroke::new(LINE, palette.accent);
            ui.painter().rect_stroke(
                around,
                CornerRadius::same(CONTROL_RADIUS),
                outline,
                egui::StrokeKind::Inside,
            );
        }
        contents(ui, rect, ink, is_chosen);
    }
    theme::focus_ring(ui, &response, CONTROL_RADIUS);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_the_navigation_follows_the_width_of_the_window() {
        let forms = [420.0, 599.0, 600.0, 919.0, 920.0, 1600.0].map(Form::of);
        assert_eq!(
            forms,
            [Form::Bar, Form::Bar, Form::Icons, Form::Icons, Form::Labels, Form::Labels]
        );
    }
}
