//! What is counted: numbers, and never who. Every part of the server adds to them as it goes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::refusal::DoorRefusal;

/// What has happened since the server began.
#[derive(Debug, Default)]
pub(super) struct Counters {
    visits: AtomicU64,
    commands: AtomicU64,
    connections: AtomicU64,
    full: AtomicU64,
    full_for_address: AtomicU64,
    closing: AtomicU64,
    too_slow_to_log_in: AtomicU64,
    made_way: AtomicU64,
    too_demanding: AtomicU64,
    not_accepted: AtomicU64,
    keys: AtomicU64,
    keys_dropped: AtomicU64,
    bytes_in: AtomicU64,
    bytes_out: AtomicU64,
    slowest_step_us: AtomicU64,
    panics: AtomicU64,
    stuck: AtomicU64,
    unproxied: AtomicU64,
}

impl Counters {
    /// A connection has come.
    pub(super) fn connected(&self) {
        add(&self.connections, 1);
    }

    /// None could be accepted: the system has no more to give.
    pub(super) fn not_accepted(&self) {
        add(&self.not_accepted, 1);
    }

    /// One that had begun no visit was dropped for another.
    pub(super) fn made_way(&self) {
        add(&self.made_way, 1);
    }

    /// One that had more sent than a visit needs was dropped.
    pub(super) fn too_demanding(&self) {
        add(&self.too_demanding, 1);
    }

    /// One that had begun no visit in time was dropped.
    pub(super) fn too_slow_to_log_in(&self) {
        add(&self.too_slow_to_log_in, 1);
    }

    /// Somebody was not let in.
    pub(super) fn refused(&self, refusal: DoorRefusal) {
        let counter = match refusal {
            DoorRefusal::Full => &self.full,
            DoorRefusal::FullForAddress => &self.full_for_address,
            DoorRefusal::Closing => &self.closing,
        };
        add(counter, 1);
    }

    /// A visit has begun.
    pub(super) fn began(&self) {
        add(&self.visits, 1);
    }

    /// A command has been asked for.
    pub(super) fn asked(&self) {
        add(&self.commands, 1);
    }

    /// Bytes of keys have come, of which so many were dropped.
    pub(super) fn keys(&self, bytes: usize, dropped: usize) {
        add(&self.keys, bytes);
        add(&self.keys_dropped, dropped);
    }

    /// Bytes have come.
    pub(super) fn read(&self, bytes: usize) {
        add(&self.bytes_in, bytes);
    }

    /// Bytes have been sent.
    pub(super) fn wrote(&self, bytes: usize) {
        add(&self.bytes_out, bytes);
    }

    /// A visit has taken a step.
    pub(super) fn stepped(&self, time: Duration) {
        self.slowest_step_us.fetch_max(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// A visit has panicked.
    pub(super) fn panicked(&self) {
        add(&self.panics, 1);
    }

    /// A connection did not say through the balancer where it comes from.
    pub(super) fn unproxied(&self) {
        add(&self.unproxied, 1);
    }

    /// What is counted, a name and a number a line, where so many visit now.
    pub(super) fn told(&self, now: usize) -> String {
        let told = |(name, counter): (&str, &AtomicU64)| format!("{name} {}\n", counter.load(Ordering::Relaxed));
        // One who asks for a command is a visitor too.
        let visits = AtomicU64::new(self.visits.load(Ordering::Relaxed) + self.commands.load(Ordering::Relaxed));
        let all = [
            ("visits_total", &visits),
            ("visits_by_command_total", &self.commands),
            ("connections_total", &self.connections),
            ("refused_full", &self.full),
            ("refused_full_for_address", &self.full_for_address),
            ("refused_closing", &self.closing),
            ("refused_without_proxy_header", &self.unproxied),
            ("dropped_too_slow_to_log_in", &self.too_slow_to_log_in),
            ("dropped_to_make_way", &self.made_way),
            ("dropped_asking_too_much", &self.too_demanding),
            ("not_accepted", &self.not_accepted),
            ("key_bytes_total", &self.keys),
            ("key_bytes_dropped", &self.keys_dropped),
            ("bytes_in_total", &self.bytes_in),
            ("bytes_out_total", &self.bytes_out),
            ("slowest_step_us", &self.slowest_step_us),
            ("panics", &self.panics),
            ("stuck", &self.stuck),
        ];
        std::iter::once(format!("visits_now {now}\n")).chain(all.into_iter().map(told)).collect()
    }

    /// A visit went on for too long at once.
    pub(super) fn stuck(&self) {
        add(&self.stuck, 1);
    }

    /// Whether one ever has.
    #[cfg(test)]
    pub(super) fn has_been_stuck(&self) -> bool {
        self.stuck.load(Ordering::Relaxed) > 0
    }
}

fn add(counter: &AtomicU64, count: usize) {
    counter.fetch_add(u64::try_from(count).unwrap_or(u64::MAX), Ordering::Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_count_is_told_under_its_name() {
        let counters = Counters::default();
        // Each by as many as its place in what is told; commands are visits too.
        let doing: [(&str, &dyn Fn()); 18] = [
            ("visits_total", &|| counters.began()),
            ("visits_by_command_total", &|| counters.asked()),
            ("connections_total", &|| counters.connected()),
            ("refused_full", &|| counters.refused(DoorRefusal::Full)),
            ("refused_full_for_address", &|| counters.refused(DoorRefusal::FullForAddress)),
            ("refused_closing", &|| counters.refused(DoorRefusal::Closing)),
            ("refused_without_proxy_header", &|| counters.unproxied()),
            ("dropped_too_slow_to_log_in", &|| counters.too_slow_to_log_in()),
            ("dropped_to_make_way", &|| counters.made_way()),
            ("dropped_asking_too_much", &|| counters.too_demanding()),
            ("not_accepted", &|| counters.not_accepted()),
            ("key_bytes_total", &|| counters.keys(1, 0)),
            ("key_bytes_dropped", &|| counters.keys(0, 1)),
            ("bytes_in_total", &|| counters.read(1)),
            ("bytes_out_total", &|| counters.wrote(1)),
            ("slowest_step_us", &|| counters.stepped(Duration::from_micros(16))),
            ("panics", &|| counters.panicked()),
            ("stuck", &|| counters.stuck()),
        ];
        for (times, (_, action)) in (1..).zip(doing) {
            (0..times).for_each(|_| action());
        }
        let expected: Vec<String> = (1..).zip(doing).map(|(times, (name, _))| format!("{name} {times}")).collect();
        let expected = format!("visits_now 3\n{}\n", expected.join("\n"));
        assert_eq!(counters.told(3), expected.replace("visits_total 1\n", "visits_total 3\n"));
    }
}
