//! What there is to visit: one dataset with its index for all, and for each visitor a reader of their own and an
//! explorer, or the output of a command. What a visitor may ask for is in [`crate::cli::kiosk`].

use std::ffi::OsString;
use std::io::{Write, empty, sink};
use std::sync::Arc;

use super::presenting::{self, Presenting, Wish};
use crate::cli::args::{Arguments, Command, Repeated, parse};
use crate::cli::commands::explore::options::{Explore, Opening};
use crate::cli::commands::explore::{self, environment, prepare};
use crate::cli::commands::task::Task;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::kiosk::{self, Asked};
use crate::cli::settings::write_ascii_where_text_is;
use crate::clock::Clock;
use crate::data::Dataset;
use crate::search::{LazyIndex, SharedIndex as _};
use crate::term::session::SessionOptions;
use crate::term::transport::ssh::{Bell, Host, OwnedSession, Reception, Request};
use crate::tui::reader::Reader;
use crate::tui::readership::Readership;
use crate::tui::room::{Seat, Wake};
use crate::tui::tour::TourWanted;

/// What visitors share.
#[derive(Debug)]
pub(super) struct Visitors<'d> {
    dataset: &'d Dataset<'d>,
    index: LazyIndex<'d>,
    /// What whoever runs this says of all visits.
    own: Explore,
    /// What a visitor asks for who gives no command, as most do: read once for all.
    wordless: Option<Explore>,
    /// The tour that a visit begins with.
    tour: Option<TourWanted>,
    clock: Clock,
    /// Where one presents what others follow.
    room: Option<Presenting>,
}

impl<'d> Visitors<'d> {
    /// Of this dataset, which is indexed here and now, for nobody is there to wait.
    pub(super) fn new(dataset: &'d Dataset<'d>, own: Explore, tours: bool, clock: Clock) -> Self {
        let index = LazyIndex::new(dataset);
        index.get();
        let tour = (tours && !dataset.pack.tours.is_empty()).then_some(TourWanted { tour: 0, every: None });
        let world = Io::new(empty(), sink(), sink());
        let read = parse(&[OsString::from("maitri")], Repeated::LastCounts, &world);
        let wordless = read.ok().map(|arguments| arguments.explore.under(&own));
        Self { dataset, index, own, wordless, tour, clock, room: None }
    }

    /// With a room in which one may present.
    pub(super) fn with_room(self, room: Option<Presenting>) -> Self {
        Self { room, ..self }
    }

    /// A seat in the room, for whoever asks for one.
    fn seat(&self, request: &Request, io: &Io<'_>, bell: &Bell) -> Result<Option<Seat>, Failure> {
        let Some(wish) = wished(request)? else { return Ok(None) };
        let room = self.room.as_ref().ok_or_else(presenting::no_room)?;
        let Some(terminal) = &request.terminal else { return Err(presenting::no_terminal()) };
        let environment = environment(io);
        if !environment.can_be_drawn_on() {
            return Err(Failure::Refused(environment.why_not()));
        }
        let bell = bell.clone();
        let wake: Wake = Arc::new(move || bell.ring());
        let now = self.clock.elapsed();
        let seat = room.seat(&wish, now, wake).map_err(|why| Failure::Refused(why.to_owned()))?;
        // So that what is seen first is drawn for it, if it ever was.
        seat.see_at(Some(terminal.size));
        seat.look(now);
        Ok(Some(seat))
    }

