//! A [`Page`] as one HTML document without external resources, with a style sheet for printing.

use std::fmt::Write as _;

use super::page::{Block, Grid, Page, Table};
use super::{STYLE, escaped, table_head};
use crate::text::language;
use crate::text::numbers::percent;

/// For the grid, and for paper: A4 or Letter, whichever the printer has, in ink on white.
const PAGE_STYLE: &str = "
table.grid td { text-align: center; padding: .2rem .1rem; }
table.grid td:first-child { text-align: left; }
table.grid th { text-align: center; }
table.grid th:first-child { text-align: left; }
@page { margin: 14mm; }
@media print {
  :root { color-scheme: light; --ground: #fff; --ink: #000; --quiet: #444; --line: #bbb; --fault: #d0703c; }
  body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.35; }
  h1 { font-size: 15pt; } h2 { font-size: 11pt; margin: 8pt 0 2pt; break-after: avoid; }
  th, td { padding: 1.5pt 4pt; } p { margin: 2pt 0; }
  p.quiet, figcaption, footer, th { font-size: 8pt; }
  footer { margin-top: 8pt; padding-top: 4pt; } table { break-inside: avoid; }
  td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
";

/// The document.
#[must_use]
pub(crate) fn page_html(page: &Page) -> String {
    let mut body = format!("<h1>{}</h1>\n<p>{}</p>\n", escaped(&page.title), escaped(&page.lead));
    for section in &page.sections {
        // `writeln!` to a `String` cannot fail.
        let _ = writeln!(body, "<h2>{}</h2>", escaped(&section.heading));
        for block in &section.blocks {
            match block {
                Block::Paragraph(words) => push_paragraph(&mut body, "<p>", words),
                Block::Note(words) => push_paragraph(&mut body, "<p class=\"quiet\">", words),
                Block::Table(table) => push_table(&mut body, table),
                Block::Grid(grid) => push_grid(&mut body, grid),
            }
        }
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>{STYLE}{PAGE_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\
         </main>\n<footer>{}</footer>\n</body>\n</html>\n",
        language(),
        escaped(&page.title),
        escaped(&page.footer)
    )
}

fn push_paragraph(body: &mut String, tag: &str, words: &str) {
    let _ = writeln!(body, "{tag}{}</p>", escaped(words));
}

fn push_table(body: &mut String, table: &Table) {
    body.push_str(&table_head(&table.head));
    for row in &table.rows {
        let cells: String = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        let _ = writeln!(body, "<tr>{cells}</tr>");
    }
    body.push_str("</tbody>\n</table>\n");
}

fn push_grid(body: &mut String, grid: &Grid) {
    let mut head = vec![String::new()];
    head.extend(grid.columns.iter().cloned());
    body.push_str(&table_head(&head).replacen("<table>", "<table class=\"grid\">", 1));
    for (name, shares) in &grid.rows {
        let _ = write!(body, "<tr><td>{}</td>", escaped(name));
        for share in shares {
            let _ = match share {
                // The shade comes from the share, so that it is the same on paper.
                Some(share) => write!(
                    body,
                    "<td style=\"background: color-mix(in srgb, var(--fault) {:.0}%, \
                     transparent)\">{}</td>",
                    grid.shade(*share) * 70.0,
                    escaped(&percent(share * 100.0, 0))
                ),
                None => write!(body, "<td>–</td>"),
            };
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody>\n</table>\n");
}
