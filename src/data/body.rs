//! What only one kind of record has: one struct a kind, and the enum that tells them apart.
//!
//! The header they share is in [`super::record`]. Sides are country codes of `pack.ron`,
//! or `both`, or `other`.

use serde::{Deserialize, Serialize};

use super::cite::Cites;
use super::date::PartialDate;
use super::record::Claim;
use super::text::Text;
use crate::data::kinds::Kind;

/// The kinds of record, each with its own fields.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Body<'a> {
    /// Something that happened.
    Event(#[serde(borrow)] Event<'a>),
    /// Something signed or declared.
    Agreement(Agreement<'a>),
    /// A body that meets, works or teaches.
    Institution(Institution<'a>),
    /// Something built, flown or made.
    Project(Project<'a>),
    /// A military exercise.
    Exercise(Exercise<'a>),
    /// A person.
    Person(Person<'a>),
    /// A scheme, programme or policy.
    Initiative(Initiative<'a>),
    /// An argument: why it matters, what hinders it, what to do.
    Theme(Theme),
    /// A place on the map.
    Place(Place<'a>),
    /// An acronym or special word.
    Term(Term<'a>),
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word shown for it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

words! {
    /// What sort of happening an event is.
    EventKind {
        /// Heads of government at an annual or leaders' summit.
        Summit = "Summit",
        /// A visit by a head of state, of government or a minister.
        Visit = "Visit",
        /// A meeting of officials or ministers.
        Meeting = "Meeting",
        /// A delegation of parliamentarians, officers or business people.
        Delegation = "Delegation",
        /// A conference, seminar or week.
        Conference = "Conference",
        /// The start of something.
        Launch = "Launch",
        /// A speech.
        Speech = "Speech",
        /// An award, unveiling or commemoration.
        Ceremony = "Ceremony",
        /// A turning point of the relationship.
        Milestone = "Milestone",
        /// History before diplomatic relations, or their background.
        History = "History",
    }
}

words! {
    /// What sort of paper an agreement is, by the word its sources use.
    AgreementForm {
        /// A treaty.
        Treaty = "Treaty",
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
        /// An aide memoire.
        AideMemoire = "Aide memoire",
        /// An action plan or roadmap.
        Plan = "Plan",
        /// A twinning of cities or states.
        Twinning = "Twinning",
    }
}

words! {
    /// Where an agreement stands, as far as the sources tell.
    AgreementStatus {
        /// Entered into force.
        InForce = "In force",
        /// Signed; nothing is told of its entry into force.
        Signed = "Signed",
        /// Its term was lengthened.
        Extended = "Extended",
        /// Signed again for a further term.
        Renewed = "Renewed",
        /// Replaced by a later, wider one.
        Upgraded = "Upgraded",
        /// The sources do not tell.
        Unclear = "Unclear",
    }
}

words! {
    /// What sort of body an institution is.
    InstitutionForm {
        /// A standing dialogue or series of meetings.
        Dialogue = "Dialogue",
        /// A committee.
        Committee = "Committee",
        /// A working group.
        WorkingGroup = "Working group",
        /// A body both sides run together.
        JointBody = "Joint body",
        /// A forum.
        Forum = "Forum",
        /// A public agency.
        Agency = "Agency",
        /// A ministry or department.
        Ministry = "Ministry",
        /// A university or institute.
        University = "University",
        /// A laboratory or research centre.
        Laboratory = "Laboratory",
        /// A company.
        Company = "Company",
        /// An association, society or think tank.
        Association = "Association",
        /// A parliamentary league.
        League = "League",
        /// A grouping with further countries.
        Multilateral = "Multilateral",
    }
}

words! {
    /// How far a project has come.
    ProjectStage {
        /// Talked of, not begun.
        Proposed = "Proposed",
        /// Begun.
        Underway = "Under way",
        /// Done.
        Complete = "Complete",
        /// At a halt.
        Stalled = "Stalled",
        /// The sources do not tell.
        Unclear = "Unclear",
    }
}

words! {
    /// Which service trains.
    Service {
        /// Armies.
        Army = "Army",
        /// Navies.
        Navy = "Navy",
        /// Air forces.
        Air = "Air force",
        /// Coast guards.
        CoastGuard = "Coast guard",
        /// Several services.
        Joint = "Joint services",
    }
}

words! {
    /// What a theme argues.
    Stance {
        /// Why the relationship matters.
        Significance = "Significance",
        /// What hinders it.
        Challenge = "Challenge",
        /// What might be done.
        WayForward = "Way forward",
    }
}

/// Something that happened.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Event<'a> {
    /// What sort of happening.
    #[serde(rename(serialize = "event_kind"))]
    pub kind: EventKind,
    /// Where.
    #[serde(borrow, default)]
    pub place: Option<Text<'a>>,
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
    /// Where it stands.
    pub status: AgreementStatus,
    /// Who signed it, by side.
    #[serde(borrow, default)]
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

/// A body that meets, works or teaches.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Institution<'a> {
    /// What sort of body.
    pub form: InstitutionForm,
    /// Whose it is.
    #[serde(borrow)]
    pub side: Text<'a>,
    /// At what level it meets.
    #[serde(default)]
    pub level: Option<Text<'a>>,
    /// When it was set up.
    #[serde(default)]
    pub established: Option<PartialDate>,
    /// Who leads it.
    #[serde(default)]
    pub chairs: Vec<Text<'a>>,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub mandate: Option<Text<'a>>,
    /// Its meetings that are told of, oldest first.
    #[serde(default)]
    pub meetings: Vec<Meeting<'a>>,
}

/// One meeting of an institution.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting<'a> {
    /// Its ordinal, from 1, where told.
    #[serde(default)]
    pub number: Option<u16>,
    /// When.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// Where.
    #[serde(borrow, default)]
    pub place: Option<Text<'a>>,
    /// Who led it or what it did.
    #[serde(default)]
    pub note: Option<Text<'a>>,
    /// Where it is said.
    #[serde(rename(serialize = "cites"))]
    pub cite: Cites<'a>,
}

/// Something built, flown or made.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Project<'a> {
    /// How far it has come.
    pub stage: ProjectStage,
    /// Where.
    #[serde(borrow, default)]
    pub place: Option<Text<'a>>,
    /// Who does it.
    #[serde(default)]
    pub partners: Vec<Text<'a>>,
}

/// A military exercise.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise<'a> {
    /// Which service trains.
    pub service: Service,
    /// The countries that take part.
    #[serde(borrow, default)]
    pub partners: Vec<Text<'a>>,
    /// Its editions that are told of, oldest first.
    #[serde(default)]
    pub editions: Vec<Edition<'a>>,
}

/// One edition of an exercise.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Edition<'a> {
    /// Its name.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// When.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// Where.
    #[serde(default)]
    pub place: Option<Text<'a>>,
    /// What is told of it.
    #[serde(default)]
    pub note: Option<Text<'a>>,
    /// Where it is said.
    #[serde(rename(serialize = "cites"))]
    pub cite: Cites<'a>,
}

/// A person.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person<'a> {
    /// Whose national.
    #[serde(borrow)]
    pub side: Text<'a>,
    /// Office or calling, in a phrase.
    pub role: Text<'a>,
    /// From birth to death, where a source says.
    #[serde(default)]
    pub lived: Option<PartialDate>,
}

/// A scheme, programme or policy.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Initiative<'a> {
    /// When it began.
    #[serde(default)]
    pub launched: Option<PartialDate>,
    /// Who runs it.
    #[serde(borrow, default)]
    pub lead: Option<Text<'a>>,
    /// Who else takes part.
    #[serde(default)]
    pub partners: Vec<Text<'a>>,
}

/// An argument about the relationship.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// What it argues.
    pub stance: Stance,
}

/// A place on the map.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Place<'a> {
    /// On whose soil, or `other`.
    #[serde(borrow)]
    pub side: Text<'a>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// State, prefecture or sea.
    #[serde(default)]
    pub region: Option<Text<'a>>,
}

/// An acronym or special word.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Term<'a> {
    /// Each of its meanings, with where it is used so.
    #[serde(borrow)]
    pub expansions: Vec<Claim<'a>>,
}

impl Body<'_> {
    /// Which kind this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Event(_) => Kind::Event,
            Self::Agreement(_) => Kind::Agreement,
            Self::Institution(_) => Kind::Institution,
            Self::Project(_) => Kind::Project,
            Self::Exercise(_) => Kind::Exercise,
            Self::Person(_) => Kind::Person,
            Self::Initiative(_) => Kind::Initiative,
            Self::Theme(_) => Kind::Theme,
            Self::Place(_) => Kind::Place,
            Self::Term(_) => Kind::Term,
        }
    }
}
