//! A shard with screens that do as the keys say, without a network.

use std::io::Write;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use ratatui::layout::Size;
use tokio::sync::mpsc::UnboundedReceiver;

use super::*;
use crate::clock::Now;
use crate::term::session::Ended;
use crate::term::transport::ssh::guest::{Request, VisitScreen};
use crate::term::transport::ssh::keystrokes::Keystrokes;
use crate::term::transport::ssh::limits::{Capacity, Door};
use crate::term::transport::ssh::line::{Order, ReturnLine};
use crate::term::transport::ssh::mailbox::Mailbox;
use crate::term::transport::ssh::shards::Shards;

/// Writes what it is fed: `p` panics, `q` leaves, `s` waits until it may go on.
struct Typed {
    output: Vec<u8>,
    ended: Option<Ended>,
    patience: Option<Duration>,
    may_go_on: Arc<Mutex<Receiver<()>>>,
}

impl VisitScreen for Typed {
    fn enter(&self) -> Vec<u8> {
        b"<in>".to_vec()
    }

    fn exit(&self) -> Vec<u8> {
        b"<out>".to_vec()
    }

    fn feed(&mut self, keys: &Keystrokes, _now: Now) {
        self.output.extend_from_slice(keys.bytes());
        match keys.bytes() {
            b"p" => panic!("a test panics"),
            b"q" => self.ended = Some(Ended::Quit),
            b"s" => drop(self.may_go_on.lock().unwrap_or_else(PoisonError::into_inner).recv()),
            _ => {}
        }
    }

    fn wake(&mut self, _now: Now) {
        if self.patience == Some(Duration::ZERO) {
            self.ended = Some(Ended::Goodbye("It is over.".to_owned()));
        }
    }

    fn called(&mut self, _now: Now) {
        self.output.extend_from_slice(b"<called>");
    }

    fn resize(&mut self, size: Size) {
        self.output.extend(format!("<{size}>").into_bytes());
    }

    fn announce(&mut self, notice: &str, _now: Now) {
        self.output.extend(format!("<{notice}>").into_bytes());
    }

    fn take_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.output)
    }

    fn deadline(&self) -> Option<Duration> {
        None
    }

    fn ended(&self) -> Option<Ended> {
        self.ended.clone()
    }

    fn takes_input(&self) -> bool {
        true
    }

    fn patience(&self, _now: Duration) -> Option<Duration> {
        self.patience
    }

    fn answer_patience(&self, _now: Duration) -> Option<Duration> {
        None
    }

    fn feed_answer(&mut self, _bytes: &[u8], _now: Duration) -> bool {
        true
    }

    fn leave(&mut self, _by_choice: bool) {}
}

/// Gives everybody such a screen; a command says otherwise.
struct Screens {
    may_go_on: Arc<Mutex<Receiver<()>>>,
}

impl Host for Screens {
    fn receive<'h>(&'h self, request: &Request, _bell: &Bell) -> Reception<'h> {
        let patience = match request.command.as_deref() {
            Some(b"panic") => panic!("a test panics"),
            Some(b"told") => return Reception::Told("no".to_owned(), 3),
            Some(b"work") => return Reception::Command,
            Some(b"over") => Some(Duration::ZERO),
            Some(b"new") => Some(Duration::from_millis(1)),
            _ => None,
        };
        let may_go_on = Arc::clone(&self.may_go_on);
        Reception::Screen(Box::new(Typed { output: b"first".to_vec(), ended: None, patience, may_go_on }))
    }

    fn run(&self, _request: &Request, _output: Box<dyn Write + '_>, _errors: Box<dyn Write + '_>) -> u8 {
        0
    }
}

/// A shard that runs, and what a test does with it.
struct Bench {
    shards: Arc<Shards>,
    door: Arc<Door>,
    counters: Arc<Counters>,
    commands: Receiver<Arrival>,
    go_on: Sender<()>,
}

/// A visitor as the network knows one.
struct Visitor {
    mailbox: Arc<Mailbox>,
    orders: UnboundedReceiver<Order>,
}

