//! The panic hook, the only one: before a panic is told, whatever terminal is held is given back, or the alternate
//! screen would take the message with it; and where the message is not for those who would see it, it is not told.
//!
//! The process has one hook for all its threads. This one stands as long as anybody holds it, and puts back what stood
//! there before. A panic concerns those who hold it from the same thread; one in a thread that nobody holds it from,
//! which works for somebody, concerns all.

use std::panic::{PanicHookInfo, set_hook, take_hook};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

/// What a panic is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    /// The hook that stood there before, which names files.
    Usual,
    /// Nothing; whoever holds this says something itself.
    None,
}

/// A hook, as the system has it.
type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;
/// What is to be done first.
type First = Arc<dyn Fn() + Send + Sync>;

/// Holds the hook in its place. If a panic drops the last of these, the hook stays; so whoever began first holds one
/// beyond where the panic is caught.
#[derive(Debug)]
pub(crate) struct PanicHook {
    number: u64,
}

struct Holder {
    number: u64,
    thread: ThreadId,
    message: Message,
    first: Option<First>,
}

/// Those who hold the hook, as it looks at them.
static HOLDERS: Mutex<Vec<Holder>> = Mutex::new(Vec::new());
/// The hook that stood there before.
static BEFORE: Mutex<Option<Hook>> = Mutex::new(None);
/// The next number, and whether our hook stands. Held while the hook changes, and never by the hook.
static PLACE: Mutex<Place> = Mutex::new(Place { next: 0, stands: false });

struct Place {
    next: u64,
    stands: bool,
}

impl PanicHook {
    /// Holds it for what is done from here on.
    #[must_use]
    pub(crate) fn hold(message: Message) -> Self {
        Self::held(message, None)
    }

    /// Holds it, to do this first.
    #[must_use]
    pub(super) fn first(first: impl Fn() + Send + Sync + 'static) -> Self {
        Self::held(Message::Usual, Some(Arc::new(first)))
    }

    fn held(message: Message, first: Option<First>) -> Self {
        let mut place = lock(&PLACE);
        let number = place.next;
        place.next += 1;
        lock(&HOLDERS).push(Holder { number, thread: thread::current().id(), message, first });
        if !place.stands {
            // The system's own hook stands between these, so that no panic goes untold meanwhile.
            let before = take_hook();
            *lock(&BEFORE) = Some(before);
            set_hook(Box::new(tell));
            place.stands = true;
        }
        Self { number }
    }
}

impl Drop for PanicHook {
    fn drop(&mut self) {
        let mut place = lock(&PLACE);
        let is_last = {
            let mut holders = lock(&HOLDERS);
            holders.retain(|holder| holder.number != self.number);
            holders.is_empty()
        };
        // A thread that panics may not change the hook.
        if is_last && place.stands && !thread::panicking() {
            drop(take_hook());
            let before = lock(&BEFORE).take();
            if let Some(before) = before {
                set_hook(before);
            }
            place.stands = false;
        }
    }
}

/// The hook.
fn tell(panic: &PanicHookInfo<'_>) {
    let (firsts, is_told) = concerned(thread::current().id());
    for first in firsts {
        first();
    }
    if is_told && let Some(before) = lock(&BEFORE).as_ref() {
        before(panic);
    }
}

/// What those whom a panic of this thread concerns want done first, and whether none minds the message.
fn concerned(thread: ThreadId) -> (Vec<First>, bool) {
    let holders = lock(&HOLDERS);
    let is_theirs = holders.iter().any(|holder| holder.thread == thread);
    let concerned = || holders.iter().filter(move |holder| !is_theirs || holder.thread == thread);
    let firsts = concerned().filter_map(|holder| holder.first.clone()).collect();
    (firsts, concerned().all(|holder| holder.message == Message::Usual))
}

/// What is locked is whole whatever panicked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
