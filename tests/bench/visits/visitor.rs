//! A visitor: a client that reads what it is sent as far as to know where a frame ends.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use maitri::term::session::END_OF_FRAME;
use russh::client::{Config, Handle, Handler, Msg, connect};
use russh::compression::{NONE, ZLIB_LEGACY};
use russh::keys::{PrivateKeyWithHashAlg, PublicKeyOrCertificate};
use russh::{Channel, ChannelMsg, Error, Preferred, SshId};
use tokio::time::timeout;

use crate::served::Served;

/// Columns and rows.
pub(crate) type Size = (u32, u32);

/// How long anything may take that must happen.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// Nothing comes any more if nothing has for so long.
const QUIET: Duration = Duration::from_millis(400);

/// Whoever is there is trusted.
pub(crate) struct Trusting;

impl Handler for Trusting {
    type Error = Error;

    async fn check_server_key(&mut self, _key: &PublicKeyOrCertificate) -> Result<bool, Error> {
        Ok(true)
    }
}

/// A door to come in by.
#[derive(Clone)]
pub(crate) struct Door {
    port: u16,
    key: Option<Arc<russh::keys::PrivateKey>>,
    config: Arc<Config>,
}

impl Door {
    /// That of a server, for clients that compress or that do not.
    pub(crate) fn of(served: &Served, compresses: bool) -> Self {
        let (name, methods): (_, &'static [_]) =
            if compresses { ("SSH-2.0-OpenSSH_9.2", &[ZLIB_LEGACY, NONE]) } else { ("SSH-2.0-bench", &[NONE]) };
        let config = Config {
            client_id: SshId::Standard(Cow::Borrowed(name)),
            preferred: Preferred { compression: Cow::Borrowed(methods), ..Preferred::default() },
            window_size: 256 * 1024,
            nodelay: true,
            ..Config::default()
        };
        Self { port: served.port, key: served.key.clone(), config: Arc::new(config) }
    }
}

impl Door {
    /// Whether it is one of OpenSSH's own server.
    pub(crate) fn is_openssh(&self) -> bool {
        self.key.is_some()
    }
}

/// A visitor who is in.
pub(crate) struct Visitor {
    handle: Handle<Trusting>,
    channel: Channel<Msg>,
    /// The last bytes, in which a frame's end may begin.
    last: Vec<u8>,
    /// All bytes so far.
    pub(crate) bytes: usize,
}

/// What came of waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    Frame,
    Other,
    Nothing,
    End,
}

impl Visitor {
    /// Comes in and waits for the first screen.
    pub(crate) async fn come(door: &Door, size: Size) -> Result<Self, String> {
        let come = async {
            let mut handle = connect(Arc::clone(&door.config), ("127.0.0.1", door.port), Trusting).await?;
            let is_in = match &door.key {
                Some(key) => {
                    let key = PrivateKeyWithHashAlg::new(Arc::clone(key), None);
                    handle.authenticate_publickey("root", key).await?
                }
                None => handle.authenticate_none("bench").await?,
            };
            assert!(is_in.success(), "the bench is not let in");
            let channel = handle.channel_open_session().await?;
            channel.request_pty(false, "xterm-256color", size.0, size.1, 0, 0, &[]).await?;
            channel.exec(false, "--tab timeline").await?;
            let mut visitor = Self { handle, channel, last: Vec::new(), bytes: 0 };
            while visitor.next(PATIENCE).await == Came::Other {}
            Ok::<_, Error>(visitor)
        };
        match timeout(PATIENCE, come).await {
            Ok(Ok(visitor)) if visitor.bytes > 0 => Ok(visitor),
            Ok(Ok(_)) => Err("nothing was shown".to_owned()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("it took too long".to_owned()),
        }
    }

    /// Waits for what comes next.
    pub(crate) async fn next(&mut self, patience: Duration) -> Came {
        match timeout(patience, self.channel.wait()).await {
            Ok(Some(ChannelMsg::Data { data })) => {
                self.bytes += data.len();
                self.last.extend_from_slice(&data);
                let is_frame = self.last.windows(END_OF_FRAME.len()).any(|part| part == END_OF_FRAME);
                let rest = self.last.len().saturating_sub(END_OF_FRAME.len() - 1);
                self.last.drain(..rest);
                if is_frame { Came::Frame } else { Came::Other }
            }
            Ok(Some(ChannelMsg::Close) | None) => Came::End,
            Ok(Some(_)) => Came::Other,
            Err(_) => Came::Nothing,
        }
    }

    /// Waits until nothing comes any more; tells whether it goes on.
    pub(crate) async fn settle(&mut self) -> bool {
        self.drain(QUIET).await
    }

    /// Takes what has come, until nothing does for so long; tells whether it goes on.
    pub(crate) async fn drain(&mut self, quiet: Duration) -> bool {
        loop {
            match self.next(quiet).await {
                Came::Nothing => return true,
                Came::End => return false,
                Came::Frame | Came::Other => {}
            }
        }
    }

    /// Takes what comes within this time; tells whether it goes on.
    pub(crate) async fn read_for(&mut self, time: Duration) -> bool {
        let end = Instant::now() + time;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.next(left).await {
                Came::End => return false,
                _ if left.is_zero() => return true,
                _ => {}
            }
        }
    }

    /// Presses keys.
    pub(crate) async fn press(&self, keys: &[u8]) -> bool {
        self.channel.data_bytes(keys.to_vec()).await.is_ok()
    }

    /// Has another size.
    pub(crate) async fn resize(&self, size: Size) -> bool {
        self.channel.window_change(size.0, size.1, 0, 0).await.is_ok()
    }

    /// Presses keys and waits for the next frame; tells whether one came.
    pub(crate) async fn answer(&mut self, keys: &[u8]) -> bool {
        if !self.press(keys).await {
            return false;
        }
        loop {
            match self.next(PATIENCE).await {
                Came::Frame => return true,
                Came::Other => {}
                Came::Nothing | Came::End => return false,
            }
        }
    }

    /// Leaves as one does who closes the window.
    pub(crate) async fn go(self) {
        let _ = self.handle.disconnect(russh::Disconnect::ByApplication, "", "").await;
    }
}
