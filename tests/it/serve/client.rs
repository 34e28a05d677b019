//! A client that does what no other does: it asks in any order, says what it likes, and stops reading when it likes.

use std::time::Duration;

use russh::client::{self, Config, Handle, Msg};
use russh::keys::PublicKeyOrCertificate;
use russh::{Channel, ChannelMsg, Error};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use super::server::Served;
use crate::pty::DEADLINE;

/// Whoever it is, the server is believed.
struct Believing;

impl client::Handler for Believing {
    type Error = Error;

    async fn check_server_key(&mut self, _key: &PublicKeyOrCertificate) -> Result<bool, Error> {
        Ok(true)
    }
}

/// Whether a client comes in that sends a password without asking whether one is wanted; and one that lets itself be
/// asked.
pub(super) fn come_in_unasked(server: &Served) -> [bool; 2] {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let connect = || client::connect(Config::default().into(), ("127.0.0.1", server.port()), Believing);
        let mut one = connect().await.expect("a connection");
        let by_password = one.authenticate_password("anybody", "secret").await.expect("an answer").success();
        let mut other = connect().await.expect("a connection");
        let asked = other.authenticate_keyboard_interactive_start("anybody", None::<String>).await.expect("an answer");
        [by_password, matches!(asked, client::KeyboardInteractiveAuthResponse::Success)]
    })
}

/// A client, which does nothing unless it is asked to.
pub(super) struct Client {
    runtime: Runtime,
    handle: Handle<Believing>,
}

/// What has come over a channel.
#[derive(Debug, Default)]
pub(super) struct Came {
    pub(super) output: Vec<u8>,
    pub(super) errors: Vec<u8>,
    pub(super) code: Option<u32>,
    pub(super) is_closed: bool,
    /// Answers to what was asked for: granted or not.
    pub(super) answers: Vec<bool>,
}

impl Came {
    /// Takes what comes until that is enough, or the channel is closed.
    async fn read(&mut self, channel: &mut Channel<Msg>, is_enough: impl Fn(&Self) -> bool) {
        while !is_enough(self) {
            match channel.wait().await {
                Some(ChannelMsg::Data { data }) => self.output.extend_from_slice(&data),
                Some(ChannelMsg::ExtendedData { data, .. }) => self.errors.extend_from_slice(&data),
                Some(ChannelMsg::ExitStatus { exit_status }) => self.code = Some(exit_status),
                Some(ChannelMsg::Success) => self.answers.push(true),
                Some(ChannelMsg::Failure) => self.answers.push(false),
                Some(_) => {}
                None => {
                    self.is_closed = true;
                    break;
                }
            }
        }
    }
}

impl Client {
    /// One that has logged in.
    pub(super) fn at(server: &Served) -> Self {
        Self::with(server, Config::default())
    }

    /// One that goes about it so.
    pub(super) fn with(server: &Served, config: Config) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let port = server.port();
        let handle = runtime.block_on(async {
            let mut handle = client::connect(config.into(), ("127.0.0.1", port), Believing).await?;
            assert!(handle.authenticate_none("anybody").await?.success(), "nobody is asked for a name");
            Ok::<_, Error>(handle)
        });
        Self { runtime, handle: handle.expect("a connection") }
    }

    /// Does something, which must not take long.
    pub(super) fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(async { timeout(DEADLINE, work).await.expect("it takes too long") })
    }

    /// A session; not granted if there is one.
    pub(super) fn session(&self) -> Result<Channel<Msg>, Error> {
        self.run(self.handle.channel_open_session())
    }

    /// A session with a terminal of this name and size, in which the explorer opens.
    pub(super) fn explore(&self, term: &str, (columns, rows): (u32, u32)) -> Channel<Msg> {
        let channel = self.session().expect("a session");
        self.run(async {
            channel.request_pty(false, term, columns, rows, 0, 0, &[]).await?;
            channel.request_shell(false).await
        })
        .expect("a visit");
        channel
    }

    /// Reads until enough has come, or the channel is closed.
    pub(super) fn read(&self, channel: &mut Channel<Msg>, came: &mut Came, is_enough: impl Fn(&Came) -> bool) {
        self.run(came.read(channel, is_enough));
    }

    /// Reads for a moment, or until the channel is closed.
    pub(super) fn read_a_while(&self, channel: &mut Channel<Msg>, came: &mut Came) {
        const MOMENT: Duration = Duration::from_millis(100);
        let _ = self.runtime.block_on(async { timeout(MOMENT, came.read(channel, |_| false)).await });
    }

    /// Reads until this text has come.
    pub(super) fn read_until(&self, channel: &mut Channel<Msg>, text: &str) -> Came {
        let mut came = Came::default();
        let has_come = |came: &Came| came.output.windows(text.len()).any(|window| window == text.as_bytes());
        self.read(channel, &mut came, has_come);
        assert!(has_come(&came), "“{text}” does not come: {:?}", String::from_utf8_lossy(&came.output));
        came
    }

    /// Reads until the channel is closed.
    pub(super) fn read_all(&self, channel: &mut Channel<Msg>) -> Came {
        let mut came = Came::default();
        self.read(channel, &mut came, |_| false);
        came
    }
}
