//! The screens behind the tabs, and the one place that tells them apart.
//!
//! One file a screen. Those that list records share [`listing`]; what they list is told by
//! [`crate::view::sections`].

pub mod agreements;
pub mod institutions;
mod item_actions;
pub mod listing;
pub mod study;
pub mod timeline;
pub mod topics;
pub mod trade;

use self::listing::Listing;
use self::study::Study;
use crate::tui::context::Context;
use crate::tui::layer::Layer;
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
    /// Cards and mock exams.
    pub study: Study,
}

impl Screens {
    /// The screen behind a tab.
    pub fn at(&mut self, ctx: Context<'_>, tab: Tab) -> &mut dyn Layer {
        if let Some(list) = list_at(&mut self.lists, ctx, tab) {
            list
        } else {
            self.study.open(ctx);
            &mut self.study
        }
    }

    /// The screen behind a tab, if it lists records.
    pub fn list(&mut self, ctx: Context<'_>, tab: Tab) -> Option<&mut (dyn Listing + 'static)> {
        list_at(&mut self.lists, ctx, tab)
    }
}

fn list_at<'s>(
    lists: &'s mut Vec<(Tab, Box<dyn Listing>)>,
    ctx: Context<'_>,
    tab: Tab,
) -> Option<&'s mut (dyn Listing + 'static)> {
    if !lists.iter().any(|(of, _)| *of == tab) {
        let mut list = new_list(tab)?;
        list.refresh(ctx);
        lists.push((tab, list));
    }
    lists.iter_mut().find(|(of, _)| *of == tab).map(|(_, list)| list.as_mut())
}
