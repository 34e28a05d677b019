//! The screens behind the tabs, and the one place that tells them apart.
//!
//! One file a screen. Those that list records share [`listing`]; what they list is told by
//! [`crate::view::sections`].

pub mod agreements;
pub mod institutions;
mod item_actions;
pub mod listing;
pub mod overview;
pub mod study;
pub mod timeline;
pub mod topics;
pub mod trade;

use std::collections::BTreeMap;

use self::listing::Listing;
use self::overview::OverviewScreen;
use self::study::Study;
use crate::tui::context::Context;
use crate::tui::layer::Layer;
use crate::tui::whereabouts::{ListWhereabouts, Whereabouts};
use crate::view::tab::Tab;

/// The screen of a tab that lists records, as it opens; `None` for the others.
fn new_list(tab: Tab) -> Option<Box<dyn Listing>> {
    Some(match tab {
        Tab::Timeline => Box::<timeline::Timeline>::default(),
        Tab::Agreements => Box::<agreements::Agreements>::default(),
        Tab::Trade => Box::<trade::Trade>::default(),
        Tab::Institutions => Box::<institutions::Institutions>::default(),
        Tab::Topics => Box::<topics::Topics>::default(),
        Tab::Study => return None,
    })
}

/// All screens, kept while others show. Each lists what it lists when it first shows.
#[derive(Debug, Default)]
pub struct Screens {
    lists: Vec<(Tab, Box<dyn Listing>)>,
    /// The relationship on one screen, before all tabs.
    pub overview: OverviewScreen,
    /// Cards and mock exams.
    pub study: Study,
    /// Where one was when the program was left, on the tabs that have not shown since.
    before: BTreeMap<String, ListWhereabouts>,
}

impl Screens {
    /// The screen behind a tab.
    pub fn at(&mut self, ctx: Context<'_>, tab: Tab) -> &mut dyn Layer {
        if let Some(list) = list_at(&mut self.lists, &mut self.before, ctx, tab) {
            list
        } else {
            self.study.open(ctx);
            &mut self.study
        }
    }

    /// The screen behind a tab, as far as it has shown before.
    #[must_use]
    pub fn shown(&self, tab: Tab) -> Option<&dyn Layer> {
        let list = self.lists.iter().find(|(of, _)| *of == tab).map(|(_, list)| list.as_ref() as &dyn Layer);
        list.or((tab == Tab::Study).then_some(&self.study as &dyn Layer))
    }

    /// Whether the screen behind a tab has something left to be done.
    #[must_use]
    pub fn has_work(&self, tab: Tab) -> bool {
        match self.lists.iter().find(|(of, _)| *of == tab) {
            Some((_, list)) => list.has_work(),
            None => tab == Tab::Study && self.study.has_work(),
        }
    }

    /// Whether what was typed on the screen behind a tab is still to be looked for.
    #[must_use]
    pub fn is_search_due(&self, tab: Tab) -> bool {
        self.lists.iter().find(|(of, _)| *of == tab).is_some_and(|(_, list)| list.has_work() || list.has_due_filter())
    }

    /// The screen behind a tab, if it lists records.
    pub fn list(&mut self, ctx: Context<'_>, tab: Tab) -> Option<&mut (dyn Listing + 'static)> {
        list_at(&mut self.lists, &mut self.before, ctx, tab)
    }

    /// Notes that one goes elsewhere from the screen behind a tab.
    pub fn leave_off(&mut self, tab: Tab) {
        if let Some((_, list)) = self.lists.iter_mut().find(|(of, _)| *of == tab) {
            list.leave_off();
        }
    }

    /// Takes note of where one was when the program was left: each tab goes on from there when it first shows.
    pub fn go_on(&mut self, ctx: Context<'_>, before: Whereabouts) {
        self.before = before.lists;
        for (tab, list) in &mut self.lists {
            if let Some(before) = self.before.remove(tab.name()) {
                list.go_on(ctx, &before);
            }
        }
        self.study.go_on(ctx, &before.study);
    }

    /// Where one is on every tab, in words that outlast a run.
    #[must_use]
    pub fn whereabouts(&self, ctx: Context<'_>, tab: Tab) -> Whereabouts {
        let shown = self.lists.iter().map(|(tab, list)| (tab.name().to_owned(), list.whereabouts(ctx)));
        let lists = self.before.clone().into_iter().chain(shown).collect();
        Whereabouts { tab: tab.name().to_owned(), lists, study: self.study.choices(ctx), done: Vec::new() }
    }

    /// Whether a filter is not yet searched for to the end, or what a list lists is not listed yet.
    #[must_use]
    pub fn has_due_filter(&self) -> bool {
        self.lists.iter().any(|(_, list)| list.has_due_filter())
    }

    /// Whether a filter is being typed, on whatever tab.
    #[must_use]
    pub fn types_filter(&self) -> bool {
        self.lists.iter().any(|(_, list)| list.list_detail().filter.as_ref().is_some_and(|filter| filter.typing))
    }

    /// Goes on with a list that is being made anew, which needs no index for it, that of the tab one is on before
    /// others, and with none as long as a filter is searched for there: tells whether there is one, and whether
    /// something more is listed by that.
    pub fn go_on_listing(&mut self, ctx: Context<'_>, tab: Tab) -> Option<bool> {
        if self.is_searching(tab) {
            return None;
        }
        let is_due = |list: &dyn Listing| list.list_detail().remaking.is_some() && !list.list_detail().is_searching();
        let due = self.lists.iter_mut().filter(|(_, list)| is_due(list.as_ref())).min_by_key(|(of, _)| *of != tab)?;
        Some(due.1.go_on_listing(ctx))
    }

    /// Searches a little further for whatever narrows a list, alone for what does on the tab one is on as long as
    /// something does there; tells whether a list is made by now.
    pub fn catch_up(&mut self, ctx: Context<'_>, tab: Tab) -> bool {
        let is_searching = self.is_searching(tab);
        let lists = self.lists.iter_mut().filter(|(of, _)| *of == tab || !is_searching);
        lists.filter_map(|(_, list)| list.catch_up(ctx).then_some(())).count() > 0
    }

    /// Whether the filter of a tab is not yet searched for to the end.
    fn is_searching(&self, tab: Tab) -> bool {
        self.lists.iter().any(|(of, list)| *of == tab && list.list_detail().is_searching())
    }
}

fn list_at<'s>(
    lists: &'s mut Vec<(Tab, Box<dyn Listing>)>,
    before: &mut BTreeMap<String, ListWhereabouts>,
    ctx: Context<'_>,
    tab: Tab,
) -> Option<&'s mut (dyn Listing + 'static)> {
    if !lists.iter().any(|(of, _)| *of == tab) {
        let mut list = new_list(tab)?;
        match before.remove(tab.name()) {
            Some(before) => list.go_on(ctx, &before),
            // The first screen is whole.
            None if lists.is_empty() => list.refresh(ctx),
            None => list.begin_refresh(ctx),
        }
        list.list_detail_mut().marks = ctx.reader.marks.changes();
        lists.push((tab, list));
    }
    lists.iter_mut().find(|(of, _)| *of == tab).map(|(_, list)| list.as_mut())
}
