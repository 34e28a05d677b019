//! What stands around a card, as pages: its past, and the sitting.

use ratatui::text::{Line, Span};

use super::{AGAIN, Around, NEW, NEXT, REVIEW};
use crate::text::{about_minutes, pad, pad_start};
use crate::tui::context::Context;
use crate::tui::screens::study::asking::Asking;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;

/// Columns of a topic's name at most.
const LONGEST_NAME: usize = 22;
/// Columns of a label.
const LABEL: usize = 13;

impl Around {
    /// How it went before, in a few words.
    pub(in crate::tui::screens::study::asking) fn in_short(&self) -> String {
        match self.past.len() {
            0 => "new".to_owned(),
            all => format!("{} of {all} known", self.past.iter().filter(|past| past.grade.is_known()).count()),
        }
    }

    /// The card, by its past.
    pub(super) fn card(&self, ctx: Context<'_>, columns: u16, rows: usize) -> Page {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        match &self.name {
            Some(name) => page.say(name, theme.title.style()),
            None => page.say("Its record shows with the answer.", theme.dim.style()),
        }
        page.say(&self.sort, theme.dim.style());
        page.gap();
        if self.past.is_empty() {
            page.say("Never asked: it is new.", theme.text.style());
            for sentence in &self.standing {
                page.say(sentence, theme.dim.style());
            }
            return page;
        }
        let known = self.past.iter().filter(|past| past.grade.is_known()).count();
        measure(ctx, &mut page, ("Known before", &format!("{known} of {}", self.past.len())), (known, self.past.len()));
        if let Some(recall) = self.recall {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1")]
            let share = (recall.clamp(0.0, 1.0) * 1000.0).round() as usize;
            measure(ctx, &mut page, ("Recall today", &format!("{:.0} %", recall * 100.0)), (share, 1000));
        }
        for sentence in &self.standing {
            page.say(sentence, theme.text.style());
        }
        let room = rows.saturating_sub(page.len() + 1);
        if room < 2 {
            return page;
        }
        page.gap();
        // The last line tells how many more there are.
        let shown = if self.past.len() > room { room - 1 } else { self.past.len() };
        for past in self.past.iter().take(shown) {
            let style = if past.grade.is_known() { theme.text } else { theme.negative };
            page.line(Line::from(vec![
                Span::styled(pad(&past.day.strftime("%e %b %Y").to_string(), 13), theme.date.style()),
                Span::styled(pad(past.grade.name(), 6), style.style()),
                Span::styled(pad_start(&format!("{:.0} s", past.seconds), 6), theme.dim.style()),
            ]));
        }
        if let Some(more) = self.past.len().checked_sub(shown).filter(|more| *more > 0) {
            page.say(&format!("and {more} before"), theme.dim.style());
        }
        page
    }

    /// The sitting: how far it has come, what is left of it, and what comes next.
    pub(super) fn sitting(&self, ctx: Context<'_>, asking: &Asking, columns: u16, rows: usize) -> Page {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        let (given, known) = asking.sitting.score();
        let all = known + asking.sitting.left();
        measure(ctx, &mut page, ("Done", &format!("{known} of {all}")), (known, all));
        if given > 0 {
            measure(ctx, &mut page, ("Known", &format!("{known} of {given}")), (known, given));
        }
        let most = self.left.iter().copied().max().unwrap_or(0).to_string().len();
        let counts = self.left.into_iter().zip(["seen before", NEW, AGAIN]).filter(|(count, _)| *count > 0);
        let counts = counts.map(|(count, word)| format!("{} {word}", pad_start(&count.to_string(), most)));
        page.gap();
        for (number, count) in counts.enumerate() {
            page.hang(&pad(if number == 0 { "Left" } else { "" }, LABEL), &count, theme.text.style());
        }
        page.hang(&pad("", LABEL), &format!("about {}", about_minutes(self.minutes)), theme.dim.style());
        self.coming(ctx, &mut page, rows);
        self.topics(ctx, &mut page, rows);
        page
    }

    /// The cards that come next, as far as there is room.
    fn coming(&self, ctx: Context<'_>, page: &mut Page, rows: usize) {
        let theme = ctx.theme;
        let shown = rows.saturating_sub(page.len() + 2).min(NEXT).min(self.coming.len());
        if shown == 0 {
            return;
        }
        page.gap();
        page.say("Coming next", theme.heading.style());
        for (sector, how) in self.coming.iter().take(shown) {
            let name = LONGEST_NAME.min(page.columns().saturating_sub(11));
            // What most of them are need not be said of each.
            let how = if *how == REVIEW { "" } else { *how };
            page.line(Line::from(vec![
                Span::styled(pad(sector, name), theme.text.style()),
                Span::styled(format!("  {how}"), theme.dim.style()),
            ]));
        }
    }

    /// What is left, by topic.
    fn topics(&self, ctx: Context<'_>, page: &mut Page, rows: usize) {
        let theme = ctx.theme;
        let room = rows.saturating_sub(page.len() + 2);
        let most = self.topics.first().map_or(0, |(_, cards)| *cards);
        if room < self.topics.len().min(3) || self.topics.len() < 2 {
            return;
        }
        let digits = most.to_string().len();
        let name = LONGEST_NAME.min(page.columns().saturating_sub(digits + 1));
        let columns = page.columns().saturating_sub(name + digits + 2).min(24);
        page.gap();
        page.say("Left by topic", theme.heading.style());
        for (topic, cards) in self.topics.iter().take(room) {
            let mut spans = vec![
                Span::styled(pad(topic, name), theme.text.style()),
                Span::styled(format!(" {} ", pad_start(&cards.to_string(), digits)), theme.text.style()),
            ];
            if columns >= 4 {
                let [filled, _] = meter(ctx, (*cards, most), columns, &theme.first);
                spans.push(filled);
            }
            page.line(Line::from(spans));
        }
    }
}

/// A label, a number and how much that is as a bar.
fn measure(ctx: Context<'_>, page: &mut Page, (label, number): (&str, &str), parts: (usize, usize)) {
    /// Columns of the number, which stand right.
    const NUMBER: usize = 10;
    let theme = ctx.theme;
    let columns = page.columns().saturating_sub(LABEL + NUMBER + 1).min(24);
    let mut spans =
        vec![Span::styled(pad(label, LABEL), theme.dim.style()), Span::styled(pad(number, NUMBER), theme.text.style())];
    if columns >= 4 {
        spans.extend(meter(ctx, parts, columns, &theme.first));
    }
    page.line(Line::from(spans));
}
