//! Why somebody is not let in, in words for whoever it is.

use std::fmt;

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DoorRefusal {
    /// There are as many visits as there may be.
    Full,
    /// There are as many from this address.
    FullForAddress,
    /// The server is about to end.
    Closing,
}

impl DoorRefusal {
    /// The same for whoever runs the server.
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::Full => "as many visit as may",
            Self::FullForAddress => "as many visit from its address as may",
            Self::Closing => "the server is about to end",
        }
    }
}

impl fmt::Display for DoorRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "maitri: as many visit as there is room for; please come again in a while",
            Self::FullForAddress => {
                "maitri: as many visit from your address as may at once; please come again once one of them has left"
            }
            Self::Closing => "maitri: this server is about to end its visits; please come again later",
        })
    }
}
