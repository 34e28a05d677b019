//! What is counted: numbers, and never who. Every part of the server adds to them as it goes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::refusal::Refusal;

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
    not_accepted: AtomicU64,
    keys: AtomicU64,
    keys_dropped: AtomicU64,
    bytes_in: AtomicU64,
    bytes_out: AtomicU64,
    slowest_step_us: AtomicU64,
    panics: AtomicU64,
    stuck: AtomicU64,
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

    /// One that had begun no visit in time was dropped.
    pub(super) fn too_slow_to_log_in(&self) {
        add(&self.too_slow_to_log_in, 1);
    }

    /// Somebody was not let in.
    pub(super) fn refused(&self, refusal: Refusal) {
        let counter = match refusal {
            Refusal::Full => &self.full,
            Refusal::FullForAddress => &self.full_for_address,
            Refusal::Closing => &self.closing,
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

    /// A visit went on for too long at once.
    pub(super) fn stuck(&self) {
        add(&self.stuck, 1);
    }
}

fn add(counter: &AtomicU64, count: usize) {
    counter.fetch_add(u64::try_from(count).unwrap_or(u64::MAX), Ordering::Relaxed);
}
