//! The way back to a visitor: a frame at a time, and at last the end. What a shard hands over here is carried by the
//! network's side, which tells the visit's mailbox when the frame has been written.

use std::sync::Arc;
use std::time::Duration;

use russh::server::Msg;
use russh::{ChannelWriteHalf, Error};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{sleep, timeout};

use super::budget::Share;
use super::limits::VisitPermit;
use super::mailbox::Mailbox;
use super::stream::Switch;
use crate::term::frame_marks::END_OF_FRAME;

/// What is sent so far apart does not travel in one packet.
const APART: Duration = Duration::from_millis(2);
/// How long a frame that was begun may still take once the end is there.
const LAST_FRAME: Duration = Duration::from_millis(500);
/// How long the end itself may take for each part of it, to a visitor who has stopped reading.
const LAST_WORDS: Duration = Duration::from_secs(5);
/// So many bytes are such a part: a thin line carries them in that time.
const PART: usize = 16 * 1024;
/// How long all parts together may take: so long, and a second for each of so many bytes. Somebody who takes a little
/// now and then keeps no place for ever.
const LAST_OUTPUT: Duration = Duration::from_secs(25);
const A_SECOND: usize = 4 * 1024;
/// How long a client has to close the connection.
const CLOSING: Duration = Duration::from_secs(3);
/// The number of the channel's other stream.
const ERRORS: u32 = 1;

/// What is to be carried.
#[derive(Debug)]
pub(super) enum Order {
    /// A frame.
    Frame(Vec<u8>),
    /// The end.
    End(Farewell),
}

/// The end of a visit.
#[derive(Debug, Default)]
pub(super) struct Farewell {
    /// What is still to be written.
    pub(super) output: Vec<u8>,
    /// And beside that.
    pub(super) errors: Vec<u8>,
    /// The exit code.
    pub(super) code: u8,
    /// What is held of the budget until this is brought.
    pub(super) share: Option<Share>,
    /// The visitor's place, which is free once the connection is closed, or was to be.
    pub(super) permit: Option<VisitPermit>,
}

/// The way back to a visitor. It never waits: whoever sends a frame waits for the mailbox to tell before the next.
#[derive(Clone, Debug)]
pub(super) struct ReturnLine(UnboundedSender<Order>);

impl ReturnLine {
    /// Opens it. To be called where there is a runtime.
    pub(super) fn open(channel: ChannelWriteHalf<Msg>, mailbox: Arc<Mailbox>, switch: Arc<Switch>) -> Self {
        let (orders, receiver) = unbounded_channel();
        tokio::spawn(carry(channel, receiver, mailbox, switch));
        Self(orders)
    }

    /// One whose other end is a test's.
    #[cfg(any(test, fuzzing))]
    pub(super) fn heard() -> (Self, UnboundedReceiver<Order>) {
        let (orders, receiver) = unbounded_channel();
        (Self(orders), receiver)
    }

    /// Sends a frame.
    pub(super) fn send(&self, frame: Vec<u8>) {
        // Whoever is gone gets none.
        let _ = self.0.send(Order::Frame(frame));
    }

    /// Ends the visit. What is sent later goes nowhere.
    pub(super) fn end(&self, farewell: Farewell) {
        let _ = self.0.send(Order::End(farewell));
    }
}

/// Carries frames to a visitor until the end.
async fn carry(
    channel: ChannelWriteHalf<Msg>,
    mut orders: UnboundedReceiver<Order>,
    mailbox: Arc<Mailbox>,
    switch: Arc<Switch>,
) {
    let mut next = orders.recv().await;
    while let Some(Order::Frame(frame)) = next {
        let writing = write(&channel, parted(frame), &switch);
        tokio::pin!(writing);
        next = tokio::select! {
            written = &mut writing => {
                if written.is_ok() {
                    mailbox.written();
                    orders.recv().await
                } else {
                    None
                }
            }
            order = orders.recv() => {
                let _ = timeout(LAST_FRAME, &mut writing).await;
                order
            }
        };
    }
    let _permit = if let Some(Order::End(mut farewell)) = next {
        let permit = farewell.permit.take();
        // What it holds is given back once this is brought.
        let _share = farewell.share.take();
        // Nobody waits for whoever is gone, or has stopped reading.
        let _ = deliver(&channel, &farewell, &switch).await;
        permit
    } else {
        None
    };
    mailbox.gone();
    // One who keeps connections open after their visits keeps the places too.
    switch.turn_off_after(CLOSING).await;
}

