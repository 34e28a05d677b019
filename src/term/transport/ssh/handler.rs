//! What a client may ask of the server: one session with a shell or a command, a terminal for it, some variables. All
//! else is refused. What it means is the shards' matter; nothing here waits for one.

use std::net::IpAddr;
use std::sync::Arc;

use russh::keys::PublicKey;
use russh::server::{Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Response, Session, VerifiedPublicKey};
use russh::{Channel, ChannelId, ChannelOpenFailure, ChannelWriteHalf, Error, Pty as Mode};

use super::arrival::Arrival;
use super::asked::{Asked, size};
use super::limits::Knock;
use super::line::{Farewell, ReturnLine};
use super::log::Level;
use super::mailbox::Mailbox;
use super::server::{Admission, Server};
use super::stream::Switch;

/// Whoever takes no more bytes at once has each frame made into packets without number.
const SMALLEST_PACKET: usize = 1024;

/// One client.
#[derive(Debug)]
pub(super) struct Client {
    server: Arc<Server>,
    address: IpAddr,
    switch: Arc<Switch>,
    /// Until a visit has begun, if one does.
    knock: Option<Knock>,
    channel: Option<ChannelId>,
    /// Until a visit has begun.
    back: Option<ChannelWriteHalf<Msg>>,
    asked: Asked,
    mailbox: Option<Arc<Mailbox>>,
}

impl Client {
    /// One that has just connected.
    pub(super) fn new(server: Arc<Server>, address: IpAddr, switch: Arc<Switch>, knock: Knock) -> Self {
        let (knock, asked) = (Some(knock), Asked::default());
        Self { server, address, switch, knock, channel: None, back: None, asked, mailbox: None }
    }

    fn may_log_in(&self, key: Option<&PublicKey>) -> Auth {
        let is_let_in = match (&self.server.admission, key) {
            (Admission::Anybody, _) => true,
            (Admission::Keys(keys), Some(key)) => keys.iter().any(|known| known.key_data() == key.key_data()),
            (Admission::Keys(_), None) => false,
        };
        if is_let_in {
            return Auth::Accept;
        }
        if key.is_some() {
            let from = self.server.log.from(self.address);
            self.server
                .log
                .tell(Level::Debug, format_args!("a key{from} was refused: it is none of those in the file"));
        }
        Auth::reject()
    }

    /// Whether something may be said of the visit that is to begin.
    fn is_before(&self, channel: ChannelId) -> bool {
        self.channel == Some(channel) && self.mailbox.is_none()
    }

    fn answer(is_granted: bool, channel: ChannelId, session: &mut Session) -> Result<(), Error> {
        if is_granted { session.channel_success(channel) } else { session.channel_failure(channel) }
    }

    /// Begins the visit, or says why not.
    fn begin(&mut self, channel: ChannelId, command: Option<&[u8]>, session: &mut Session) -> Result<(), Error> {
        let Some(back) = self.back.take().filter(|_| self.is_before(channel)) else {
            return session.channel_failure(channel);
        };
        session.channel_success(channel)?;
        let request = std::mem::take(&mut self.asked).request(command);
        let (mailbox, shard) = self.server.shards.place();
        let line = ReturnLine::open(back, Arc::clone(&mailbox), Arc::clone(&self.switch));
        self.mailbox = Some(Arc::clone(&mailbox));
        match self.server.door.enter(self.address) {
            Ok(permit) => {
                self.knock = None;
                self.switch.begin();
                let (from, asked) = (self.server.log.from(self.address), self.server.clock.elapsed());
                let arrival = Arrival { request, mailbox, line, permit, from, asked };
                match shard {
                    Some(shard) => shard.begin(arrival),
                    None => arrival.apologise(),
                }
            }
            // Such a connection stays among those that have begun no visit until it is closed.
            Err(refusal) => {
                self.server.counters.refused(refusal);
                let from = self.server.log.from(self.address);
                self.server.log.tell(Level::Debug, format_args!("a visit{from} was refused: {}", refusal.why()));
                let end = if request.terminal.is_some() { "\r\n" } else { "\n" };
                line.end(Farewell { errors: format!("{refusal}{end}").into_bytes(), code: 1, ..Farewell::default() });
            }
        }
        Ok(())
    }
}

