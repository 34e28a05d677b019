//! Many visitors at once: what each takes of memory, how long a key waits for its frame, how quickly they come in, and
//! what they cost while they do nothing and once they have left.

use std::sync::Arc;
use std::time::{Duration, Instant};

use maitri::study::rng::Rng;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::served::Served;
use crate::visitor::{Door, Size, Visitor};

const SIZES: [Size; 2] = [(80, 24), (120, 40)];
/// So many come in at the same time, and of those whom sshd lets in, which has more to do for each.
const AT_THE_DOOR: usize = 32;
const AT_THE_DOOR_OF_SSHD: usize = 6;
/// A visitor reads for so long on average before the next key.
const READING: Duration = Duration::from_secs(4);
/// For so long keys are pressed, and then none.
const PRESSING: Duration = Duration::from_secs(16);
const IDLE: Duration = Duration::from_secs(10);
/// What is pressed, again and again: steps in a list and other tabs, each of which draws something.
const KEYS: [&[u8]; 6] = [b"k", b"k", b"j", b"3", b"2", b"1"];

/// Measures each number of visitors at each size, each in a server of its own.
pub(crate) fn measure(counts: &[usize], is_openssh: bool, compresses: bool) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let through = if is_openssh { "sshd" } else { "maitri serve" };
    println!("through {through}, {}", if compresses { "compressed" } else { "not compressed" });
    println!(
        "{:>8} {:>8} {:>9} {:>10} {:>9} {:>8} {:>8} {:>9} {:>10} {:>10} {:>7}",
        "visitors",
        "size",
        "in, 1/s",
        "KiB each",
        "p50 ms",
        "p99 ms",
        "max ms",
        "CPU/key",
        "idle CPU",
        "after MiB",
        "failed"
    );
    for count in counts {
        for size in SIZES {
            let served = if is_openssh { Served::openssh() } else { Served::maitri() };
            of(&runtime, &served, &Door::of(&served, compresses), *count, size);
        }
    }
}

/// How one visitor's keys went.
#[derive(Default)]
struct Pressed {
    waits: Vec<Duration>,
    unanswered: usize,
}

fn of(runtime: &Runtime, served: &Served, door: &Door, count: usize, size: Size) {
    std::thread::sleep(Duration::from_millis(500));
    let before = served.memory();
    let (mut visitors, failed, coming) = runtime.block_on(come(door, count, size));
    runtime.block_on(async {
        let mut settling = JoinSet::new();
        for mut visitor in std::mem::take(&mut visitors) {
            settling.spawn(async move {
                visitor.settle().await;
                visitor
            });
        }
        visitors = settling.join_all().await;
    });
    let computed = served.computed();
    let (mut visitors, mut waits, unanswered) = runtime.block_on(press(visitors));
    let per_key = (served.computed().saturating_sub(computed)).as_secs_f64() * 1e3 / waits.len().max(1) as f64;
    let memory = served.memory();
    std::thread::sleep(Duration::from_secs(1));
    let computed = served.computed();
    std::thread::sleep(IDLE);
    let idle = served.computed().saturating_sub(computed);
    let (bytes, there) = runtime.block_on(async {
        let mut bytes = 0;
        let there = visitors.len();
        for visitor in &mut visitors {
            let before = visitor.bytes;
            visitor.drain(Duration::from_millis(1)).await;
            bytes += visitor.bytes - before;
        }
        for visitor in visitors {
            visitor.go().await;
        }
        (bytes, there)
    });
    std::thread::sleep(Duration::from_secs(4));
    let after = served.memory();
    waits.sort_unstable();
    let at = |part: f64| {
        let place = (waits.len() as f64 * part) as usize;
        waits.get(place.min(waits.len().saturating_sub(1))).map_or(0.0, |wait| wait.as_secs_f64() * 1e3)
    };
    println!(
        "{there:>8} {:>8} {:>9.0} {:>10.0} {:>9.1} {:>8.1} {:>8.1} {per_key:>6.2} ms {:>7.1} ms {:>10.1} {:>7}",
        format!("{}x{}", size.0, size.1),
        there as f64 / coming.as_secs_f64(),
        memory.saturating_sub(before) as f64 / there.max(1) as f64,
        at(0.5),
        at(0.99),
        at(1.0),
        idle.as_secs_f64() * 1e3,
        after as f64 / 1024.0,
        failed + unanswered,
    );
    println!(
        "         {} keys; before {:.1} MiB, with all {:.1} MiB; {bytes} bytes while idle",
        waits.len(),
        before as f64 / 1024.0,
        memory as f64 / 1024.0
    );
}

/// Has visitors come in; tells how many could not, and how long it took.
async fn come(door: &Door, count: usize, size: Size) -> (Vec<Visitor>, usize, Duration) {
    let begin = Instant::now();
    let places = Arc::new(Semaphore::new(if door.is_openssh() { AT_THE_DOOR_OF_SSHD } else { AT_THE_DOOR }));
    let mut coming = JoinSet::new();
    for _ in 0..count {
        let (door, places) = (door.clone(), Arc::clone(&places));
        coming.spawn(async move {
            let _place = places.acquire_owned().await.expect("it is never closed");
            Visitor::come(&door, size).await
        });
    }
    let (mut visitors, mut failed, mut why) = (Vec::new(), 0, None);
    while let Some(came) = coming.join_next().await {
        match came.expect("nothing panics") {
            Ok(visitor) => visitors.push(visitor),
            Err(reason) => (failed, why) = (failed + 1, Some(reason)),
        }
    }
    if let Some(why) = why {
        println!("{failed} could not come in, one because: {why}");
    }
    (visitors, failed, begin.elapsed())
}

/// Has visitors press keys for a while.
async fn press(visitors: Vec<Visitor>) -> (Vec<Visitor>, Vec<Duration>, usize) {
    let end = Instant::now() + PRESSING;
    let mut pressing = JoinSet::new();
    for (number, mut visitor) in visitors.into_iter().enumerate() {
        pressing.spawn(async move {
            let mut rng = Rng::new(number as u64);
            let mut pressed = Pressed::default();
            let mut keys = KEYS.iter().cycle();
            loop {
                sleep(READING.mul_f64(rng.unit() * 2.0)).await;
                if Instant::now() >= end {
                    visitor.settle().await;
                    return (visitor, pressed);
                }
                let Some(key) = keys.next() else { return (visitor, pressed) };
                // Nothing is to come but what this key leads to.
                visitor.drain(Duration::from_millis(1)).await;
                let begin = Instant::now();
                if visitor.answer(key).await {
                    pressed.waits.push(begin.elapsed());
                } else {
                    println!(
                        "no frame came for {:?}, key {} of its visitor",
                        String::from_utf8_lossy(key),
                        pressed.waits.len()
                    );
                    pressed.unanswered += 1;
                }
            }
        });
    }
    let (mut visitors, mut waits, mut unanswered) = (Vec::new(), Vec::new(), 0);
    while let Some(done) = pressing.join_next().await {
        let (visitor, pressed) = done.expect("nothing panics");
        visitors.push(visitor);
        waits.extend(pressed.waits);
        unanswered += pressed.unanswered;
    }
    (visitors, waits, unanswered)
}
