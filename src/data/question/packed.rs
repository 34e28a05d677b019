//! The bank of questions as it is compiled: heads first, by which papers are put together, then what each question says,
//! which is unpacked question by question. What a question is stands in [`super`].

use std::fmt;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::{BankQuestion, QuestionForm, Wording};
use crate::data::cite::Cites;
use crate::data::text::Text;

/// What a question says: at hand, or packed until it is asked for. Only what is compiled into the program is ever packed,
/// so that the bytes live for ever.
#[derive(Clone)]
pub(super) enum Packed<'a> {
    /// At hand.
    Ready(Box<Wording<'a>>),
    /// As bytes in postcard's form, and as what they meant once they were asked for.
    Compiled(&'static [u8], OnceLock<Box<Wording<'static>>>),
}

impl<'a> Packed<'a> {
    /// The wording; the first call unpacks it.
    pub(super) fn get(&self) -> &Wording<'a> {
        match self {
            Self::Ready(wording) => wording,
            Self::Compiled(bytes, wording) => wording.get_or_init(|| Box::new(unpacked(bytes))),
        }
    }
}

impl<'a> From<Wording<'a>> for Packed<'a> {
    fn from(wording: Wording<'a>) -> Self {
        Self::Ready(Box::new(wording))
    }
}

// How it is kept makes it no other wording.
impl fmt::Debug for Packed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.get(), f)
    }
}

/// What these bytes say. The build that packs also reads back (see the tests of `bundled`), so nobody should ever meet what
/// stands in for bytes that do not read.
fn unpacked(bytes: &'static [u8]) -> Wording<'static> {
    let unreadable = || Wording {
        stem: Text::from("This question does not read: the program was built wrongly. Build it again."),
        items: Vec::new(),
        choices: Vec::new(),
        explains: None,
        explanation: Text::default(),
        cites: Cites::default(),
    };
    postcard::take_from_bytes(bytes).map_or_else(|_| unreadable(), |(wording, _)| wording)
}

impl BankQuestion<'_> {
    /// The same question with a wording of its own, if its wording is still packed: who puts many questions into a paper
    /// unpacks one at a time, and gives it up again.
    pub(crate) fn apart(&self) -> Option<Self> {
        let Packed::Compiled(bytes, wording) = &self.wording else { return None };
        wording.get().is_none().then(|| {
            let Self { id, form, difficulty, topic, syllabus, records, .. } = self;
            Self {
                id: id.clone(),
                form: *form,
                difficulty: *difficulty,
                topic: topic.clone(),
                syllabus: syllabus.clone(),
                records: records.clone(),
                wording: Packed::Compiled(bytes, OnceLock::new()),
            }
        })
    }
}

/// A bank as it is compiled.
#[derive(Deserialize, Serialize)]
struct Form<'a> {
    #[serde(borrow)]
    heads: Vec<Head<'a>>,
    wordings: &'a [u8],
}

/// A question as it is compiled: the fields of [`BankQuestion`], and where its wording begins.
#[derive(Deserialize, Serialize)]
struct Head<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    form: QuestionForm,
    difficulty: u8,
    topic: Text<'a>,
    syllabus: Option<Text<'a>>,
    records: Vec<Text<'a>>,
    wording: usize,
}

/// A bank, to be compiled into the program. As of any list, its length stands first.
///
/// # Errors
/// What postcard cannot write; it can write every bank.
pub(in crate::data) fn write(questions: &[BankQuestion<'_>]) -> postcard::Result<Vec<u8>> {
    let (mut heads, mut wordings) = (Vec::with_capacity(questions.len()), Vec::new());
    for BankQuestion { id, form, difficulty, topic, syllabus, records, wording } in questions {
        heads.push(Head {
            id: id.clone(),
            form: *form,
            difficulty: *difficulty,
            topic: topic.clone(),
            syllabus: syllabus.clone(),
            records: records.clone(),
            wording: wordings.len(),
        });
        wordings.extend(postcard::to_allocvec(wording.get())?);
    }
    postcard::to_allocvec(&Form { heads, wordings: &wordings })
}

/// What [`write()`] made of a bank, each question's wording packed; nothing of other bytes.
pub(in crate::data) fn read(bytes: &'static [u8]) -> Option<Vec<BankQuestion<'static>>> {
    let Form { heads, wordings } = postcard::from_bytes(bytes).ok()?;
    let question = |head: Head<'static>| {
        let Head { id, form, difficulty, topic, syllabus, records, wording } = head;
        let wording = Packed::Compiled(wordings.get(wording..)?, OnceLock::new());
        Some(BankQuestion { id, form, difficulty, topic, syllabus, records, wording })
    };
    heads.into_iter().map(question).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;

    fn is_unread(question: &BankQuestion<'_>) -> bool {
        matches!(&question.wording, Packed::Compiled(_, wording) if wording.get().is_none())
    }

    #[test]
    fn a_question_is_unpacked_alone_and_one_apart_leaves_it_packed() {
        let dataset = bundled::dataset().unwrap();
        let questions = dataset.questions();
        assert!(questions.len() == dataset.question_count() && questions.iter().all(is_unread));
        for question in questions {
            let apart = format!("{:?}", question.apart().unwrap());
            assert!(is_unread(question), "{}", question.id);
            assert_eq!(format!("{question:?}"), apart);
            assert!(question.apart().is_none(), "{}: once it is unpacked", question.id);
        }
        let bytes: &'static [u8] = write(questions).unwrap().leak();
        assert_eq!(format!("{:?}", read(bytes).unwrap()), format!("{questions:?}"));
        for end in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            assert!(read(&bytes[..end]).is_none(), "{end}");
        }
    }
}
