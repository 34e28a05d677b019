//! What an agreement has of its own: who signed it, when, and what for.

use serde::{Deserialize, Serialize};

use crate::data::date::PartialDate;
use crate::data::particular::{Particular, Value};
use crate::data::text::Text;
use crate::data::word::Word;

words! {
    /// What sort of paper an agreement is, by the word its sources use.
    AgreementForm {
        /// A treaty.
        Treaty = "Treaty",
        /// A convention.
        Convention = "Convention",
        /// A protocol to another.
        Protocol = "Protocol",
        /// An agreement between governments.
        Agreement = "Agreement",
        /// A memorandum of understanding.
        MoU = "MoU",
        /// A memorandum of cooperation.
        MoC = "MoC",
        /// A joint declaration.
        Declaration = "Declaration",
        /// A joint statement or vision.
        Statement = "Joint statement",
        /// An implementing arrangement.
        Arrangement = "Arrangement",
        /// An exchange of notes.
        ExchangeOfNotes = "Exchange of notes",
        /// A letter of intent.
        LetterOfIntent = "Letter of intent",
        /// A declaration of intent.
        DeclarationOfIntent = "Declaration of intent",
        /// A contract, as of loans or grants.
        Contract = "Contract",
        /// An aide memoire.
        AideMemoire = "Aide memoire",
        /// An action plan or roadmap.
        Plan = "Plan",
        /// A twinning of cities or states.
        Twinning = "Twinning",
    }
}

/// Something signed or declared.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement<'a> {
    /// What sort of paper.
    pub form: AgreementForm,
    /// When it was signed.
    #[serde(default)]
    pub signed: Option<PartialDate>,
    /// When it entered into force.
    #[serde(default)]
    pub in_force: Option<PartialDate>,
    /// When its term ends.
    #[serde(default)]
    pub expires: Option<PartialDate>,
    /// Where it stands, as far as the sources tell: a word of the pack’s statuses, as in `InForce`, `Signed`,
    /// `Expired`.
    #[serde(borrow)]
    pub status: Word<'a>,
    /// Who signed it, by side; any number.
    #[serde(default)]
    pub parties: Vec<Party<'a>>,
    /// What it is for, in a sentence.
    pub objective: Text<'a>,
}

/// A signing body. In the file: `("in", "Department of Science and Technology")`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(from = "(Text<'a>, Text<'a>)", bound(deserialize = "'de: 'a"))]
pub struct Party<'a> {
    /// Its side.
    pub side: Text<'a>,
    /// Its name.
    pub name: Text<'a>,
}

impl<'a> From<(Text<'a>, Text<'a>)> for Party<'a> {
    fn from((side, name): (Text<'a>, Text<'a>)) -> Self {
        Self { side, name }
    }
}

impl AgreementForm {
    /// Its name without abbreviation, as titles say it.
    #[must_use]
    pub fn spelled_out(self) -> &'static str {
        match self {
            Self::MoU => "Memorandum of Understanding",
            Self::MoC => "Memorandum of Cooperation",
            form => form.name(),
        }
    }
}

impl Agreement<'_> {
    /// What it has of its own.
    pub(super) fn particulars(&self) -> Vec<Particular<'_>> {
        let parties = self.parties.iter().map(|party| (&party.side, &party.name));
        vec![
            Particular::new("form", "Form", Value::Sort(self.form.name())).found_as("Form"),
            Particular::new("parties", "Parties", Value::Parties(parties.collect())).found_as("Signed by"),
            Particular::new("objective", "Objective", Value::Text(Some(&self.objective))).found_as("Objective"),
            Particular::new("signed", "Signed", Value::Date(self.signed)),
            Particular::new("in_force", "In force", Value::Date(self.in_force)),
            Particular::new("expires", "Runs to", Value::Date(self.expires)),
            Particular::new("status", "Status", Value::State(self.status.name())),
        ]
    }
}