impl Handler for Client {
    type Error = Error;

    async fn auth_none(&mut self, _user: &str) -> Result<Auth, Error> {
        Ok(self.may_log_in(None))
    }

    /// Some clients send a password that was saved without asking first whether one is wanted. Where anybody comes in
    /// it is as good as none; where a key is wanted it is none.
    async fn auth_password(&mut self, _user: &str, _password: &str) -> Result<Auth, Error> {
        Ok(self.may_log_in(None))
    }

    async fn auth_keyboard_interactive<'a>(
        &'a mut self,
        _user: &str,
        _submethods: &str,
        _response: Option<Response<'a>>,
    ) -> Result<Auth, Error> {
        Ok(self.may_log_in(None))
    }

    async fn auth_publickey_offered(&mut self, _user: &str, offer: PublicKeyOffer<'_>) -> Result<Auth, Error> {
        Ok(self.may_log_in(Some(offer.public_key)))
    }

    async fn auth_publickey(&mut self, _user: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, Error> {
        Ok(self.may_log_in(Some(key.public_key)))
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Error> {
        // Before anything was sent the window is as it was opened.
        if self.channel.is_some() || channel.writable_packet_size().await < SMALLEST_PACKET {
            reply.reject(ChannelOpenFailure::AdministrativelyProhibited).await;
            return Ok(());
        }
        self.channel = Some(channel.id());
        // What comes is told by the methods below; nobody empties the other half.
        let (_, back) = channel.split();
        self.back = Some(back);
        reply.accept().await;
        Ok(())
    }

    async fn channel_close(&mut self, channel: ChannelId, _session: &mut Session) -> Result<(), Error> {
        if let Some(mailbox) = self.mailbox.as_ref().filter(|_| self.channel == Some(channel)) {
            mailbox.gone();
        }
        Ok(())
    }

    async fn data(&mut self, channel: ChannelId, data: &[u8], _session: &mut Session) -> Result<(), Error> {
        if let Some(mailbox) = self.mailbox.as_ref().filter(|_| self.channel == Some(channel)) {
            let dropped = mailbox.push(data, self.server.clock.elapsed());
            self.server.counters.keys(data.len(), dropped);
        }
        Ok(())
    }

    async fn env_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        value: &str,
        session: &mut Session,
    ) -> Result<(), Error> {
        let is_taken = self.is_before(channel) && self.asked.variable(name, value);
        Self::answer(is_taken, channel, session)
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        columns: u32,
        rows: u32,
        _width: u32,
        _height: u32,
        _modes: &[(Mode, u32)],
        session: &mut Session,
    ) -> Result<(), Error> {
        let is_taken = self.is_before(channel) && self.asked.terminal(term, columns, rows);
        Self::answer(is_taken, channel, session)
    }

    async fn window_change_request(
        &mut self,
        channel: ChannelId,
        columns: u32,
        rows: u32,
        _width: u32,
        _height: u32,
        session: &mut Session,
    ) -> Result<(), Error> {
        let is_ours = self.channel == Some(channel);
        if is_ours {
            match &self.mailbox {
                Some(mailbox) => mailbox.resize(size(columns, rows)),
                None => self.asked.resize(columns, rows),
            }
        }
        Self::answer(is_ours, channel, session)
    }

    async fn shell_request(&mut self, channel: ChannelId, session: &mut Session) -> Result<(), Error> {
        self.begin(channel, None, session)
    }

    async fn exec_request(&mut self, channel: ChannelId, command: &[u8], session: &mut Session) -> Result<(), Error> {
        self.begin(channel, Some(command), session)
    }

    async fn subsystem_request(&mut self, channel: ChannelId, _name: &str, session: &mut Session) -> Result<(), Error> {
        session.channel_failure(channel)
    }

    async fn x11_request(
        &mut self,
        channel: ChannelId,
        _single: bool,
        _protocol: &str,
        _cookie: &str,
        _screen: u32,
        session: &mut Session,
    ) -> Result<(), Error> {
        session.channel_failure(channel)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Some(mailbox) = &self.mailbox {
            mailbox.gone();
        }
    }
}
