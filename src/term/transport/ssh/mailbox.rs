//! What has come for a visit and was not yet looked at: keys, a size, an end, a call. It is filled by the network and
//! by other visits, without ever waiting, and emptied by the shard that has the visit.
//!
//! It is bounded: of keys so many bytes are held and the rest is dropped, but for an
//! interrupt, as a tty does; whatever has come, at most one
//! message a visit stands in the shard's queue.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ratatui::layout::Size;

use super::keystrokes::Keystrokes;

/// Bytes of keys that are held, as many as a tty holds.
pub(super) const MOST_KEYS: usize = 4096;

/// Ctrl-C.
const INTERRUPT: u8 = 3;

/// Tells a shard that something has come for a visit of this number.
pub(super) type Teller = Arc<dyn Fn(u64) + Send + Sync>;

/// What has come for a visit.
pub(super) struct Mailbox {
    id: u64,
    shard: Teller,
    mail: Mutex<Mail>,
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailbox").field("id", &self.id).field("mail", &self.mail).finish_non_exhaustive()
    }
}

/// What has come for a visit since it was last looked at.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "any of these may have happened, each by itself")]
pub(super) struct Mail {
    /// Keys.
    pub(super) keys: Keystrokes,
    /// The size its terminal has now.
    pub(super) size: Option<Size>,
    /// The frame in flight has been written.
    pub(super) is_written: bool,
    /// Somebody has rung the bell.
    pub(super) is_called: bool,
    /// The visitor is gone.
    pub(super) is_gone: bool,
    /// It goes on for too long at once, and has been ended.
    pub(super) is_stuck: bool,
    /// Whether the shard knows that there are some.
    is_told: bool,
}

impl Mailbox {
    /// An empty one, for a visit of this number.
    pub(super) fn new(id: u64, shard: Teller) -> Arc<Self> {
        Arc::new(Self { id, shard, mail: Mutex::default() })
    }

    /// The visit's number.
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// Takes keys that have come at this time, as many as there is room for; tells how many bytes were dropped.
    pub(super) fn push(&self, keys: &[u8], came: Duration) -> usize {
        let mut dropped = 0;
        self.tell(|mail| {
            let room = MOST_KEYS.saturating_sub(mail.keys.len()).min(keys.len());
            let (held, rest) = keys.split_at_checked(room).unwrap_or((keys, &[]));
            mail.keys.push(held.iter().copied(), came);
            dropped = rest.len();
            // As on a tty, an interrupt takes the place of what stands before it.
            if let Some(at) = rest.iter().rposition(|byte| *byte == INTERRUPT) {
                dropped += mail.keys.len();
                mail.keys = Keystrokes::default();
                mail.keys.push(rest.iter().copied().skip(at).take(MOST_KEYS), came);
                dropped -= mail.keys.len();
            }
        });
        dropped
    }

    /// The terminal has this size now.
    pub(super) fn resize(&self, size: Size) {
        self.tell(|mail| mail.size = Some(size));
    }

    /// The frame in flight has been written.
    pub(super) fn written(&self) {
        self.tell(|mail| mail.is_written = true);
    }

    /// The visitor is gone.
    pub(super) fn gone(&self) {
        self.tell(|mail| mail.is_gone = true);
    }

    /// The visit has been ended by others.
    pub(super) fn stuck(&self) {
        self.tell(|mail| mail.is_stuck = true);
    }

    /// Whether nobody waits for it any more.
    pub(super) fn is_over(&self) -> bool {
        let mail = self.lock();
        mail.is_gone || mail.is_stuck
    }

    /// What has come; keys only where they are wanted, else they stay.
    pub(super) fn take(&self, with_keys: bool) -> Mail {
        let mut mail = self.lock();
        let keys = if with_keys { std::mem::take(&mut mail.keys) } else { Keystrokes::default() };
        let left = std::mem::take(&mut mail.keys);
        let taken = Mail { keys, ..std::mem::take(&mut *mail) };
        // An end stays one.
        *mail = Mail { keys: left, is_gone: taken.is_gone, is_stuck: taken.is_stuck, ..Mail::default() };
        taken
    }

    fn tell(&self, change: impl FnOnce(&mut Mail)) {
        let mut mail = self.lock();
        change(&mut mail);
        if !std::mem::replace(&mut mail.is_told, true) {
            (self.shard)(self.id);
        }
    }

