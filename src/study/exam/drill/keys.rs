//! Which option is right: spread evenly, so that none is a better guess than another.
//!
//! The right count or letter is drawn before the question is made, from a bag that holds each equally often, and is
//! given back unless a question comes of it.

use std::collections::HashMap;

use super::super::{Form, Question};
use crate::study::rng::Rng;

/// How many options there are to be right.
const OPTIONS: usize = 4;
/// How often each stands in a full bag: more than once, or the last would be known from the rest.
const TIMES: usize = 2;

/// How many statements there are in how many questions, and how many pairs.
const STATEMENTS: &[usize] = &[2, 2, 3, 3, 3, 4];
const PAIRS: &[usize] = &[3, 3, 4];

/// The bags, by form and number of lines.
#[derive(Debug, Default)]
pub(super) struct Keys {
    bags: HashMap<(Form, usize), Vec<usize>>,
    lines: HashMap<Form, Vec<usize>>,
}

impl Keys {
    /// How many lines the next question of a form has: the same until there is one, however hard it is to make, or what
    /// is hard would be rare.
    pub(super) fn lines(&mut self, form: Form, rng: &mut Rng) -> usize {
        let bag = self.lines.entry(form).or_default();
        if bag.is_empty() {
            bag.extend(if form == Form::Pairs { PAIRS } else { STATEMENTS });
            rng.shuffle(bag);
        }
        bag.last().copied().unwrap_or_default()
    }

    /// The next right option of a form with so many lines.
    pub(super) fn next(&mut self, form: Form, lines: usize, rng: &mut Rng) -> usize {
        let bag = self.bags.entry((form, lines)).or_default();
        if bag.is_empty() {
            bag.extend((0..OPTIONS).flat_map(|option| std::iter::repeat_n(option, TIMES)));
            rng.shuffle(bag);
        }
        bag.last().copied().unwrap_or_default()
    }

    /// Begins all bags anew: what stood next could not be asked.
    pub(super) fn refill(&mut self) {
        self.bags.clear();
        self.lines.clear();
    }

    /// Takes the right option of a question out of its bag.
    pub(super) fn spend(&mut self, question: &Question) {
        let bag = self.bags.entry((question.form, question.lines.len())).or_default();
        if let Some(at) = bag.iter().rposition(|option| *option == question.right) {
            bag.remove(at);
        }
        if let Some(lines) = self.lines.get_mut(&question.form) {
            lines.pop();
        }
    }
}
