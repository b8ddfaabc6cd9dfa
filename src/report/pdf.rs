//! A [`Page`] as a PDF of one sheet of paper, with its font embedded: it looks the same without the program.
//!
//! The blocks are laid out top down. If they do not fit on the sheet, everything is made smaller, down to
//! [`SMALLEST`].

use ab_glyph::{Font as _, FontRef};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, Tag, TextDirection};
use krilla::{Data, Document};

use super::page::{Block, Grid, Page, Table};
use crate::text::language;
use crate::text::numbers::percent;
use crate::ui::theme::text::INTER;

/// Size of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Paper {
    /// 210 × 297 mm
    #[default]
    A4,
    /// 8.5 × 11 inches
    Letter,
}

/// Regions whose usual paper is Letter (Unicode CLDR, supplemental data, `paperSize`).
const WITH_LETTER: [&str; 14] =
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

impl Paper {
    /// The usual paper where the first of `locales` with a region is: `en_US.UTF-8`, `es-MX`.
    pub(crate) fn usual(locales: &[String]) -> Self {
        let region = |locale: &String| {
            let parts = locale.split(['.', '@']).next().unwrap_or_default().split(['-', '_']);
            let is_region = |part: &&str| part.len() == 2 && part.is_ascii();
            parts.skip(1).find(is_region).map(str::to_ascii_uppercase)
        };
        match locales.iter().find_map(region) {
            Some(region) if WITH_LETTER.contains(&region.as_str()) => Self::Letter,
            _ => Self::A4,
        }
    }

    /// Width and height, points (1/72 inch).
    fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PdfError {
    /// The built-in font cannot be used.
    #[error("the built-in font cannot be read")]
    Font,
    /// The library reports an error.
    #[error("the PDF could not be made: {0}")]
    Library(String),
}

/// Margin of the sheet, points: 14 mm, which every printer can print.
const MARGIN: f32 = 40.0;
/// Type sizes and spaces at full size, points.
const TITLE: f32 = 17.0;
const HEADING: f32 = 11.0;
const BODY: f32 = 9.5;
const SMALL: f32 = 8.0;
const LINE: f32 = 1.35;
const GAP: f32 = 9.0;
/// Share of the width for the first column of a table or grid.
const FIRST_COLUMN: f32 = 0.3;
/// Smallest factor on all sizes.
const SMALLEST: f32 = 0.6;
/// The semibold cut is wider than the regular one, whose widths are measured.
const BOLD_WIDER: f32 = 1.06;

const INK: [u8; 3] = [0x16, 0x19, 0x1d];
const QUIET: [u8; 3] = [0x55, 0x5b, 0x62];
const RULE: [u8; 3] = [0xc8, 0xc6, 0xc0];
const SHADE: [u8; 3] = [0xd0, 0x70, 0x3c];
/// Opacity of the full shade, so that the number on it stays readable.
const FULL_SHADE: f32 = 0.65;

/// Something at its place on the sheet, points from the top left corner.
enum Mark {
    Text { x: f32, baseline: f32, size: f32, is_bold: bool, color: [u8; 3], words: String },
    Filled { x: f32, y: f32, width: f32, height: f32, color: [u8; 3], opacity: f32 },
}

/// The blocks of a page on their way down a sheet.
struct Sheet<'a> {
    font: &'a FontRef<'a>,
    scale: f32,
    left: f32,
    width: f32,
    y: f32,
    marks: Vec<Mark>,
}

/// Where text stands in its column.
#[derive(Clone, Copy, PartialEq)]
enum Align {
    Left,
    Middle,
    Right,
}

