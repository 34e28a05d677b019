//! Visitors who for a long time do anything at all: keys, pastes, other sizes, leaving by `q`, leaving without a word,
//! coming again. What each does follows from its number. Memory is told every minute; a visit that answers nothing when
//! asked to draw itself anew is stuck, and the bench fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use maitri::study::rng::Rng;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::served::Served;
use crate::visitor::{Came, Door, PATIENCE, Size, Visitor};

const SIZES: [Size; 6] = [(80, 24), (120, 40), (60, 16), (200, 60), (40, 10), (20, 5)];
/// A visitor reads for so long on average between two things.
const READING: Duration = Duration::from_secs(5);
const IDLE: Duration = Duration::from_secs(10);
/// Keys that somebody may press.
const KEYS: [&[u8]; 32] = [
    b"j",
    b"k",
    b"jjj",
    b"1",
    b"2",
    b"3",
    b"4",
    b"5",
    b"6",
    b"7",
    b"\t",
    b"\r",
    b"\x1b",
    b" ",
    b" ce",
    b"/trade",
    b"\x1b[B",
    b"\x1b[A",
    b"\x1b[6~",
    b"G",
    b"g",
    b"?",
    b"b",
    b"f",
    b"+",
    b"-",
    b"y",
    b"n",
    b"t",
    b"s",
    b"a",
    b"\x1b[200~pasted \xe0\xa4\xb9\x1b[201~",
];
/// Has all be drawn anew.
const REDRAW: &[u8] = b"\x0c";

/// What has happened.
#[derive(Default)]
struct Count {
    there: AtomicUsize,
    actions: AtomicUsize,
    came: AtomicUsize,
    refused: AtomicUsize,
    left: AtomicUsize,
    dropped: AtomicUsize,
    ended: AtomicUsize,
    stuck: AtomicUsize,
    idle_bytes: AtomicUsize,
    noisy: AtomicUsize,
}

/// Has so many visitors go on for so many minutes.
pub(crate) fn soak(minutes: usize, visitors: usize) {
    let served = Served::maitri();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let count = Arc::new(Count::default());
    let (begin, length) = (Instant::now(), Duration::from_secs(60) * u32::try_from(minutes).expect("minutes"));
    println!("{visitors} visitors for {minutes} min; at first {:.1} MiB", mib(&served));
    let mut visiting = JoinSet::new();
    for number in 0..visitors {
        let (door, count) = (Door::of(&served, !number.is_multiple_of(4)), Arc::clone(&count));
        visiting.spawn_on(visit(number, door, begin + length, count), runtime.handle());
    }
    let mut at_tenth = None;
    for minute in 1..=minutes {
        let at = begin + Duration::from_secs(60) * u32::try_from(minute).expect("minutes");
        std::thread::sleep(at.saturating_duration_since(Instant::now()));
        let memory = mib(&served);
        if minute == 10 {
            at_tenth = Some(memory);
        }
        tell(minute, memory, &count, served.computed());
    }
    runtime.block_on(async { while visiting.join_next().await.is_some() {} });
    std::thread::sleep(Duration::from_secs(5));
    let of = |count: &AtomicUsize| count.load(Ordering::Relaxed);
    println!("at the tenth minute {at_tenth:.1?} MiB; all have left: {:.1} MiB", mib(&served));
    println!("while nobody typed for {IDLE:?}: {} bytes, to {} visitors", of(&count.idle_bytes), of(&count.noisy));
    let told = std::fs::read_to_string(served.directory.path().join("log")).unwrap_or_default();
    println!("the server told of {} panics", told.matches("panicked").count());
    assert_eq!(of(&count.stuck), 0, "visits are stuck");
}

fn mib(served: &Served) -> f64 {
    served.memory() as f64 / 1024.0
}

fn tell(minute: usize, memory: f64, count: &Count, computed: Duration) {
    let of = |count: &AtomicUsize| count.load(Ordering::Relaxed);
    println!(
        "{minute:>4} min: {memory:>7.1} MiB, {} there, {} actions, {} came, {} could not, {} left, {} dropped, {} ended, {} stuck, \
         {:.0} s computed",
        of(&count.there),
        of(&count.actions),
        of(&count.came),
        of(&count.refused),
        of(&count.left),
        of(&count.dropped),
        of(&count.ended),
        of(&count.stuck),
        computed.as_secs_f64(),
    );
}

/// One visitor, who comes again and again until the end, and is then silent for a while.
async fn visit(number: usize, door: Door, end: Instant, count: Arc<Count>) {
    let mut rng = Rng::new(number as u64);
    let more = |counter: &AtomicUsize| {
        counter.fetch_add(1, Ordering::Relaxed);
    };
    sleep(Duration::from_secs(20).mul_f64(rng.unit())).await;
    while Instant::now() < end {
        let size = *rng.pick(&SIZES).unwrap_or(&(80, 24));
        let Ok(mut visitor) = Visitor::come(&door, size).await else {
            more(&count.refused);
            sleep(READING).await;
            continue;
        };
        more(&count.came);
        more(&count.there);
        let goes_on = act(&mut visitor, &mut rng, end, &count).await;
        if goes_on && Instant::now() >= end {
            // Whatever takes time by itself, as a paper's clock, is left.
            visitor.press(b"\x1b").await;
            visitor.read_for(PATIENCE / 4).await;
            let before = visitor.bytes;
            sleep(IDLE).await;
            visitor.drain(Duration::from_millis(1)).await;
            count.idle_bytes.fetch_add(visitor.bytes - before, Ordering::Relaxed);
            if visitor.bytes > before {
                more(&count.noisy);
            }
        }
        count.there.fetch_sub(1, Ordering::Relaxed);
        visitor.go().await;
    }
}

/// Does things until the visit is over; tells whether it is the end for all, and not for this one.
async fn act(visitor: &mut Visitor, rng: &mut Rng, end: Instant, count: &Count) -> bool {
    loop {
        if !visitor.read_for(READING.mul_f64(rng.unit() * 2.0)).await {
            count.ended.fetch_add(1, Ordering::Relaxed);
            return false;
        }
        if Instant::now() >= end {
            return true;
        }
        count.actions.fetch_add(1, Ordering::Relaxed);
        match rng.below(100) {
            0 => {
                count.dropped.fetch_add(1, Ordering::Relaxed);
                return false;
            }
            1 => {
                count.left.fetch_add(1, Ordering::Relaxed);
                visitor.press(b"\x03").await;
                while !matches!(visitor.next(PATIENCE).await, Came::End | Came::Nothing) {}
                return false;
            }
            2..8 => {
                let size = *rng.pick(&SIZES).unwrap_or(&(80, 24));
                visitor.resize(size).await;
            }
            8..16 => {
                // Right after an Esc it is another key: whoever is not stuck answers the second.
                let answers = visitor.answer(REDRAW).await || visitor.answer(REDRAW).await;
                if !answers && visitor.next(Duration::from_millis(1)).await != Came::End {
                    count.stuck.fetch_add(1, Ordering::Relaxed);
                    return false;
                }
            }
            _ => {
                let keys = rng.pick(&KEYS).copied().unwrap_or(b"j");
                visitor.press(keys).await;
            }
        }
    }
}
