//! What shows first: the overview, where one left off, or what the command line asked for.

use super::App;
use crate::data::ItemId;
use crate::study::exam::options::ExamOptions;
use crate::study::mains::coming::MainsFilter;
use crate::tui::action::Action;
use crate::tui::keymap::Scope;
use crate::tui::list_detail::Focus;
use crate::tui::whereabouts::Whereabouts;
use crate::view::tab::Tab;

/// What the title line says until a key comes.
const WHERE_YOU_LEFT: &str = "Where you left off";

impl App<'_> {
    /// Goes to the overview, which opens first where nothing else is asked for or remembered.
    pub fn open_overview(&mut self) {
        self.layers.go_to_overview();
        self.make_overview();
    }

    /// Goes on where one was when the program was left, but on the tab it opens on; and says so, where that is not
    /// where anybody begins.
    pub fn go_on(&mut self, before: Whereabouts) {
        let ctx = self.ctx;
        before.done.iter().rev().for_each(|name| ctx.reader.recent.ask(name));
        self.layers.screens.go_on(ctx, before);
        let tab = self.layers.tab();
        let first = ctx.keymap.name(Scope::List, Action::First);
        let resumed = match self.layers.list(ctx) {
            Some(list) if list.whereabouts(ctx).is_plain() && list.is_where_it_opens() => {
                (tab != Tab::default()).then(|| WHERE_YOU_LEFT.to_owned())
            }
            Some(list) if list.list_detail().focus == Focus::List => {
                Some(format!("{WHERE_YOU_LEFT}; {first}: to the first"))
            }
            _ => Some(WHERE_YOU_LEFT.to_owned()),
        };
        if let Some(resumed) = resumed {
            self.frame.tell_resumed(resumed);
        }
    }

    /// Opens the record of an item, as if it had been found.
    pub fn open(&mut self, item: ItemId) {
        self.frame.forget_resumed();
        self.go(item);
        self.history.forget();
    }

    /// Begins the mock exam that was asked for; the time must have been told.
    pub fn begin_exam(&mut self, options: ExamOptions) {
        self.frame.forget_resumed();
        self.layers.go_to(Tab::Study);
        self.layers.screens.study.begin_exam(self.ctx, options);
    }

    /// Goes to the questions of the main examination that were asked for; the time must have been told.
    pub fn begin_mains(&mut self, filter: MainsFilter) {
        self.frame.forget_resumed();
        self.layers.go_to(Tab::Study);
        self.layers.screens.study.begin_mains(self.ctx, filter);
    }
}
