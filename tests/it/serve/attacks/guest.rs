//! An attacker who speaks SSH, through russh's client, and what is heard over a channel.

use std::sync::Arc;
use std::time::Duration;

use russh::client::{self, Config, Handle, Msg};
use russh::keys::PublicKeyOrCertificate;
use russh::{Channel, ChannelMsg, ChannelReadHalf, ChannelWriteHalf, Error};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{sleep, timeout};

use super::scene::{Scene, assert_tells_nothing};

/// What every frame ends with.
pub(super) const END: &str = "\x1b[?2026l";

/// Leaves from wherever one is: the end of a string, the end of a paste, Ctrl-C, and the answer that a terminal still
/// owes, without which the server waits a second for it.
pub(super) const LEAVE: &[u8] = b"\x1b\\\x1b[201~\x03\x1b[?62c";

/// Whoever it is, the server is believed.
pub(super) struct Believing;

impl client::Handler for Believing {
    type Error = Error;

    async fn check_server_key(&mut self, _key: &PublicKeyOrCertificate) -> Result<bool, Error> {
        Ok(true)
    }
}

/// What has come over a channel.
#[derive(Debug, Default)]
pub(super) struct Heard {
    pub(super) output: Vec<u8>,
    pub(super) errors: Vec<u8>,
    pub(super) code: Option<u32>,
    pub(super) is_closed: bool,
    /// Answers to what was asked for: granted or not.
    pub(super) answers: Vec<bool>,
}

/// An attacker.
pub(super) struct Guest {
    pub(super) handle: Handle<Believing>,
}

impl Guest {
    /// One that has logged in.
    pub(super) async fn come(port: u16) -> Result<Self, Error> {
        Self::come_with(port, Config::default()).await
    }

    /// One that has logged in and goes about it so.
    pub(super) async fn come_with(port: u16, config: Config) -> Result<Self, Error> {
        let mut guest = Self::knock(port, config).await?;
        guest.log_in().await?;
        Ok(guest)
    }

    /// One that has not logged in.
    pub(super) async fn knock(port: u16, config: Config) -> Result<Self, Error> {
        let config = Arc::new(Config { nodelay: true, ..config });
        Ok(Self { handle: client::connect(config, ("127.0.0.1", port), Believing).await? })
    }

    /// One that has logged in over this.
    pub(super) async fn come_over<S: AsyncRead + AsyncWrite + Send + Unpin + 'static>(
        stream: S,
        config: Config,
    ) -> Result<Self, Error> {
        let mut guest = Self { handle: client::connect_stream(Arc::new(config), stream, Believing).await? };
        guest.log_in().await?;
        Ok(guest)
    }

    async fn log_in(&mut self) -> Result<(), Error> {
        let is_in = self.handle.authenticate_none("anybody").await?.success();
        if is_in { Ok(()) } else { Err(Error::NotAuthenticated) }
    }

    /// A session, of which nothing was said yet.
    pub(super) async fn session(&self) -> Result<Channel<Msg>, Error> {
        self.handle.channel_open_session().await
    }

    /// A session with a terminal of this name and size, in which the explorer opens.
    pub(super) async fn explore(&self, term: &str, (columns, rows): (u32, u32)) -> Result<Channel<Msg>, Error> {
        let channel = self.session().await?;
        channel.request_pty(false, term, columns, rows, 0, 0, &[]).await?;
        channel.request_shell(false).await?;
        Ok(channel)
    }
}

/// What comes from there next.
trait Hearing {
    async fn next(&mut self) -> Option<ChannelMsg>;
}

impl Hearing for Channel<Msg> {
    async fn next(&mut self) -> Option<ChannelMsg> {
        self.wait().await
    }
}

impl Hearing for ChannelReadHalf {
    async fn next(&mut self) -> Option<ChannelMsg> {
        self.wait().await
    }
}

async fn hear(channel: &mut impl Hearing, is_enough: impl Fn(&Heard) -> bool) -> Heard {
    let mut heard = Heard::default();
    while !is_enough(&heard) {
        match channel.next().await {
            Some(ChannelMsg::Data { data }) => heard.output.extend_from_slice(&data),
            Some(ChannelMsg::ExtendedData { data, .. }) => heard.errors.extend_from_slice(&data),
            Some(ChannelMsg::ExitStatus { exit_status }) => heard.code = Some(exit_status),
            Some(ChannelMsg::Success) => heard.answers.push(true),
            Some(ChannelMsg::Failure) => heard.answers.push(false),
            Some(_) => {}
            None => {
                heard.is_closed = true;
                break;
            }
        }
    }
    assert_tells_nothing(&heard.output);
    assert_tells_nothing(&heard.errors);
    heard
}

/// Hears until this text has come, or the channel is closed.
pub(super) async fn until(channel: &mut Channel<Msg>, text: &str) -> Heard {
    // It stands at the end of what comes, but for one piece.
    let has_come = |heard: &Heard| {
        let tail = heard.output.len().saturating_sub(40_000);
        heard.output[tail..].windows(text.len()).any(|window| window == text.as_bytes())
    };
    hear(channel, has_come).await
}

/// Hears until so many requests were answered, or the channel is closed.
pub(super) async fn answered(channel: &mut Channel<Msg>, count: usize) -> Heard {
    hear(channel, |heard| heard.answers.len() >= count).await
}

/// Hears until the channel is closed.
pub(super) async fn all(channel: &mut Channel<Msg>) -> Heard {
    hear(channel, |_| false).await
}

/// Comes, asks for this and hears it to its end; without a terminal.
pub(super) fn ask(scene: &Scene, command: &[u8]) -> Result<Heard, Error> {
    scene.run(async {
        let guest = Guest::come(scene.port()).await?;
        let mut channel = guest.session().await?;
        channel.exec(false, command).await?;
        Ok(all(&mut channel).await)
    })
}

/// What is said over a channel while somebody hears all of it.
pub(super) type Mouth = ChannelWriteHalf<Msg>;

/// Opens the explorer, does this to it once its first screen is there, and leaves by Ctrl-C; everything is heard
/// meanwhile.
#[expect(clippy::needless_pass_by_value, reason = "what is done is written where it is handed over")]
pub(super) fn visit(scene: &Scene, size: (u32, u32), attack: impl AsyncFn(&Guest, &Mouth) -> Result<(), Error>) {
    scene.run(async {
        let guest = Guest::come(scene.port()).await.expect("it is let in");
        let mut channel = guest.explore("xterm-256color", size).await.expect("a visit");
        until(&mut channel, END).await;
        let (mut ear, mouth) = channel.split();
        let acting = async {
            // Whoever has gone too far was cut off, which is as well.
            let done = attack(&guest, &mouth).await;
            // A key is dropped where too many wait.
            while done.is_ok() && mouth.data_bytes(LEAVE).await.is_ok() {
                sleep(Duration::from_millis(50)).await;
            }
            std::future::pending::<()>().await;
        };
        let heard = tokio::select! {
            heard = hear(&mut ear, |_| false) => heard,
            () = acting => unreachable!("it is pending"),
        };
        assert!(heard.code.is_none_or(|code| code == 0), "{:?}", heard.code);
    });
}

/// Leaves by Ctrl-C, pressed until it is heard: among other keys it is none, and where too many wait it is dropped.
pub(super) async fn leave(channel: &mut Channel<Msg>) {
    while channel.data_bytes(LEAVE).await.is_ok() {
        if let Ok(heard) = timeout(Duration::from_millis(100), all(channel)).await {
            assert!(heard.code.is_none_or(|code| code == 0), "{:?}", heard.code);
            break;
        }
    }
}
