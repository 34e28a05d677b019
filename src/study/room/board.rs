//! How the members of a room stand: by points, those of as many on one rank.

use super::{Member, Room};

/// A member and their rank, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'r> {
    /// Those of as many points share it, and the next have the rank they would have if those stood one below another.
    pub rank: usize,
    /// Who.
    pub member: &'r Member,
}

/// All members, the best first; of as many points who came first.
#[must_use]
pub fn board(room: &Room) -> Vec<Place<'_>> {
    let mut members: Vec<&Member> = room.members().iter().collect();
    members.sort_by_key(|member| std::cmp::Reverse(member.points));
    let mut places: Vec<Place<'_>> = Vec::with_capacity(members.len());
    for (above, member) in members.into_iter().enumerate() {
        let shared = places.last().filter(|last| last.member.points == member.points);
        let rank = shared.map_or(above + 1, |last| last.rank);
        places.push(Place { rank, member });
    }
    places
}
