//! How long a visit may last, and what the visitor is told about it. Pure: the time is an argument.

use std::time::Duration;

use jiff::SignedDuration;
use ratatui::layout::Size;

use crate::text::counted;

/// Limits of a visit; none where it may last for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long no key may be pressed.
    pub idle: Option<Duration>,
    /// How long it may last in all.
    pub session: Option<Duration>,
}

/// What a visitor is told when the program itself is at fault: the usual message names files.
pub(crate) const SORRY: &str = "maitri: something went wrong, and the visit ends here. We are sorry.";

/// A visitor's screen is drawn in no more columns and rows, however large the terminal says it is: many visit at once.
pub const LARGEST: Size = Size::new(300, 100);

/// So long before the end it is announced, or for half of a shorter time.
const NOTICE: Duration = Duration::from_secs(60);

/// A visit. All times are those of the clock that runs since the program began.
#[derive(Clone, Copy, Debug)]
pub struct VisitClock {
    limits: Limits,
    began: Duration,
    last_key: Duration,
}

impl VisitClock {
    /// A visit that begins now.
    #[must_use]
    pub fn new(limits: Limits, now: Duration) -> Self {
        Self { limits, began: now, last_key: now }
    }

    /// Notes that a key was pressed.
    pub fn key(&mut self, now: Duration) {
        self.last_key = now;
    }

    /// The limits, when each is reached, and what it is.
    fn ends(&self) -> [Option<(Duration, Duration, End)>; 2] {
        let idle = self.limits.idle.map(|limit| (limit, self.last_key + limit, End::Idle));
        let session = self.limits.session.map(|limit| (limit, self.began + limit, End::Session));
        [session, idle]
    }

    /// When it ends, if no key is pressed.
    #[must_use]
    pub fn end(&self) -> Option<Duration> {
        self.ends().into_iter().flatten().map(|(_, at, _)| at).min()
    }

    /// The goodbye, once the visit is over.
    #[must_use]
    pub fn goodbye(&self, now: Duration) -> Option<String> {
        let (limit, _, end) = self.ends().into_iter().flatten().find(|(_, at, _)| *at <= now)?;
        let limit = in_words(limit);
        Some(match end {
            End::Idle => format!("No key was pressed for {limit}, so the visit has ended. Come again."),
            End::Session => format!("The visit has lasted {limit}, which is as long as one may. Come again."),
        })
    }

    /// What to tell a while before the end.
    #[must_use]
    pub fn warning(&self, now: Duration) -> Option<String> {
        let announced = |(limit, at, _): &(Duration, Duration, End)| at.saturating_sub(notice(*limit)) <= now;
        let (limit, _, end) = self.ends().into_iter().flatten().find(announced)?;
        let (lead, limit) = (in_words(notice(limit)), in_words(limit));
        Some(match end {
            End::Idle => format!("The visit ends within {lead} unless a key is pressed."),
            End::Session => format!("The visit ends within {lead}: it may last {limit}."),
        })
    }

    /// When the goodbye or the warning will change, if no key is pressed.
    #[must_use]
    pub fn next(&self, now: Duration) -> Option<Duration> {
        let moments =
            self.ends().into_iter().flatten().flat_map(|(limit, at, _)| [at.saturating_sub(notice(limit)), at]);
        moments.filter(|at| *at > now).min()
    }
}

#[derive(Clone, Copy, Debug)]
enum End {
    Idle,
    Session,
}

fn notice(limit: Duration) -> Duration {
    NOTICE.min(limit / 2)
}

/// `10 minutes`, `1 minute`, `90 seconds`
fn in_words(time: Duration) -> String {
    let (count, unit) = match time.as_secs() {
        seconds if seconds % 60 == 0 && seconds > 0 => (seconds / 60, "minute"),
        seconds => (seconds.max(1), "second"),
    };
    counted(count, unit)
}

/// Reads `10m`, `1h 30m`, `45s`; `0` is no limit.
///
/// # Errors
/// A sentence, if it is none of those.
pub fn limit(text: &str) -> Result<Option<Duration>, String> {
    if text.trim() == "0" {
        return Ok(None);
    }
    let time = text.parse::<SignedDuration>().ok().and_then(|time| Duration::try_from(time).ok());
    match time {
        Some(time) if time.is_zero() => Ok(None),
        Some(time) => Ok(Some(time)),
        None => Err("write a time, as in 10m, 1h 30m or 45s; 0 is no limit".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(60 * minutes)
    }

    #[test]
    fn a_visit_is_warned_a_minute_before_and_then_ends() {
        let limits = Limits { idle: Some(minutes(10)), session: Some(minutes(60)) };
        let mut visit = VisitClock::new(limits, Duration::ZERO);
        assert_eq!(
            (visit.warning(minutes(8)), visit.goodbye(minutes(8)), visit.next(minutes(8))),
            (None, None, Some(minutes(9)))
        );
        assert_eq!(
            visit.warning(minutes(9)).as_deref(),
            Some("The visit ends within 1 minute unless a key is pressed.")
        );
        assert_eq!(visit.next(minutes(9)), Some(minutes(10)));
        visit.key(minutes(9));
        assert_eq!((visit.warning(minutes(10)), visit.goodbye(minutes(10))), (None, None));
        visit.key(minutes(55));
        assert_eq!(visit.next(minutes(55)), Some(minutes(59)));
        assert_eq!(
            visit.warning(minutes(59)).as_deref(),
            Some("The visit ends within 1 minute: it may last 60 minutes.")
        );
        let goodbye = visit.goodbye(minutes(60));
        assert_eq!(
            goodbye.as_deref(),
            Some("The visit has lasted 60 minutes, which is as long as one may. Come again.")
        );
        let idle = VisitClock::new(limits, Duration::ZERO).goodbye(minutes(10));
        assert_eq!(idle.as_deref(), Some("No key was pressed for 10 minutes, so the visit has ended. Come again."));
    }

    #[test]
    fn a_visit_without_limits_never_ends() {
        let visit = VisitClock::new(Limits { idle: None, session: None }, Duration::ZERO);
        assert_eq!(
            (visit.warning(minutes(999)), visit.goodbye(minutes(999)), visit.next(minutes(999))),
            (None, None, None)
        );
    }

    #[test]
    fn a_visit_is_timed_from_its_own_beginning() {
        let (limits, began) = (Limits { idle: Some(minutes(10)), session: Some(minutes(60)) }, minutes(120));
        let visit = VisitClock::new(limits, began);
        assert_eq!((visit.goodbye(began), visit.warning(began), visit.next(began)), (None, None, Some(minutes(129))));
        assert_eq!(visit.end(), Some(minutes(130)));
    }

    #[test]
    fn a_short_visit_is_warned_halfway() {
        let visit = VisitClock::new(Limits { idle: None, session: Some(Duration::from_secs(4)) }, Duration::ZERO);
        assert_eq!(visit.next(Duration::ZERO), Some(Duration::from_secs(2)));
        assert_eq!(
            visit.warning(Duration::from_secs(2)).as_deref(),
            Some("The visit ends within 2 seconds: it may last 4 seconds.")
        );
    }

    #[test]
    fn limits_are_written_as_people_write_times() {
        assert_eq!(limit("10m"), Ok(Some(minutes(10))));
        assert_eq!(limit("1h 30m"), Ok(Some(minutes(90))));
        assert_eq!(limit("45s"), Ok(Some(Duration::from_secs(45))));
        assert_eq!((limit("0"), limit("0s")), (Ok(None), Ok(None)));
        assert!(limit("ten").is_err() && limit("-5m").is_err() && limit("5").is_err() && limit("").is_err());
    }
}