impl Sheet<'_> {
    fn width_of(&self, words: &str, size: f32, is_bold: bool) -> f32 {
        let units = self.font.units_per_em().unwrap_or(1000.0);
        let advance: f32 =
            words.chars().map(|c| self.font.h_advance_unscaled(self.font.glyph_id(c))).sum();
        let wider = if is_bold { BOLD_WIDER } else { 1.0 };
        advance / units * size * self.scale * wider
    }

    /// `words` in lines of at most `room` points.
    fn lines(&self, words: &str, size: f32, room: f32) -> Vec<String> {
        let mut lines: Vec<String> = vec![String::new()];
        for word in words.split_whitespace() {
            let last = lines.last().map_or("", String::as_str);
            let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
            if !last.is_empty() && self.width_of(&longer, size, false) > room {
                lines.push(word.to_owned());
            } else if let Some(last) = lines.last_mut() {
                *last = longer;
            }
        }
        lines
    }

    fn text(
        &mut self,
        (x, room): (f32, f32),
        size: f32,
        look: (bool, [u8; 3], Align),
        words: &str,
    ) {
        let (is_bold, color, align) = look;
        let spare = room - self.width_of(words, size, is_bold);
        let x = x + match align {
            Align::Left => 0.0,
            Align::Middle => spare / 2.0,
            Align::Right => spare,
        };
        // The ascent of the font is about 0.97 of its size; this centres it in its line.
        let baseline = self.y + size * self.scale * (LINE / 2.0 + 0.35);
        let (size, words) = (size * self.scale, words.to_owned());
        self.marks.push(Mark::Text { x, baseline, size, is_bold, color, words });
    }

    fn down(&mut self, points: f32) {
        self.y += points * self.scale;
    }

    fn paragraph(&mut self, words: &str, size: f32, is_bold: bool, color: [u8; 3]) {
        let room = if is_bold { self.width / BOLD_WIDER } else { self.width };
        for line in self.lines(words, size, room) {
            self.text((self.left, self.width), size, (is_bold, color, Align::Left), &line);
            self.down(size * LINE);
        }
    }

    fn rule(&mut self) {
        let (x, y, width) = (self.left, self.y, self.width);
        self.marks.push(Mark::Filled { x, y, width, height: 0.5, color: RULE, opacity: 1.0 });
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(words) => self.paragraph(words, BODY, false, INK),
            Block::Note(words) => self.paragraph(words, SMALL, false, QUIET),
            Block::Table(table) => self.table(table),
            Block::Grid(grid) => self.grid(grid),
        }
        self.down(GAP / 4.0);
    }

    fn table(&mut self, table: &Table) {
        let columns = table.head.len().max(1);
        let first = self.width * (1.0 - 0.175 * (columns - 1) as f32).max(FIRST_COLUMN);
        let other = (self.width - first) / (columns - 1).max(1) as f32;
        let row = |sheet: &mut Self, cells: &[String], size: f32, is_bold: bool, color| {
            let wrapped: Vec<Vec<String>> = cells
                .iter()
                .enumerate()
                .map(|(i, cell)| sheet.lines(cell, size, if i == 0 { first } else { other } - 6.0))
                .collect();
            let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
            let top = sheet.y;
            for (i, lines) in wrapped.iter().enumerate() {
                sheet.y = top;
                let (place, align) = match i {
                    0 => ((sheet.left, first), Align::Left),
                    _ => ((sheet.left + first + other * (i - 1) as f32, other), Align::Right),
                };
                for line in lines {
                    sheet.text(place, size, (is_bold, color, align), line);
                    sheet.down(size * LINE);
                }
            }
            sheet.y = top + height as f32 * size * LINE * sheet.scale;
            sheet.rule();
            sheet.down(1.5);
        };
        row(self, &table.head, SMALL, true, QUIET);
        for cells in &table.rows {
            row(self, cells, BODY, false, INK);
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let first = self.width * FIRST_COLUMN * 0.8;
        let cell = (self.width - first) / grid.columns.len().max(1) as f32;
        let place = |sheet: &Self, i: usize| (sheet.left + first + cell * i as f32, cell);
        for (i, column) in grid.columns.iter().enumerate() {
            let at = place(self, i);
            self.text(at, SMALL, (true, QUIET, Align::Middle), column);
        }
        self.down(SMALL * LINE);
        for (name, shares) in &grid.rows {
            let height = BODY * LINE * 1.1 * self.scale;
            self.text((self.left, first), BODY, (false, INK, Align::Left), name);
            for (i, share) in shares.iter().enumerate() {
                let (x, width) = place(self, i);
                if let Some(share) = share {
                    let opacity = FULL_SHADE * grid.shade(*share) as f32;
                    let (y, width, height) = (self.y, width - 1.0, height - 1.0);
                    let color = SHADE;
                    self.marks.push(Mark::Filled { x, y, width, height, color, opacity });
                }
                let words = share.map_or("–".into(), |share| percent(share * 100.0, 0));
                self.text((x, width), SMALL, (false, INK, Align::Middle), &words);
            }
            self.y += height;
        }
    }
}