    /// The world of a visitor: nothing of this process's but the clock.
    fn world<'w>(&self, request: &'w Request, output: Box<dyn Write + 'w>, errors: Box<dyn Write + 'w>) -> Io<'w> {
        let mut io = Io::new(empty(), output, errors);
        io.environment = Box::new(|name| request.variable(name));
        io.clock = Some(self.clock);
        let has_terminal = request.terminal.is_some();
        io.terminals.output = has_terminal;
        io.terminals.errors = has_terminal;
        io
    }

    /// What a visitor asks for, with what whoever runs this says of all.
    fn asked(&self, request: &Request, io: &Io<'_>) -> Result<Asked, Failure> {
        let words: Vec<OsString> = kiosk::words(request.command.as_deref().unwrap_or_default())?;
        if let Some(explore) = self.wordless.as_ref().filter(|_| words.is_empty()) {
            let arguments = Arguments { data: Vec::new(), explore: explore.clone(), command: None };
            return Ok(Asked::Arguments(Box::new(arguments)));
        }
        Ok(match kiosk::asked(&words, io)? {
            Asked::Arguments(arguments) => {
                let Arguments { data, explore, command } = *arguments;
                Asked::Arguments(Box::new(Arguments { data, explore: explore.under(&self.own), command }))
            }
            told @ Asked::Told(_) => told,
        })
    }

    /// What the explorer is to be opened with, if it is: in a terminal that it can be drawn on, and for nobody who
    /// wants text.
    fn opening(&self, request: &Request, io: &Io<'_>) -> Result<Option<Opening>, Failure> {
        let Asked::Arguments(arguments) = self.asked(request, io)? else { return Ok(None) };
        let Arguments { explore, command, .. } = *arguments;
        if explore.print || request.terminal.is_none() || !environment(io).can_be_drawn_on() {
            return Ok(None);
        }
        match command.map(Command::task) {
            None => {
                let is_asked = explore.tab != self.own.tab || explore.open.is_some() || explore.keys.is_some();
                let tour = self.tour.filter(|_| !is_asked);
                Ok(Some(Explore { tour, ..explore }.into()))
            }
            Some(Task::OfDataset(task)) => task.opening(self.dataset, &explore),
            Some(Task::Standalone(_) | Task::Serving(_)) => Ok(None),
        }
    }

    /// A visitor's explorer.
    fn session<'h>(
        &'h self,
        (opening, seat): (&Opening, Option<Seat>),
        request: &Request,
        io: &mut Io<'_>,
    ) -> Result<OwnedSession<'h>, Failure> {
        let environment = environment(io);
        let (prepared, reader) = prepare(self.dataset, opening, environment, io)?;
        let options = SessionOptions { is_served: true, ..prepared.session(&opening.options) };
        let reader = Reader { room: seat, ..reader };
        let readership = Readership { dataset: self.dataset, index: &self.index, reader };
        let size = request.terminal.as_ref().map(|terminal| terminal.size).unwrap_or_default();
        OwnedSession::new(readership, size, &options, |readership| {
            let mut app = prepared.app(readership.context(), opening)?;
            explore::play(&opening.options, &mut app, (size.width, size.height), self.clock)?;
            app.follow_room();
            Ok(app)
        })
    }

    fn obey(&self, request: &Request, io: &mut Io<'_>) -> Result<(), Failure> {
        let arguments = match self.asked(request, io)? {
            Asked::Told(text) => {
                let of_room = if self.room.is_some() && text == kiosk::help() { presenting::HELP } else { "" };
                return Ok(write!(io.output, "{text}{of_room}")?);
            }
            Asked::Arguments(arguments) => arguments,
        };
        write_ascii_where_text_is(arguments.explore.ascii, true, io);
        let Arguments { explore, command, .. } = *arguments;
        match command.map(Command::task) {
            Some(Task::OfDataset(task)) => task.run(self.dataset, &explore, io),
            // None that a visitor may ask for.
            Some(Task::Standalone(_) | Task::Serving(_)) => Ok(()),
            None => explore::run(self.dataset, &explore.into(), io),
        }
    }
}

/// What a visitor would be in the room, if anything.
fn wished(request: &Request) -> Result<Option<Wish>, Failure> {
    let words = kiosk::words(request.command.as_deref().unwrap_or_default())?;
    let words: Vec<String> = words.into_iter().map(|word| word.to_string_lossy().into_owned()).collect();
    Wish::of(&words)
}

impl Host for Visitors<'_> {
    fn receive<'h>(&'h self, request: &Request, bell: &Bell) -> Reception<'h> {
        let mut io = self.world(request, Box::new(sink()), Box::new(sink()));
        let opening = self.seat(request, &io, bell).and_then(|seat| match seat {
            Some(seat) => Ok(Some((self.own.clone().into(), Some(seat)))),
            None => Ok(self.opening(request, &io)?.map(|opening| (opening, None))),
        });
        let opened = opening.and_then(|opening| {
            opening.map(|(opening, seat)| self.session((&opening, seat), request, &mut io)).transpose()
        });
        match opened.map_err(kiosk::without_details) {
            Ok(Some(session)) => Reception::Screen(Box::new(session)),
            Ok(None) => Reception::Command,
            Err(failure) => Reception::Told(failure.to_string(), failure.code()),
        }
    }

    fn run(&self, request: &Request, output: Box<dyn Write + '_>, errors: Box<dyn Write + '_>) -> u8 {
        let mut io = self.world(request, output, errors);
        let done = self.obey(request, &mut io).map_err(kiosk::without_details);
        let done = done.and(io.output.flush().map_err(Failure::Output));
        let Err(failure) = done else { return 0 };
        if !failure.is_silent() {
            let _ = writeln!(io.errors, "{failure}");
        }
        failure.code()
    }
}
