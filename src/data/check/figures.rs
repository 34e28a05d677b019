//! What a series must have: points in the order of time, finite, each with its source.

use super::Report;
use crate::data::series::Series;

impl Report<'_, '_> {
    pub(super) fn series(&mut self, series: &Series<'_>) {
        let id = series.id.as_str();
        let texts = [("id", &series.id), ("title", &series.title), ("unit", &series.unit), ("basis", &series.basis)];
        let aka = series.aka.iter().map(|name| ("aka", name));
        let note = series.note.iter().map(|note| ("note", note));
        let links = series.links.iter().map(|link| ("links", &link.to));
        for (part, text) in texts.into_iter().chain(aka).chain(note).chain(links) {
            self.text(id, part, text);
        }
        for (index, link) in series.links.iter().enumerate().filter(|(_, link)| !link.cites.is_empty()) {
            self.cites(id, &format_args!("links[{index}]"), &link.cites, &link.to);
        }
        self.group_of(series);
        if series.points.is_empty() {
            self.say(id, "points", id, "a series has at least one point");
        }
        for (index, point) in series.points.iter().enumerate() {
            let part = format!("points[{index}]");
            let at = point.cite.as_text();
            self.cites(id, &part, &point.cite, at);
            for other in &point.also {
                self.text(id, &part, &other.note);
                self.cites(id, &part, &other.cite, &other.note);
            }
            if let Some(note) = &point.note {
                self.text(id, &part, note);
            }
            if !point.value.is_finite() || point.also.iter().any(|other| !other.value.is_finite()) {
                self.say(id, &part, at, "a value must be a finite number");
            }
        }
        for pair in series.points.windows(2) {
            if let [before, after] = pair
                && before.period.list_order(&after.period).is_ge()
            {
                let message = if before.period == after.period {
                    format!("{} stands here twice; there is one point a period", after.period)
                } else {
                    let (after, before) = (after.period, before.period);
                    format!("{after} stands after {before}; points go from the oldest to the newest, one each")
                };
                self.say(id, "points", after.cite.as_text(), message);
            }
        }
    }
}