/// Writes the parts of a frame, and waits until the system has taken all of them: the next frame shows what is so then.
async fn write(channel: &ChannelWriteHalf<Msg>, parts: Vec<Vec<u8>>, switch: &Switch) -> Result<(), Error> {
    let mut flushes = switch.flushes();
    for (number, part) in parts.into_iter().enumerate() {
        if number > 0 {
            // Else the flush of this part would pass for that of the next.
            switch.flushed_after(flushes).await;
            sleep(APART).await;
        }
        flushes = switch.flushes();
        switch.show(part.len());
        channel.data_bytes(part).await?;
    }
    switch.flushed_after(flushes).await;
    Ok(())
}

/// A frame that shows something before all else, in its parts: a packet shows nothing before all of it has come.
fn parted(mut frame: Vec<u8>) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    while let Some(end) = frame.windows(END_OF_FRAME.len()).position(|part| part == END_OF_FRAME) {
        let rest = frame.split_off((end + END_OF_FRAME.len()).min(frame.len()));
        parts.push(std::mem::replace(&mut frame, rest));
    }
    if !frame.is_empty() || parts.is_empty() {
        parts.push(frame);
    }
    parts
}

/// How long it may take to bring so many bytes.
fn patience(bytes: usize) -> Duration {
    LAST_OUTPUT + Duration::from_secs(u64::try_from(bytes / A_SECOND).unwrap_or_default())
}

/// Brings the last bytes and the exit code, and closes the channel; as far as they are taken.
async fn deliver(channel: &ChannelWriteHalf<Msg>, farewell: &Farewell, switch: &Switch) -> Result<(), Error> {
    let in_time = async |part: &[u8], beside: bool| {
        switch.show(part.len());
        let part = part.to_vec();
        let written = async {
            if beside { channel.extended_data_bytes(ERRORS, part).await } else { channel.data_bytes(part).await }
        };
        timeout(LAST_WORDS, written).await.map_err(|_| Error::ConnectionTimeout)?
    };
    let output = async {
        for (bytes, beside) in [(&farewell.output, false), (&farewell.errors, true)] {
            for part in bytes.chunks(PART) {
                in_time(part, beside).await?;
            }
        }
        Ok::<(), Error>(())
    };
    let is_whole = timeout(patience(farewell.output.len() + farewell.errors.len()), output)
        .await
        .is_ok_and(|brought| brought.is_ok());
    // What is cut is no success.
    let code = if is_whole { farewell.code } else { farewell.code.max(1) };
    // A visitor who does not read can still be told that it is over.
    let end = async {
        channel.exit_status(u32::from(code)).await?;
        channel.eof().await?;
        channel.close().await
    };
    timeout(LAST_WORDS, end).await.map_err(|_| Error::ConnectionTimeout)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_first_goes_before_the_rest() {
        let parts = |bytes: &str| {
            let parts = parted(bytes.into());
            parts.into_iter().map(|part| String::from_utf8(part).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(parts("a\x1b[?2026lb\x1b[?2026l"), ["a\x1b[?2026l", "b\x1b[?2026l"]);
        assert_eq!(parts("a\x1b[?2026lb\x1b[?2026lc"), ["a\x1b[?2026l", "b\x1b[?2026l", "c"]);
        assert_eq!(parts("ab\x1b[?2026l"), ["ab\x1b[?2026l"]);
        assert_eq!(parts("ab"), ["ab"], "a terminal without marks");
        assert_eq!(parts(""), [""]);
    }
}
