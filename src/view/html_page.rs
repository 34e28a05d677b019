//! The page of HTML that sheets and papers are printed on: no script, nothing fetched, black on white, and made for A4.
//! What stands on it is others' matter; how it looks is in `html_page.css`.

use crate::data::Dataset;
use crate::text::html::escaped;

/// How it looks, on the screen and on paper.
const STYLE: &str = include_str!("html_page.css");
/// Nothing but that style may be used: no script, no picture, no font, no frame from anywhere.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The beginning of a page, up to what its header may have besides the title and a line below it.
pub(super) fn begin(title: &str, line: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <header>\n<h1>{title}</h1>\n<p class=\"glance\">{}</p>\n",
        escaped(POLICY),
        escaped(line)
    )
}

/// Its end.
pub(super) fn end(dataset: &Dataset<'_>) -> String {
    format!("<footer>{}</footer>\n</main>\n</body>\n</html>\n", escaped(&imprint(dataset)))
}

/// Whose page this is, and of which edition.
pub(super) fn imprint(dataset: &Dataset<'_>) -> String {
    format!("maitri · {} · edition {}", dataset.pack.title, dataset.pack.edition)
}
