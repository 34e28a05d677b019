//! One line that cites a record, in the style a reader has set: what it says, and the best source that says so.

use std::fmt::Write as _;

use super::passages;
use crate::data::cite::{self, Cite};
use crate::data::date::{PartialDate, Point};
use crate::data::pack::Source;
use crate::data::{Dataset, ItemId};

/// How a line that cites something is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As this program tells sources everywhere, with the grade.
    #[default]
    Plain,
    /// As the American Psychological Association has it, 7th edition.
    Apa,
    /// As a note of the Chicago Manual of Style, 17th edition.
    Chicago,
    /// An entry for BibTeX.
    Bibtex,
}

impl Style {
    /// Every style.
    pub const ALL: [Self; 4] = [Self::Plain, Self::Apa, Self::Chicago, Self::Bibtex];

    /// How settings call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Apa => "apa",
            Self::Chicago => "chicago",
            Self::Bibtex => "bibtex",
        }
    }
}

/// A line that cites an item by the best of its sources, in this style; empty where there is no such item.
#[must_use]
pub fn cited<'d>(dataset: &'d Dataset<'d>, id: ItemId, style: Style) -> String {
    let Some(item) = dataset.get(id) else { return String::new() };
    let all = cite::by_source(item.each_cite());
    let when = item.when().map(|when| when.to_string());
    let subject = Subject { title: item.title(), when, id: item.id() };
    // The best, and of those the one that is cited first.
    let graded = all.iter().enumerate();
    let best = graded.min_by_key(|(number, cite)| {
        (dataset.pack.grade(cite.source).is_none(), dataset.pack.grade(cite.source), *number)
    });
    let Some((cite, source)) = best.and_then(|(_, cite)| Some((cite, dataset.pack.source(cite.source)?))) else {
        return format!("{}.", subject.named());
    };
    let of = Cited { subject, cite, source, others: all.len() - 1, quoted: passages(dataset, cite, false) };
    match style {
        Style::Plain => of.plain(),
        Style::Apa => of.apa(),
        Style::Chicago => of.chicago(),
        Style::Bibtex => of.bibtex(),
    }
}

/// What is cited for something.
struct Subject<'d> {
    title: &'d str,
    when: Option<String>,
    id: &'d str,
}

impl Subject<'_> {
    /// `CEPA (1 August 2011)`
    fn named(&self) -> String {
        let when = self.when.as_ref().map_or_else(String::new, |when| format!(" ({when})"));
        format!("{}{when}", self.title)
    }
}

struct Cited<'d> {
    subject: Subject<'d>,
    cite: &'d Cite<'d>,
    source: &'d Source<'d>,
    /// How many other sources there are.
    others: usize,
    quoted: Vec<String>,
}

impl Cited<'_> {
    /// Where in the source: its paragraphs, for a page nothing.
    fn place(&self) -> Option<String> {
        self.source.paragraphs.is_some().then(|| self.cite.paragraph_text())
    }

    fn address(&self, before: &str, after: &str) -> String {
        self.source.address.as_ref().map_or_else(String::new, |address| format!("{before}{address}{after}"))
    }

    /// `CEPA (1 August 2011). Embassy of India, Tokyo, May 2024 (grade A): Bilateral Brief, ¶14, and 13 other sources.
    /// https://…`
    fn plain(&self) -> String {
        let mut line = format!("{}. {}: {}", self.subject.named(), self.source.graded_byline(), self.source.title);
        if let Some(place) = self.place() {
            let _ = write!(line, ", {place}");
        }
        if let Some(first) = self.quoted.first() {
            let _ = write!(line, " {first}");
        }
        let others = match self.others {
            0 => String::new(),
            1 => ", and another source".to_owned(),
            others => format!(", and {others} other sources"),
        };
        format!("{line}{others}.{}", self.address(" ", ""))
    }

    /// `Embassy of India, Tokyo. (May 2024). Bilateral Brief (¶14) [On CEPA (1 August 2011)]. https://…`
    fn apa(&self) -> String {
        let date = self.source.date.map_or_else(|| "n.d.".to_owned(), |date| date.to_string());
        let place = self.place().map_or_else(String::new, |place| format!(" ({place})"));
        let (publisher, title) = (ended(&self.source.publisher), &self.source.title);
        format!("{publisher} ({date}). {title}{place} [On {}].{}", self.subject.named(), self.address(" ", ""))
    }

    /// `Embassy of India, Tokyo, “Bilateral Brief,” May 2024, ¶14, on CEPA (1 August 2011), https://….`
    fn chicago(&self) -> String {
        let date = self.source.date.map_or_else(|| "n.d.".to_owned(), |date| date.to_string());
        let place = self.place().map_or_else(String::new, |place| format!(", {place}"));
        let (publisher, title) = (&self.source.publisher, &self.source.title);
        format!("{publisher}, “{title},” {date}{place}, on {}{}.", self.subject.named(), self.address(", ", ""))
    }

    /// `@misc{cepa, author = {{Embassy of India, Tokyo}}, title = {{Bilateral Brief}}, year = {2024}, note = {…}, url =
    /// {…}}`
    fn bibtex(&self) -> String {
        let date = self.source.date;
        // A decade is told by the note, and is no year.
        let has_year = |date: &PartialDate| !matches!(date.start(), Point::Century(_) | Point::Decade(_));
        let year = date.filter(has_year).map_or_else(String::new, |date| format!(", year = {{{}}}", date.year()));
        let told = date.map_or_else(String::new, |date| format!(", {date}"));
        let place = self.place().map_or_else(String::new, |place| format!(", {place}"));
        let note = format!("On {}{told}{place}", self.subject.named());
        let key: String = self.subject.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let (publisher, title) = (in_tex(&self.source.publisher), in_tex(&self.source.title));
        let url = self.source.address.as_ref().map_or_else(String::new, |url| format!(", url = {{{url}}}"));
        let note = in_tex(&note);
        format!("@misc{{{key}, author = {{{{{publisher}}}}}, title = {{{{{title}}}}}{year}, note = {{{note}}}{url}}}")
    }
}

/// A name with a full stop after it, unless it ends in one.
fn ended(name: &str) -> String {
    if name.ends_with('.') { name.to_owned() } else { format!("{name}.") }
}

/// A text in which nothing is taken for more than a letter.
fn in_tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_tex() {
        assert_eq!(in_tex("R&D_{50 %} \\x"), "R\\&D\\_\\{50 \\%\\} \\textbackslash{}x");
    }
}
