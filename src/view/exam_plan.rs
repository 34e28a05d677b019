//! What an exam plan says: sentences, and a table of the topics. How it is made is in
//! [`crate::study::scheduler::exam_plan`]; how wide a line may be is decided by whoever shows it.

use jiff::civil::Date;

use crate::data::date::PartialDate;
use crate::study::scheduler::exam_plan::{ExamPlan, FARTHEST, FIRM_DAYS, Leave, OWN_PACE_DAYS, TopicPlan};
use crate::text::{about_minutes, agreeing, counted, pad, pad_start, width};

/// The plan as a whole: how long a day takes, what fits, what had better be left, and what comes of it.
#[must_use]
pub fn sentences(plan: &ExamPlan) -> Vec<String> {
    if plan.cards() == 0 {
        return vec!["There are no cards to plan with: the dataset has none, or all are set aside.".to_owned()];
    }
    let told = [Some(pace(plan)), behind(plan), Some(fits(plan)), lately(plan), leave(plan), Some(recall(plan))];
    told.into_iter().flatten().collect()
}

fn pace(plan: &ExamPlan) -> String {
    let pace = &plan.pace;
    let (mean, most) = pace.minutes;
    let seconds = pace.seconds.round();
    let known = if pace.is_own { "your own pace" } else { "assumed until you have given twenty" };
    let (mean, most) = (about_minutes(mean), about_minutes(most));
    let most = if most == mean { String::new() } else { format!(", {most} on the longest") };
    let within = pace
        .most_minutes
        .map(|most| format!(" within {}", counted(usize::try_from(most).unwrap_or(usize::MAX), "minute")));
    format!(
        "With {} a day{} and {} an answer ({known}): about {mean} a day{most}.",
        counted(pace.new_a_day, "new card"),
        within.unwrap_or_default(),
        if seconds > 1.0 { format!("{seconds:.0} seconds") } else { "1 second".to_owned() },
    )
}

fn behind(plan: &ExamPlan) -> Option<String> {
    let (are, until) = (is_or_are(plan.behind), plan.caught_up);
    let until = match until {
        Some(day) => format!("you catch up by {}", PartialDate::day(day)),
        None => "you do not catch up".to_owned(),
    };
    (plan.behind > 0).then(|| {
        format!("You are behind: {} {are} due beyond what a day takes; {until}.", counted(plan.behind, "card"))
    })
}

fn fits(plan: &ExamPlan) -> String {
    let (unmet, left, needed) = (plan.unmet(), plan.left(), plan.pace.needed);
    let firm = format!("{} of {} get firm.", plan.firm(), counted(plan.cards(), "card"));
    if unmet == 0 {
        return format!("You have met every card; what is left is to keep them. {firm}");
    }
    if left == 0 {
        let by = plan.met_by().map(|day| format!(" by {}", PartialDate::day(day))).unwrap_or_default();
        let subject = match unmet {
            1 => "The one card not met yet fits".to_owned(),
            unmet => format!("All {unmet} cards not met yet fit"),
        };
        return format!("{subject}{by}. {firm}");
    }
    let core = match plan.left_core() {
        0 if left == 1 => "it is not Core".to_owned(),
        0 => "none of them Core".to_owned(),
        _ if left == 1 => "it is Core".to_owned(),
        core => format!("{core} of them Core"),
    };
    let does = agreeing(left, "does", "do");
    let needed = if needed > plan.pace.new_a_day {
        let minutes = plan.pace.most_minutes.map_or("", |_| ", and the minutes for them");
        format!(" For all it takes at least {} a day{minutes}.", counted(needed, "new card"))
    } else if plan.pace.most_minutes.is_some() {
        " The minutes of a day hold them back.".to_owned()
    } else if plan.until < plan.exam {
        format!(" The plan looks no further than {}.", PartialDate::day(plan.until))
    } else {
        " Cards of one record do not come on one day: that holds them back.".to_owned()
    };
    format!("Of {} not met yet {left} {does} not fit, {core}.{needed} {firm}", counted(unmet, "card"))
}

/// What comes of the pace one had, where that takes in less than the plan.
fn lately(plan: &ExamPlan) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "counts of cards and days")]
    let (unmet, days, planned) = (plan.unmet() as f32, plan.days_left() as f32, plan.pace.new_a_day as f32);
    let own = plan.pace.own_new.filter(|own| *own < planned && own * days < unmet)?;
    Some(format!(
        "But lately, over {OWN_PACE_DAYS} days at most and days off counted, you met {own:.1} new cards a day: at that pace about {:.0} of \
         the {unmet:.0} would be met.",
        own * days
    ))
}