    /// What is locked is whole whatever panicked.
    fn lock(&self) -> MutexGuard<'_, Mail> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What has a visit's screen look up, from any thread.
#[derive(Clone, Debug)]
pub(crate) struct Bell(Arc<Mailbox>);

impl Bell {
    /// The bell of this visit.
    pub(super) fn of(mailbox: &Arc<Mailbox>) -> Self {
        Self(Arc::clone(mailbox))
    }

    /// Rings it: the screen's `called` is called soon, once however often it was rung meanwhile.
    pub(crate) fn ring(&self) {
        self.0.tell(|mail| mail.is_called = true);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn mailbox() -> (Arc<Mailbox>, Receiver<u64>) {
        let (shard, told) = channel();
        (Mailbox::new(7, Arc::new(move |id| shard.send(id).unwrap())), told)
    }

    #[test]
    fn keys_are_held_up_to_a_bound_and_one_message_tells_of_all() {
        let (mailbox, told) = mailbox();
        assert_eq!(mailbox.push(&[b'j'; 4000], Duration::ZERO), 0);
        assert_eq!(mailbox.push(&[b'k'; 100], Duration::ZERO), 4);
        mailbox.resize(Size::new(80, 24));
        mailbox.gone();
        Bell::of(&mailbox).ring();
        assert!(told.try_recv() == Ok(7) && told.try_recv().is_err());
        let mail = mailbox.take(true);
        assert_eq!(
            (mail.keys.len(), mail.keys.bytes().last(), mail.size),
            (4096, Some(&b'k'), Some(Size::new(80, 24)))
        );
        assert!(mail.is_gone && mail.is_called && !mail.is_written && mailbox.is_over());
    }

    #[test]
    fn an_interrupt_gets_through_where_nothing_else_does() {
        let (mailbox, _told) = mailbox();
        assert_eq!(mailbox.push(&[b'j'; 5000], Duration::ZERO), 904);
        assert_eq!(mailbox.push(b"jj\x03k", Duration::ZERO), 4098);
        assert_eq!(mailbox.take(true).keys.bytes(), b"\x03k");
        mailbox.push(b"j\x03", Duration::ZERO);
        assert_eq!(mailbox.take(true).keys.bytes(), b"j\x03", "where there is room nothing is taken away");
    }

    #[test]
    fn keys_that_are_not_wanted_stay() {
        let (mailbox, told) = mailbox();
        mailbox.push(b"jk", Duration::ZERO);
        assert!(told.try_recv().is_ok());
        assert!(mailbox.take(false).keys.is_empty());
        mailbox.written();
        assert!(told.try_recv().is_ok(), "there is mail again");
        let mail = mailbox.take(true);
        assert_eq!((mail.keys.bytes(), mail.is_written), (&b"jk"[..], true));
        assert!(mailbox.take(true).keys.is_empty());
    }

    /// What may happen to a mailbox.
    #[derive(Clone, Debug)]
    enum Happens {
        Keys(Vec<u8>),
        Size(u16),
        Gone,
        Taken(bool),
    }

    fn happens() -> impl Strategy<Value = Happens> {
        prop_oneof![
            vec(4..=u8::MAX, 0..3000).prop_map(Happens::Keys),
            (1..300u16).prop_map(Happens::Size),
            Just(Happens::Gone),
            any::<bool>().prop_map(Happens::Taken),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_keys_stay_in_order_within_bounds_and_ends_and_sizes_get_through(
            all in vec(happens(), 0..40),
        ) {
            let (mailbox, told) = mailbox();
            let (mut held, mut got, mut size, mut is_gone) = (Vec::new(), Vec::new(), None, false);
            for one in all.into_iter().chain([Happens::Taken(true)]) {
                match one {
                    Happens::Keys(keys) => {
                        let dropped = mailbox.push(&keys, Duration::ZERO);
                        held.extend_from_slice(&keys[..keys.len() - dropped]);
                        prop_assert!(dropped == 0 || held.len() - got.len() == MOST_KEYS);
                    }
                    Happens::Size(columns) => {
                        size = Some(Size::new(columns, 24));
                        mailbox.resize(Size::new(columns, 24));
                    }
                    Happens::Gone => {
                        is_gone = true;
                        mailbox.gone();
                    }
                    Happens::Taken(with_keys) => {
                        let mail = mailbox.take(with_keys);
                        prop_assert_eq!((mail.size, mail.is_gone), (size.take(), is_gone));
                        prop_assert!(with_keys || mail.keys.is_empty());
                        got.extend_from_slice(mail.keys.bytes());
                        prop_assert!(told.try_iter().count() <= 1, "one message at most");
                    }
                }
            }
            prop_assert_eq!(got, held);
        }
    }
}