impl Bench {
    fn begin(&self, command: Option<&str>) -> Visitor {
        let (mailbox, shard) = self.shards.place();
        let (line, orders) = ReturnLine::heard();
        let command = command.map(|command| command.as_bytes().to_vec());
        let request = Request { command, ..Request::default() };
        let permit = self.door.enter("127.0.0.1".parse().unwrap()).unwrap();
        let from = String::new();
        shard.unwrap().begin(Arrival {
            request,
            mailbox: Arc::clone(&mailbox),
            line,
            permit,
            from,
            asked: Duration::ZERO,
        });
        Visitor { mailbox, orders }
    }
}

impl Visitor {
    /// The next frame, written.
    fn frame(&mut self) -> String {
        let frame = self.unwritten();
        self.mailbox.written();
        frame
    }

    fn unwritten(&mut self) -> String {
        match self.orders.blocking_recv() {
            Some(Order::Frame(frame)) => String::from_utf8(frame).unwrap(),
            other => panic!("{other:?} is no frame"),
        }
    }

    fn end(mut self) -> (String, String, u8) {
        match self.orders.blocking_recv() {
            Some(Order::End(Farewell { output, errors, code, .. })) => {
                (String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap(), code)
            }
            other => panic!("{other:?} is no end"),
        }
    }
}

fn with_shard(too_long: Duration, test: impl FnOnce(&Bench)) {
    let (shards, made) = Shards::new(1);
    let (counters, watchdog) = (Arc::<Counters>::default(), Arc::<Watchdog>::default());
    let (log, clock) = (Log::new(Level::Quiet, false), Clock::set_to("2026-08-01T12:00:00".parse().unwrap()));
    let (working, commands) = channel();
    let (go_on, may_go_on) = channel();
    let host = Screens { may_go_on: Arc::new(Mutex::new(may_go_on)) };
    let door = Door::new(Capacity { visits: 9, per_address: 9 });
    let bench = Bench { shards: Arc::clone(&shards), door, counters: Arc::clone(&counters), commands, go_on };
    thread::scope(|scope| {
        for (shard, events) in made {
            let tools = Tools {
                clock,
                counters: Arc::clone(&counters),
                log,
                watchdog: Arc::clone(&watchdog),
                commands: working.clone(),
            };
            let host = &host;
            scope.spawn(move || run(host, shard, &events, tools));
        }
        let watched: Vec<_> = shards.activities().map(|activity| (activity, too_long)).collect();
        let (watchdog, counters) = (&watchdog, &counters);
        scope.spawn(move || watchdog.run(&watched, (Duration::MAX, &|| {}), clock, counters, log));
        test(&bench);
        shards.tell(|| Event::Close("Closed.".into()));
        watchdog.end();
    });
    assert_eq!(bench.door.count(), 0, "every place is free again");
}

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn no_key_is_heard_while_a_frame_is_on_its_way() {
    with_shard(HOUR, |bench| {
        let (mut one, mut other) = (bench.begin(None), bench.begin(None));
        assert_eq!((one.unwritten().as_str(), other.frame().as_str()), ("<in>first", "<in>first"));
        one.mailbox.push(b"j", Duration::ZERO);
        one.mailbox.push(b"k", Duration::ZERO);
        // The shard takes what comes in order: once the other's key is answered it has seen this one's.
        other.mailbox.push(b"l", Duration::ZERO);
        assert_eq!(other.frame(), "l");
        assert!(one.orders.try_recv().is_err(), "a frame was sent while one was on its way");
        one.mailbox.written();
        assert_eq!(one.frame(), "jk");
        one.mailbox.push(b"q", Duration::ZERO);
        assert_eq!(one.frame(), "q");
        assert_eq!(one.end(), ("<out>".to_owned(), String::new(), 0));
    });
}