fn leave(plan: &ExamPlan) -> Option<String> {
    let mut told: Vec<String> = Vec::new();
    let groups: Vec<&[Leave]> = plan.leave.chunk_by(|a, b| a.weight == b.weight).collect();
    for group in groups {
        let topics: Vec<String> = group.iter().map(|leave| format!("{} {}", leave.topic, leave.cards)).collect();
        let weight = group.first().map_or("", |leave| leave.weight.name());
        told.push(format!("{weight} cards of {}", topics.join(", ")));
    }
    (!told.is_empty()).then(|| {
        format!(
            "Leave, what matters least and costs most first: {}. The schedule asks them last by itself.",
            told.join("; then ")
        )
    })
}

fn recall(plan: &ExamPlan) -> String {
    let (now, then) = plan.recall;
    let day =
        if plan.until < plan.exam { format!("on {}", PartialDate::day(plan.until)) } else { "on exam day".to_owned() };
    format!(
        "Expected recall of {} {day}: {:.1}% as things stand, {:.1}% with this plan.",
        if plan.cards() == 1 { "the one card" } else { "all cards" },
        now * 100.0,
        then * 100.0
    )
}

/// What was assumed, in sentences.
#[must_use]
pub fn assumptions(plan: &ExamPlan) -> Vec<String> {
    if plan.cards() == 0 {
        return Vec::new();
    }
    let horizon = (plan.until < plan.exam).then(|| {
        format!("The first {FARTHEST} days were played through; what comes later is not told: ask again then.")
    });
    let played = "Every day was played through with the schedule itself, and no day off: new cards come in its order, Core \
                  first; one that comes back is known as often as the model of memory expects, a new one every other \
                  time. Failing more, you get less far. Cards set aside are left out.";
    let firm = format!(
        "A card is met once it was answered, and firm once recall takes {FIRM_DAYS:.0} days to fall to nine in ten; a topic is \
         firm when nine in ten of its cards are. Some slip again after that: the expected recall counts them."
    );
    [Some(played.to_owned()), Some(firm), horizon].into_iter().flatten().collect()
}

/// A column of the table: its heading, whether numbers stand in it, and what it says of a topic.
type Column = (&'static str, bool, fn(&TopicPlan) -> String);

/// The columns in their order. Where room is short the last go first, but what is left is always told.
const COLUMNS: [Column; 7] = [
    ("Topic", false, |topic| topic.name.clone()),
    ("met", true, |topic| format!("{} of {}", topic.met, topic.cards)),
    ("left", true, |topic| if topic.left == 0 { "–".to_owned() } else { topic.left.to_string() }),
    ("all met by", false, |topic| day_or(topic.met_by, topic.unmet(), "not all")),
    ("Core met by", false, |topic| day_or(topic.core_by, topic.unmet_core, "not all")),
    ("firm by", false, |topic| day_or(topic.firm_by, 1, "later")),
    ("recall", true, |topic| format!("{:.0}%", topic.recall * 100.0)),
];

/// The table of topics in lines of at most so many columns, its heading first; of what does not fit the last columns
/// are left out, and a topic's name is never cut. Nothing if there is no topic.
#[must_use]
pub fn table(plan: &ExamPlan, columns: usize) -> Vec<String> {
    let rows = |(head, is_number, tell): &Column| {
        let cells: Vec<String> = std::iter::once((*head).to_owned()).chain(plan.topics.iter().map(tell)).collect();
        let widest = cells.iter().map(|cell| width(cell)).max().unwrap_or(0);
        let aligned = |cell: &String| if *is_number { pad_start(cell, widest) } else { pad(cell, widest) };
        cells.iter().map(aligned).collect::<Vec<String>>()
    };
    let mut lines: Vec<String> = Vec::new();
    for column in COLUMNS.iter().map(rows).filter(|_| !plan.topics.is_empty()) {
        if lines.is_empty() {
            lines = column;
            continue;
        }
        let room = columns.saturating_sub(lines.first().map_or(0, |line| width(line)) + 2);
        if column.first().is_none_or(|cell| width(cell) > room) {
            break;
        }
        lines.iter_mut().zip(column).for_each(|(line, cell)| line.extend(["  ", &cell]));
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A day as it sorts, or in words that it does not come; a dash where nothing waits for it.
fn day_or(day: Option<Date>, waiting: usize, never: &str) -> String {
    match (day, waiting) {
        (Some(day), _) => day.to_string(),
        (None, 0) => "–".to_owned(),
        (None, _) => never.to_owned(),
    }
}

fn is_or_are(number: usize) -> &'static str {
    agreeing(number, "is", "are")
}
