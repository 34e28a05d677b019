//! Whose command is done next: of those whose household was served longest ago the first that came, so that one who
//! asks for much keeps nobody else waiting; who was never served comes after all who wait. Who has waited for too long
//! is told so.

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
    waiting: Vec<Waiting>,
    /// The number of the turn each household had last.
    had: HashMap<Household, u64>,
    turn: u64,
}

/// Who waits.
#[derive(Debug)]
struct Waiting {
    arrival: Arrival,
    /// The turn that counts for whoever had none: the latest of those who waited then, so that many who come for the
    /// first time keep nobody waiting either.
    newcomer: u64,
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
        self.take(commands.try_iter());
        if self.waiting.is_empty() {
            let Ok(first) = commands.recv() else { return Next::Nothing };
            self.take(std::iter::once(first).chain(commands.try_iter()));
        }
        self.choose(now())
    }

    fn take(&mut self, arrivals: impl Iterator<Item = Arrival>) {
        for arrival in arrivals {
            let newcomer = self.waiting.iter().map(|waiting| self.turn_of(waiting)).max().unwrap_or(self.turn);
            self.waiting.push(Waiting { arrival, newcomer });
        }
    }

    /// The turn that whoever asks had last. This machine's own stand for many, of whom none had one.
    fn had(&self, arrival: &Arrival) -> Option<u64> {
        self.had.get(&arrival.permit.household()).copied()
    }

    /// The turn by which one that waits is chosen.
    fn turn_of(&self, waiting: &Waiting) -> u64 {
        self.had(&waiting.arrival).unwrap_or(waiting.newcomer)
    }

    fn choose(&mut self, now: Duration) -> Next {
        self.waiting.retain(|waiting| !waiting.arrival.mailbox.is_over());
        let is_late = |waiting: &mut Waiting| now.saturating_sub(waiting.arrival.asked) > LONGEST_WAIT;
        let late: Vec<Arrival> = self.waiting.extract_if(.., is_late).map(|waiting| waiting.arrival).collect();
        if !late.is_empty() {
            return Next::TooLate(late);
        }
        let order = |(at, waiting): &(usize, &Waiting)| (self.turn_of(waiting), *at);
        let Some((at, _)) = self.waiting.iter().enumerate().min_by_key(order) else {
            return Next::TooLate(Vec::new());
        };
        let arrival = self.waiting.remove(at).arrival;
        if self.had.len() >= MOST {
            self.had.clear();
        }
        self.turn += 1;
        let household = arrival.permit.household();
        if !household.is_this_machine() {
            self.had.insert(household, self.turn);
        }
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
            asked: Duration::ZERO,
        }
    }

    /// The numbers of all that wait, in their turn.
    fn order(turns: &mut Turns, commands: &Receiver<Arrival>, count: usize) -> Vec<u64> {
        let number = |_| match turns.next(commands, || Duration::ZERO) {
            Next::Do(arrival) => arrival.mailbox.id(),
            Next::TooLate(_) | Next::Nothing => 0,
        };
        (0..count).map(number).collect()
    }

    #[test]
    fn whoever_comes_for_the_first_time_does_not_go_before_those_who_wait() {
        let door = Door::new(Capacity { visits: 99, per_address: 99 });
        let (asks, commands) = channel();
        let mut turns = Turns::default();
        asks.send(arrival(&door, 1, 1)).unwrap();
        assert_eq!(order(&mut turns, &commands, 1), [1]);
        // One that had a turn, and then a new address after the other.
        asks.send(arrival(&door, 2, 1)).unwrap();
        for number in 3..=6 {
            asks.send(arrival(&door, number, u8::try_from(number).unwrap())).unwrap();
        }
        assert_eq!(order(&mut turns, &commands, 3), [2, 3, 4]);
        asks.send(arrival(&door, 7, 1)).unwrap();
        for number in 8..=9 {
            asks.send(arrival(&door, number, u8::try_from(number).unwrap())).unwrap();
        }
        assert_eq!(order(&mut turns, &commands, 5), [5, 6, 7, 8, 9]);
    }

    #[test]
    fn whoever_comes_for_the_first_time_goes_before_none_who_waits_whatever_turn_that_had() {
        let door = Door::new(Capacity { visits: 99, per_address: 99 });
        let (asks, commands) = channel();
        let mut turns = Turns::default();
        let ask = |number, address| asks.send(arrival(&door, number, address)).unwrap();
        ask(1, 1);
        ask(2, 2);
        assert_eq!(order(&mut turns, &commands, 2), [1, 2]);
        // The two again, he first who was served last, and then new addresses.
        ask(3, 2);
        ask(4, 1);
        ask(5, 5);
        assert_eq!(order(&mut turns, &commands, 1), [4]);
        ask(6, 6);
        assert_eq!(order(&mut turns, &commands, 1), [3]);
        ask(7, 7);
        assert_eq!(order(&mut turns, &commands, 3), [5, 6, 7]);
    }

    #[test]
    fn those_of_this_machine_are_none_of_one_household() {
        let door = Door::new(Capacity { visits: 99, per_address: 1 });
        let (asks, commands) = channel();
        let mut turns = Turns::default();
        let local = |number| Arrival {
            permit: door.enter([127, 0, 0, 1].into()).unwrap(),
            ..arrival(&door, number, u8::try_from(100 + number).unwrap())
        };
        asks.send(local(1)).unwrap();
        assert_eq!(order(&mut turns, &commands, 1), [1]);
        for one in [local(2), arrival(&door, 3, 3), local(4), arrival(&door, 5, 5)] {
            asks.send(one).unwrap();
        }
        assert_eq!(order(&mut turns, &commands, 4), [2, 3, 4, 5]);
    }

    #[test]
    fn what_waited_before_anybody_looked_has_waited() {
        let door = Door::new(Capacity { visits: 9, per_address: 9 });
        let (asks, commands) = channel();
        asks.send(arrival(&door, 1, 1)).unwrap();
        // Both who do commands were busy for so long.
        let late = Turns::default().next(&commands, || LONGEST_WAIT + Duration::from_millis(1));
        assert!(matches!(late, Next::TooLate(late) if late.len() == 1));
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
        assert_eq!([0; 6].map(|_| next(&commands)), [2, 5, 6, 3, 7, 4], "one at a time");
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
