//! What a printed report contains, independent of its form: HTML ([`super::page_html`]) and PDF ([`super::pdf`]) show the
//! same blocks.

/// A report on one page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    pub title: String,
    /// One or two sentences below the title.
    pub lead: String,
    pub sections: Vec<Section>,
    /// What the numbers are and are not.
    pub footer: String,
}

/// A part of the page with a heading.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section {
    pub heading: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Paragraph(String),
    /// A smaller, quieter paragraph.
    Note(String),
    Table(Table),
    Grid(Grid),
}

/// A table; the first column is text, the others are numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Shares by row and column. Each cell has its number, so the shade is not the only signal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    pub columns: Vec<String>,
    /// Name of the row, and the share of each column, 0 to 1; `None` with too little data.
    pub rows: Vec<(String, Vec<Option<f64>>)>,
    /// The share that has the full shade.
    pub most: f64,
}

impl Grid {
    /// Shade of a share, 0 to 1.
    pub(crate) fn shade(&self, share: f64) -> f64 {
        (share / self.most.max(1e-6)).clamp(0.0, 1.0)
    }
}