/// The page at this scale; its lower end, points.
fn laid_out(
    page: &Page,
    font: &FontRef<'_>,
    (width, height): (f32, f32),
    scale: f32,
) -> (Vec<Mark>, f32) {
    let marks = Vec::new();
    let mut sheet =
        Sheet { font, scale, left: MARGIN, width: width - 2.0 * MARGIN, y: MARGIN, marks };
    sheet.paragraph(&page.title, TITLE, true, INK);
    sheet.paragraph(&page.lead, BODY, false, INK);
    for section in &page.sections {
        sheet.down(GAP);
        sheet.paragraph(&section.heading, HEADING, true, INK);
        for block in &section.blocks {
            sheet.block(block);
        }
    }
    let end = sheet.y + GAP;
    // The footer is at the lower edge, or below everything if that is lower.
    let lines = sheet.lines(&page.footer, SMALL, sheet.width).len() as f32;
    let footer = lines * SMALL * LINE * scale;
    sheet.y = end.max(height - MARGIN - footer - 3.0);
    sheet.rule();
    sheet.down(3.0);
    sheet.paragraph(&page.footer, SMALL, false, QUIET);
    (sheet.marks, end + footer + 3.0)
}

/// The page as a PDF.
///
/// # Errors
/// [`PdfError`] if the built-in font cannot be embedded.
pub(crate) fn page_pdf(page: &Page, paper: Paper) -> Result<Vec<u8>, PdfError> {
    let metrics = FontRef::try_from_slice(INTER).map_err(|_| PdfError::Font)?;
    let regular = Font::new(Data::from(INTER), 0).ok_or(PdfError::Font)?;
    let bold = Font::new_variable(Data::from(INTER), 0, &[(Tag::new(b"wght"), 600.0)])
        .ok_or(PdfError::Font)?;
    let size = paper.size();
    let mut scale = 1.0;
    let marks = loop {
        let (marks, end) = laid_out(page, &metrics, size, scale);
        if end <= size.1 - MARGIN || scale <= SMALLEST {
            break marks;
        }
        scale -= 0.02;
    };
    let mut document = Document::new();
    let metadata = Metadata::new().title(page.title.clone()).language(language());
    document.set_metadata(metadata.creator("Plumbline".into()));
    let settings =
        PageSettings::from_wh(size.0, size.1).ok_or(PdfError::Library("paper size".into()))?;
    let mut sheet = document.start_page_with(settings);
    let mut surface = sheet.surface();
    for mark in marks {
        draw(&mut surface, mark, (&regular, &bold));
    }
    surface.finish();
    sheet.finish();
    document.finish().map_err(|error| PdfError::Library(format!("{error:?}")))
}

fn draw(surface: &mut Surface<'_>, mark: Mark, (regular, bold): (&Font, &Font)) {
    let fill = |[r, g, b]: [u8; 3], opacity: f32| Fill {
        paint: rgb::Color::new(r, g, b).into(),
        opacity: NormalizedF32::new(opacity).unwrap_or(NormalizedF32::ONE),
        ..Fill::default()
    };
    match mark {
        Mark::Text { x, baseline, size, is_bold, color, words } => {
            surface.set_fill(Some(fill(color, 1.0)));
            let font = if is_bold { bold } else { regular };
            let at = Point::from_xy(x, baseline);
            surface.draw_text(at, font.clone(), size, &words, false, TextDirection::LeftToRight);
        }
        Mark::Filled { x, y, width, height, color, opacity } => {
            let mut path = PathBuilder::new();
            let Some(rect) = Rect::from_xywh(x, y, width, height) else { return };
            path.push_rect(rect);
            let Some(path) = path.finish() else { return };
            surface.set_fill(Some(fill(color, opacity)));
            surface.draw_path(&path);
        }
    }
}
