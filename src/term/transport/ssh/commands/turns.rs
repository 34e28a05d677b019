//! Whose command is done next: of those whose household was served longest ago the first that came, so that one who asks for
//! much keeps nobody else waiting. Who has waited for too long is told so.

use std::collections::HashMap;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use crate::term::transport::ssh::arrival::Arrival;
use crate::term::transport::ssh::limits::Household;

/// How long a command waits.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// Households that are remembered; of more all are forgotten, and begin anew.
const MOST: usize = 4096;

/// Who waits, and who was served when.
#[derive(Debug, Default)]
pub(in crate::term::transport::ssh) struct Turns {
    waiting: Vec<(Duration, Arrival)>,
    /// The number of the turn each household had last.
    had: HashMap<Household, u64>,
    turn: u64,
}

/// What is next.
pub(super) enum Next {
    /// A command to be done.
    Do(Arrival),
    /// Those that have waited for too long.
    TooLate(Vec<Arrival>),
    /// No more will come.
    Nothing,
}

impl Turns {
    /// Waits until somebody asks for something, if nobody does already. The clock is looked at after that.
    pub(super) fn next(&mut self, commands: &Receiver<Arrival>, now: impl Fn() -> Duration) -> Next {
        self.take(commands.try_iter(), now());
        if self.waiting.is_empty() {
            let Ok(first) = commands.recv() else { return Next::Nothing };
            self.take(std::iter::once(first).chain(commands.try_iter()), now());
        }
        self.choose(now())
    }

    fn take(&mut self, arrivals: impl Iterator<Item = Arrival>, now: Duration) {
        self.waiting.extend(arrivals.map(|arrival| (now, arrival)));
    }

    fn choose(&mut self, now: Duration) -> Next {
        self.waiting.retain(|(_, arrival)| !arrival.mailbox.is_over());
        let is_late = |(since, _): &mut (Duration, Arrival)| now.saturating_sub(*since) > LONGEST_WAIT;
        let late: Vec<Arrival> = self.waiting.extract_if(.., is_late).map(|(_, arrival)| arrival).collect();
        if !late.is_empty() {
            return Next::TooLate(late);
        }
        let turn_of = |(at, (_, arrival)): &(usize, &(Duration, Arrival))| {
            (self.had.get(&arrival.permit.household()).copied().unwrap_or_default(), *at)
        };
        let Some((at, _)) = self.waiting.iter().enumerate().min_by_key(turn_of) else {
            return Next::TooLate(Vec::new());
        };
        let (_, arrival) = self.waiting.remove(at);
        if self.had.len() >= MOST {
            self.had.clear();
        }
        self.turn += 1;
        self.had.insert(arrival.permit.household(), self.turn);
        Next::Do(arrival)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use super::*;
    use crate::term::transport::ssh::guest::Request;
    use crate::term::transport::ssh::limits::{Capacity, Door};
    use crate::term::transport::ssh::line::ReturnLine;
    use crate::term::transport::ssh::mailbox::Mailbox;

    fn arrival(door: &Arc<Door>, number: u64, address: u8) -> Arrival {
        Arrival {
            request: Request::default(),
            mailbox: Mailbox::new(number, Arc::new(|_| {})),
            line: ReturnLine::heard().0,
            permit: door.enter([192, 0, 2, address].into()).unwrap(),
            from: String::new(),
        }
    }

    #[test]
    fn whoever_asks_for_much_keeps_nobody_else_waiting() {
        let door = Door::new(Capacity { visits: 99, per_address: 99 });
        let (asks, commands) = channel();
        let mut turns = Turns::default();
        let mut next = |commands: &Receiver<Arrival>| match turns.next(commands, || Duration::ZERO) {
            Next::Do(arrival) => arrival.mailbox.id(),
            Next::TooLate(_) | Next::Nothing => 0,
        };
        for number in 1..=4 {
            asks.send(arrival(&door, number, 1)).unwrap();
        }
        assert_eq!(next(&commands), 1);
        for (number, address) in [(5, 2), (6, 3), (7, 2)] {
            asks.send(arrival(&door, number, address)).unwrap();
        }
        assert_eq!([0; 6].map(|_| next(&commands)), [5, 6, 2, 7, 3, 4]);
        drop(asks);
        assert_eq!(next(&commands), 0);
    }

    #[test]
    fn whoever_waits_for_too_long_is_told_and_whoever_is_gone_is_not_waited_for() {
        let door = Door::new(Capacity { visits: 9, per_address: 9 });
        let (asks, commands) = channel();
        let mut turns = Turns::default();
        let gone = arrival(&door, 1, 1);
        gone.mailbox.gone();
        asks.send(gone).unwrap();
        asks.send(arrival(&door, 2, 1)).unwrap();
        asks.send(arrival(&door, 3, 1)).unwrap();
        let first = turns.next(&commands, || Duration::ZERO);
        assert!(matches!(first, Next::Do(arrival) if arrival.mailbox.id() == 2));
        let late = turns.next(&commands, || LONGEST_WAIT + Duration::from_millis(1));
        assert!(matches!(late, Next::TooLate(late) if late.len() == 1 && late[0].mailbox.id() == 3));
        assert_eq!(door.count(), 0);
    }
}
