//! What the layer in front leaves to be done: closing it, laying another over it, going elsewhere.

use super::{App, can};
use crate::data::pack::tours::StopView;
use crate::tui::action::{Action, Effect};
use crate::tui::detail_pane::with_own_notes;
use crate::tui::keymap::{Scope, purpose};
use crate::tui::layer::Outcome;
use crate::tui::overlays::copied::Copied;
use crate::tui::overlays::help::Help;
use crate::tui::overlays::palette::Palette;
use crate::view::document::layout::whole_of;
use crate::view::tab::Tab;

/// What is said where a list of marks is to narrow the list at hand, and there is none.
const NO_LIST_HERE: &str = "There is no list on this tab to narrow; go to another, or open the list of marks.";

impl App<'_> {
    /// Does what the layer in front leaves to be done.
    pub(super) fn follow(&mut self, outcome: Outcome) -> Effect {
        match outcome {
            Outcome::Done(Effect::Go(item)) => self.go(item),
            Outcome::Done(effect) => return effect,
            Outcome::Pass(action) => return self.update_anywhere(action),
            Outcome::Yield(action) => {
                let scopes = self.layers.top(self.ctx).scopes();
                let is_help = matches!(action, Action::Help | Action::Palette);
                let is_there = scopes.iter().any(|scope| matches!(scope, Scope::Help | Scope::Palette));
                // The keys of what lies over the screen are shown over that.
                if is_help && !is_there {
                    self.open_help(&scopes, action == Action::Palette);
                    return Effect::Redraw;
                }
                // The palette does what was chosen to what lies below it; else what is in front is where one is.
                if !scopes.contains(&Scope::Palette) {
                    match action {
                        Action::Back => {
                            let here = self.place();
                            self.history.uncover(here);
                            self.layers.close();
                            return Effect::Redraw;
                        }
                        Action::Forward => {
                            self.travel(false);
                            return Effect::Redraw;
                        }
                        _ => {}
                    }
                }
                self.layers.close();
                if self.act(action) == Effect::Quit {
                    return Effect::Quit;
                }
            }
            Outcome::Close => self.layers.close(),
            Outcome::Open(overlay) => self.layers.open(overlay),
            Outcome::Narrow(chosen) => {
                if let Some(list) = self.layers.list(self.ctx) {
                    list.narrow(self.ctx, chosen);
                }
            }
            Outcome::FilterBy(text) => {
                self.layers.close_all();
                if let Some(list) = self.layers.list(self.ctx) {
                    list.filter_by(self.ctx, &text);
                } else {
                    self.frame.say(Some(NO_LIST_HERE.to_owned()));
                }
            }
            Outcome::Sit(title, items) => {
                self.leave_here();
                self.layers.screens.study.ask_list(self.ctx, &title, &items);
                self.layers.go_to(Tab::Study);
            }
            Outcome::Say(sentence) => _ = self.frame.say(Some(sentence)),
            Outcome::Copy(text) => {
                self.copy(&text);
                self.layers.open(Box::new(Copied::new(text)));
            }
            Outcome::CopyRecords(items) => {
                let records = with_own_notes(self.ctx, &items);
                let text = whole_of(self.ctx.dataset, &records);
                self.copy(&text);
                self.layers.open(Box::new(Copied::of_records(text, records)));
            }
            Outcome::CopyLine(line) => {
                // Where it cannot be sent it is shown at once.
                if !self.ctx.reader.has_clipboard || !self.outbox.copy_line(&line) {
                    return self.follow(Outcome::Copy(line));
                }
                let key = self.ctx.keymap.name(Scope::Detail, Action::Copy);
                self.frame.say(Some(format!("Sent to the clipboard ({key} again shows it): {line}")));
            }
            Outcome::Visit(address) => return self.visit(address),
            Outcome::Edit(file) => self.outbox.edit(file),
            Outcome::Map(place) => {
                self.leave_here();
                self.layers.go_to(Tab::Topics);
                if let Some(list) = self.layers.list(self.ctx) {
                    list.show_on_map(self.ctx, place);
                }
            }
            Outcome::Change(change) => self.change(change),
            Outcome::Drill(item) => {
                self.leave_here();
                self.layers.screens.study.drill(self.ctx, item);
                self.layers.go_to(Tab::Study);
            }
            Outcome::Dispute(record, point) => {
                self.leave_here();
                self.show(record, StopView::Disagreement, Some(&point));
            }
            Outcome::Chart(series, period) => {
                self.leave_here();
                self.layers.close_all();
                self.show_chart(series, [period, None]);
            }
            Outcome::Tour(wanted) => return self.begin_tour(wanted),
        }
        Effect::Redraw
    }

    /// Lays the keys of these scopes over what is in front, or what can be done where they hold.
    pub(super) fn open_help(&mut self, scopes: &[Scope], palette: bool) {
        let (ctx, tab) = (self.ctx, self.layers.tab());
        if palette {
            let ways = self.history.ways();
            let top = self.layers.top(ctx);
            let today = self.now.map(|now| now.wall.date());
            let palette = Palette::new(ctx, scopes, today, &|action| can(top, ctx, ways, action));
            return self.layers.open(Box::new(palette));
        }
        let own = scopes.iter().find_map(|scope| Some((scope.name().to_owned(), scope.purpose()?)));
        let place = own.unwrap_or_else(|| (tab.name().to_owned(), purpose::of_tab(tab)));
        self.layers.open(Box::new(Help::new(scopes.to_vec(), place)));
    }
}
