//! For which sizes a presenter's screen is drawn besides their own, so that those who follow on smaller ones read the
//! same: each screen draws what shows as it would be there. Pure numbers.

use ratatui::layout::{Rect, Size};

use crate::tui::layout::is_large_enough;

/// For so many at most: each is a drawing more for every key of the presenter.
pub const MOST: usize = 4;

/// Whether a screen of this size has room for all of one of the other.
#[must_use]
pub fn has_room(room: Size, size: Size) -> bool {
    size.width <= room.width && size.height <= room.height
}

/// So many sizes are weighed against each other at most: of more, those that fewest have see what has room in all of
/// them.
const WEIGHED: usize = 16;

/// The sizes a presenter's screen is drawn for besides its own, of those who follow: all in which it has no room. Of
/// too many those go whose followers lose the fewest cells by seeing the next that has room.
#[must_use]
pub fn wanted(own: Size, followers: impl Iterator<Item = Size>) -> Vec<Size> {
    let mut counts: Vec<(Size, usize)> = Vec::new();
    let can_draw = |size: &Size| is_large_enough(Rect::from((ratatui::layout::Position::ORIGIN, *size)));
    for size in followers.filter(|size| !has_room(*size, own)).filter(can_draw) {
        match counts.iter_mut().find(|(of, _)| *of == size) {
            Some((_, count)) => *count += 1,
            None => counts.push((size, 1)),
        }
    }
    counts.sort_unstable_by_key(|(size, count)| (std::cmp::Reverse(*count), size.area(), size.width));
    if counts.len() > WEIGHED {
        let rest = counts.split_off(WEIGHED - 1);
        let seen = rest.iter().map(|(size, _)| *size).reduce(common);
        counts.extend(seen.map(|size| (size, rest.iter().map(|(_, count)| count).sum())));
    }
    while counts.len() > MOST {
        let Some((left, gone, size)) = cheapest(&counts) else { break };
        let joined: usize = [left, gone].iter().filter_map(|at| counts.get(*at)).map(|(_, count)| count).sum();
        counts.remove(gone);
        if let Some(kept) = counts.get_mut(left) {
            *kept = (size, joined);
        }
    }
    // What two have room for may be what a third has.
    let mut sizes: Vec<Size> = Vec::new();
    for (size, _) in counts {
        if !sizes.contains(&size) {
            sizes.push(size);
        }
    }
    sizes
}

/// The largest size that both have room for.
fn common(one: Size, other: Size) -> Size {
    Size::new(one.width.min(other.width), one.height.min(other.height))
}

/// Which two of these sizes, each with how many have it, lose the fewest cells where both see what has room in both;
/// the earlier number first, and that size.
fn cheapest(counts: &[(Size, usize)]) -> Option<(usize, usize, Size)> {
    let pairs = (0..counts.len()).flat_map(|one| (one + 1..counts.len()).map(move |other| (one, other)));
    let lost = pairs.filter_map(|(one, other)| {
        let both = [counts.get(one)?, counts.get(other)?];
        let size = common(both[0].0, both[1].0);
        let cells = |(of, count): &(Size, usize)| u64::from(of.area() - size.area()) * (*count as u64);
        Some((both.map(cells).iter().sum::<u64>(), (one, other, size)))
    });
    lost.min_by_key(|(cells, _)| *cells).map(|(_, pair)| pair)
}

/// Which of these sizes, of which the first is the presenter's own, is best seen on a screen of that one: the
/// presenter's own if it has room, else the largest that has; the presenter's own where none has.
#[must_use]
pub fn best(sizes: impl IntoIterator<Item = Size>, room: Size) -> usize {
    let fitting = sizes.into_iter().enumerate().filter(|(_, size)| has_room(room, *size));
    fitting.max_by_key(|(at, size)| (*at == 0, size.area())).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OWN: Size = Size::new(120, 40);

    fn sizes(of: &[(u16, u16)]) -> Vec<Size> {
        of.iter().map(|(width, height)| Size::new(*width, *height)).collect()
    }

    #[test]
    fn smaller_sizes_are_drawn_for_once_each_and_others_never() {
        let followers = sizes(&[(80, 24), (120, 40), (200, 60), (80, 24), (60, 16), (120, 39), (39, 24), (80, 9)]);
        assert_eq!(wanted(OWN, followers.into_iter()), sizes(&[(80, 24), (60, 16), (120, 39)]));
    }

    #[test]
    fn of_too_many_those_go_that_lose_least_by_it() {
        let many = sizes(&[(100, 30), (90, 30), (80, 50), (90, 30), (70, 24), (110, 20)]);
        assert_eq!(wanted(OWN, many.into_iter()), sizes(&[(90, 30), (70, 24), (110, 20), (80, 50)]));
        // One each: that of 60×20 has four rows less of a screen, and no other loses anything.
        let five = sizes(&[(100, 30), (80, 24), (60, 20), (60, 16), (40, 12)]);
        assert_eq!(wanted(OWN, five.into_iter()), sizes(&[(40, 12), (60, 16), (80, 24), (100, 30)]));
        // Where none has room in another they see what has room in both.
        let apart = sizes(&[(100, 30), (80, 24), (60, 20), (40, 12), (41, 11)]);
        assert_eq!(wanted(OWN, apart.into_iter()), sizes(&[(40, 11), (60, 20), (80, 24), (100, 30)]));
        // So many who lose a little lose more than one who loses much.
        let class = (0..100).map(|_| Size::new(60, 20)).chain(sizes(&[(100, 30), (80, 24), (60, 16), (40, 12)]));
        assert_eq!(wanted(OWN, class), sizes(&[(60, 20), (40, 12), (80, 24), (100, 30)]));
    }

    #[test]
    fn each_sees_the_largest_that_has_room() {
        let drawn = sizes(&[(120, 40), (80, 24), (60, 16)]);
        let seen = |width, height| best(drawn.iter().copied(), Size::new(width, height));
        assert_eq!([seen(120, 40), seen(300, 60), seen(100, 40), seen(80, 24), seen(79, 40)], [0, 0, 1, 1, 2]);
        assert_eq!(seen(50, 40), 0, "a part of the presenter's own");
    }

    proptest! {
        #[test]
        fn all_who_can_see_anything_see_a_whole_screen(
            followers in prop::collection::vec((40_u16..300, 10_u16..100), 0..40), own in (40_u16..300, 10_u16..100),
        ) {
            let own = Size::from(own);
            let followers: Vec<Size> = followers.into_iter().map(Size::from).collect();
            let drawn = wanted(own, followers.iter().copied());
            prop_assert!(drawn.len() <= MOST);
            let all: Vec<Size> = std::iter::once(own).chain(drawn).collect();
            for follower in followers {
                let seen = all[best(all.iter().copied(), follower)];
                prop_assert!(has_room(follower, seen), "{follower} sees {seen}");
                prop_assert!(!has_room(follower, own) || seen == own);
            }
        }
    }
}