#[test]
fn a_visit_is_over_even_if_nobody_reads() {
    with_shard(HOUR, |bench| {
        let mut visitor = bench.begin(Some("over"));
        assert_eq!(visitor.unwritten(), "<in>first");
        assert_eq!(visitor.end(), ("<out>It is over.\r\n".to_owned(), String::new(), 0));
    });
}

#[test]
fn so_is_one_that_has_not_begun_and_would_wait_for_as_long_again_whenever_it_is_asked() {
    with_shard(HOUR, |bench| {
        let mut visitor = bench.begin(Some("new"));
        assert_eq!(visitor.unwritten(), "<in>first");
        let (output, _, code) = visitor.end();
        assert!(output.starts_with("<out>Nothing was read for too long") && code == 0, "{output}");
    });
}

#[test]
fn a_visit_that_panics_is_apologised_for_and_the_others_go_on() {
    with_shard(HOUR, |bench| {
        let (mut one, mut other) = (bench.begin(None), bench.begin(None));
        assert_eq!((one.frame(), other.frame()), ("<in>first".to_owned(), "<in>first".to_owned()));
        one.mailbox.push(b"p", Duration::ZERO);
        assert_eq!(one.end(), (format!("<out>{SORRY}\r\n"), String::new(), 1));
        other.mailbox.push(b"j", Duration::ZERO);
        assert_eq!(other.frame(), "j");
        let third = bench.begin(Some("panic"));
        assert_eq!(third.end(), (String::new(), format!("{SORRY}\r\n"), 1));
        other.mailbox.push(b"q", Duration::ZERO);
        assert_eq!(other.frame(), "q");
        assert_eq!(other.end().2, 0);
    });
}

#[test]
fn what_comes_besides_keys_is_told_the_screen() {
    with_shard(HOUR, |bench| {
        let mut visitor = bench.begin(None);
        assert_eq!(visitor.frame(), "<in>first");
        visitor.mailbox.resize(Size::new(100, 30));
        assert_eq!(visitor.frame(), "<100x30>");
        Bell::of(&visitor.mailbox).ring();
        assert_eq!(visitor.frame(), "<called>");
        bench.shards.tell(|| Event::Announce("soon".into()));
        assert_eq!(visitor.frame(), "<soon>");
        bench.shards.tell(|| Event::Close("Closed.".into()));
        assert_eq!(visitor.end(), ("<out>Closed.\r\n".to_owned(), String::new(), 0));
    });
}

#[test]
fn a_command_goes_to_those_who_do_it_and_a_refusal_is_told() {
    with_shard(HOUR, |bench| {
        let told = bench.begin(Some("told"));
        assert_eq!(told.end(), (String::new(), "no\n".to_owned(), 3));
        let _working = bench.begin(Some("work"));
        assert_eq!(bench.commands.recv().unwrap().request.command.as_deref(), Some(&b"work"[..]));
    });
}

#[test]
fn a_visitor_who_is_gone_leaves_nothing_behind() {
    with_shard(HOUR, |bench| {
        let mut visitor = bench.begin(None);
        assert_eq!(visitor.unwritten(), "<in>first");
        visitor.mailbox.gone();
        assert_eq!(visitor.end().2, 1);
        assert!(bench.door.wait_for_visits(HOUR));
    });
}

#[test]
fn a_step_that_goes_on_for_too_long_lets_its_visitor_go_and_then_the_others_go_on() {
    with_shard(Duration::ZERO, |bench| {
        let (mut one, mut other) = (bench.begin(None), bench.begin(None));
        assert_eq!((one.frame(), other.frame()), ("<in>first".to_owned(), "<in>first".to_owned()));
        one.mailbox.push(b"s", Duration::ZERO);
        let (output, errors, code) = one.end();
        assert!(output.starts_with("<out>maitri: this took too long") && errors.is_empty() && code == 1, "{output}");
        other.mailbox.push(b"j", Duration::ZERO);
        assert!(other.orders.try_recv().is_err(), "one thread does one thing");
        bench.go_on.send(()).unwrap();
        assert_eq!(other.frame(), "j");
        assert!(bench.counters.has_been_stuck());
    });
}
