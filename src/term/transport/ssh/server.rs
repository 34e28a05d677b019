//! What all connections of a server share: who may come in, where visits go, what is counted and told.

use std::sync::Arc;

use russh::keys::PublicKey;

use super::counters::Counters;
use super::limits::Door;
use super::log::Log;
use super::shards::Shards;
use crate::clock::Clock;

/// Who may log in.
#[derive(Clone, Debug)]
pub(crate) enum Admission {
    /// Whoever comes.
    Anybody,
    /// Whoever has one of these keys.
    Keys(Vec<PublicKey>),
}

/// What all connections share.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) admission: Admission,
    pub(super) door: Arc<Door>,
    pub(super) shards: Arc<Shards>,
    pub(super) counters: Arc<Counters>,
    pub(super) log: Log,
    /// Whether each connection comes through a balancer, which tells first where it comes from.
    pub(super) is_proxied: bool,
    /// What tells when something came.
    pub(super) clock: Clock,
}
