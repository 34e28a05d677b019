//! The other visitor, who goes to another tab, waits for its frame, and goes back, for as long as attacks go on.

use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use russh::Error;
use tokio::runtime::Builder;
use tokio::time::{sleep, timeout};

use super::guest::{END, Guest, all, until};
use crate::pty::DEADLINE;

/// From one answer to the next key.
const PAUSE: Duration = Duration::from_millis(5);

/// What the witness has lived through.
#[derive(Debug, Default)]
struct Diary {
    waits: Vec<Duration>,
    failed: Option<String>,
    may_leave: bool,
}

/// The other visitor.
pub(super) struct Witness {
    diary: Arc<(Mutex<Diary>, Condvar)>,
    visit: JoinHandle<()>,
}

impl Witness {
    /// One whose first screen has come.
    pub(super) fn at(port: u16) -> Self {
        let diary = Arc::<(Mutex<Diary>, Condvar)>::default();
        let own = Arc::clone(&diary);
        let visit = thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
            if let Err(error) = runtime.block_on(go_on(port, &own)) {
                own.0.lock().expect("a diary").failed = Some(error.to_string());
                own.1.notify_all();
            }
        });
        let witness = Self { diary, visit };
        witness.answered_since(0, 1);
        witness
    }

    /// How many keys were answered.
    pub(super) fn answers(&self) -> usize {
        self.diary.0.lock().expect("a diary").waits.len()
    }

    /// Waits until so many keys were answered in all; tells how long those since then were waited for.
    pub(super) fn answered_since(&self, before: usize, in_all: usize) -> String {
        let diary = self.diary.0.lock().expect("a diary");
        let is_waiting = |diary: &mut Diary| diary.waits.len() < in_all && diary.failed.is_none();
        let (diary, _) = self.diary.1.wait_timeout_while(diary, DEADLINE, is_waiting).expect("a diary");
        assert!(diary.waits.len() >= in_all, "the other visitor is not answered: {:?}", diary.failed);
        let mut waits = diary.waits[before..].to_vec();
        waits.sort_unstable();
        let at = |share: usize| waits[(waits.len() - 1) * share / 100].as_secs_f64() * 1000.0;
        format!("{:>5} keys, p50 {:.1}, p99 {:.1}, slowest {:.1} ms", waits.len(), at(50), at(99), at(100))
    }

    /// Leaves.
    pub(super) fn leave(self) {
        self.diary.0.lock().expect("a diary").may_leave = true;
        self.visit.join().expect("the other visitor");
        let diary = self.diary.0.lock().expect("a diary");
        assert_eq!(diary.failed, None);
    }
}

/// Notes how long a key was waited for; tells whether it is time to leave.
fn note((diary, changed): &(Mutex<Diary>, Condvar), wait: Duration) -> bool {
    let mut diary = diary.lock().expect("a diary");
    diary.waits.push(wait);
    changed.notify_all();
    diary.may_leave
}

async fn go_on(port: u16, diary: &(Mutex<Diary>, Condvar)) -> Result<(), Error> {
    let guest = Guest::come(port).await?;
    let mut channel = guest.explore("xterm-256color", (80, 24)).await?;
    until(&mut channel, END).await;
    for key in [b"2", b"1"].into_iter().cycle() {
        let begin = Instant::now();
        channel.data_bytes(&key[..]).await?;
        let heard = timeout(DEADLINE, until(&mut channel, END)).await.map_err(|_| Error::ConnectionTimeout)?;
        if heard.is_closed {
            return Err(Error::Disconnect);
        }
        if note(diary, begin.elapsed()) {
            break;
        }
        sleep(PAUSE).await;
    }
    channel.data_bytes(&b"q"[..]).await?;
    all(&mut channel).await;
    Ok(())
}
