use proptest::prelude::*;

use super::*;

fn anchor(column: usize, row: usize, width: usize) -> Anchor {
    Anchor { cell: (column, row), width, may_lead: true, is_count: false }
}

/// Land with a coast in these cells.
fn coast(size: (usize, usize), is_coast: impl Fn(usize, usize) -> bool) -> Picture {
    let mut land = Picture { coast: Dots::none(size.0, size.1), shade: Dots::none(size.0, size.1) };
    for (column, row) in (0..size.1).flat_map(|row| (0..size.0).map(move |column| (column, row))) {
        if is_coast(column, row) {
            land.coast.put(column * 2, row * 4);
        }
    }
    land
}

fn told(anchors: &[Anchor], is_coast: impl Fn(usize, usize) -> bool) -> Vec<Told> {
    Labels::new(anchors, (30, 5), &coast((30, 5), is_coast), true, None).told
}

fn name(column: usize, row: usize) -> Told {
    Told::Name(Spot { column, row })
}

#[test]
fn right_before_left_before_above() {
    assert_eq!(told(&[anchor(5, 2, 4)], |_, _| false), [name(7, 2)]);
    assert_eq!(told(&[anchor(27, 2, 4)], |_, _| false), [name(22, 2)]);
    let crowded = told(&[anchor(5, 2, 4), anchor(8, 2, 40), anchor(2, 2, 40)], |_, _| false);
    assert_eq!(crowded, [name(3, 1), Told::Not, Told::Not], "what has no room does not show");
}

#[test]
fn a_coast_is_never_covered_and_a_blank_beside_it_is_better() {
    assert_eq!(told(&[anchor(10, 2, 4)], |column, row| column > 11 && row == 2), [name(5, 2)]);
    assert_eq!(told(&[anchor(10, 2, 4)], |column, row| column == 16 && row == 2), [name(5, 2)], "apart from it");
    assert_eq!(told(&[anchor(10, 2, 4)], |column, row| (column, row) != (10, 2)), [Told::Not]);
}

#[test]
fn a_leader_leads_to_a_name_at_sea() {
    // Coast around the point, sea farther to the right.
    let shore = |column: usize, _: usize| column < 14;
    let anchors = [anchor(11, 2, 12)];
    let labels = Labels::new(&anchors, (30, 5), &coast((30, 5), shore), true, None);
    assert!(matches!(labels.told[0], Told::Name(Spot { column, .. }) if column >= 14), "{:?}", labels.told);
    assert!(labels.leaders(&[]).cells().count() > 0);
    assert_eq!(labels.named_beside(0), None);
    assert_eq!(labels.leaders(&[0]).cells().count(), 0, "it goes with its name");
    let modest = [Anchor { may_lead: false, ..anchors[0] }];
    assert_eq!(Labels::new(&modest, (30, 5), &coast((30, 5), shore), true, None).told, [Told::Not]);
    assert_eq!(Labels::new(&anchors, (30, 5), &coast((30, 5), shore), false, None).told, [Told::Not], "not in ASCII");
}

#[test]
fn a_leader_leads_to_no_name_that_a_sign_would_be_taken_to_have() {
    let shore = |column: usize, _: usize| column < 14;
    let alone = told(&[anchor(11, 2, 8)], shore);
    let Told::Name(spot) = alone[0] else { panic!("{alone:?}") };
    // Beside that name, with a blank between, lies another.
    let other = anchor(spot.column + 9, spot.row, 40);
    let both = told(&[anchor(11, 2, 8), other], shore);
    assert!(both[0] != alone[0], "{both:?}");
}

#[test]
fn further_names_stand_apart_from_what_is_selected_and_from_each_other() {
    let anchors = [anchor(5, 2, 4), anchor(5, 2, 6), anchor(15, 2, 3)];
    let labels = Labels::new(&anchors, (30, 5), &coast((30, 5), |_, _| false), true, None);
    let selected = labels.reveal(&anchors[1]);
    let spot = selected.spot.expect("there is room");
    let taken = [(spot, 6), (Spot { column: 5, row: 2 }, 1)];
    let other = labels.reveal_apart(&anchor(3, 2, 6), &taken, &[0]).expect("there is room");
    assert!(!other.hides.contains(&0), "{other:?}");
    let apart = other.spot.expect("there is room");
    assert!(apart.row != spot.row || apart.column + 6 < spot.column, "{other:?}");
    let all: Vec<(Spot, usize)> = (0..5).map(|row| (Spot { column: 0, row }, 30)).collect();
    assert!(labels.reveal_apart(&anchor(3, 2, 6), &all, &[]).is_none());
}

#[test]
fn who_has_no_name_has_a_number_where_a_list_tells_what_it_means() {
    let anchors = [anchor(5, 2, 4), anchor(8, 2, 40), anchor(2, 2, 40)];
    let labels = Labels::new(&anchors, (30, 5), &coast((30, 5), |_, _| false), true, Some((&[0, 2, 1], 4)));
    let number = |number, column| Told::Number(number, Spot { column, row: 2 });
    assert_eq!(labels.told, [name(3, 1), number(5, 8), number(4, 2)], "counted in the order of the list");
}

#[test]
fn no_number_stands_beside_a_sign_of_another() {
    let anchors = [anchor(5, 2, 4), anchor(6, 2, 40)];
    let labels = Labels::new(&anchors, (30, 5), &coast((30, 5), |_, _| false), true, Some((&[0, 1], 1)));
    let Told::Number(_, spot) = labels.told[1] else { return };
    assert!(spot.row != 2 || spot.column.abs_diff(5) > 1, "{:?}", labels.told);
}

#[test]
fn of_two_in_one_cell_the_first_is_named() {
    assert_eq!(told(&[anchor(5, 2, 4), anchor(5, 2, 3)], |_, _| false), [name(7, 2), Told::Not]);
}

#[test]
fn what_is_selected_has_a_name_and_others_give_way() {
    let anchors = [anchor(5, 1, 4), anchor(5, 1, 6)];
    let labels = Labels::new(&anchors, (12, 2), &coast((12, 2), |_, _| false), true, None);
    assert_eq!(labels.told, [name(7, 1), Told::Not]);
    let revealed = labels.reveal(&anchors[1]);
    assert!(revealed.spot.is_some_and(|spot| spot.column + 6 <= 12), "{revealed:?}");
    let narrow = Labels::new(&anchors[..1], (10, 1), &coast((10, 1), |_, _| false), true, None);
    let revealed = narrow.reveal(&anchor(0, 0, 8));
    assert!(revealed.spot == Some(Spot { column: 2, row: 0 }) && revealed.hides.contains(&0), "{revealed:?}");
    // In one row it would stand over its own sign: what is selected is told below the map as well.
    let revealed = narrow.reveal(&anchor(5, 0, 9));
    assert!(revealed.spot.is_none() && revealed.hides.contains(&0), "{revealed:?}");
}

#[test]
fn a_name_that_must_hide_something_stands_beside_no_sign_of_another() {
    // Coast everywhere but where the other is named, so that the selected one finds nothing free.
    let is_coast = |column: usize, _: usize| !(17..22).contains(&column);
    let anchors = [anchor(16, 0, 2), anchor(10, 0, 4)];
    let labels = Labels::new(&anchors, (30, 1), &coast((30, 1), is_coast), true, None);
    assert_eq!(labels.told, [name(18, 0), Told::Not]);
    let revealed = labels.reveal(&anchors[1]);
    assert_eq!(revealed.spot, Some(Spot { column: 5, row: 0 }), "at 12 it would end beside the sign at 16");
}

proptest! {
    #[test]
    fn labels_are_whole_and_apart_and_spare_the_coast(
        points in proptest::collection::vec((0_usize..40, 0_usize..12, 1_usize..14), 1..30),
        has_list in any::<bool>(), in_braille in any::<bool>(), selected in 0_usize..30,
    ) {
        let anchors: Vec<_> = points.iter().map(|&(column, row, width)| anchor(column, row, width)).collect();
        let is_coast = |column: usize, row: usize| (column * 3 + row).is_multiple_of(11);
        let order: Vec<usize> = (0..anchors.len()).rev().collect();
        let labels =
            Labels::new(&anchors, (40, 12), &coast((40, 12), is_coast), in_braille, has_list.then_some((&order[..], 1)));
        let mut taken = std::collections::HashMap::new();
        let mut numbers = Vec::new();
        for (index, (anchor, told)) in anchors.iter().zip(&labels.told).enumerate() {
            let (spot, width) = match *told {
                Told::Name(spot) => (spot, anchor.width),
                Told::Number(number, spot) => {
                    numbers.push((order[index], number));
                    (spot, if number > 9 { 2 } else { 1 })
                }
                Told::Not => continue,
            };
            prop_assert!(spot.column + width <= 40 && spot.row < 12);
            for column in spot.column..spot.column + width {
                let is_own = (column, spot.row) == anchor.cell;
                prop_assert!(taken.insert((column, spot.row), index).is_none(), "two in one cell");
                prop_assert!(!is_coast(column, spot.row) || (is_own && matches!(told, Told::Number(..))));
            }
            if matches!(told, Told::Name(_)) {
                prop_assert!(taken.insert(anchor.cell, index).is_none(), "a sign under a name");
            }
        }
        prop_assert!(has_list || numbers.is_empty());
        numbers.sort_unstable();
        prop_assert!(numbers.iter().enumerate().all(|(at, (_, number))| *number == at + 1), "{numbers:?}");
        if let Some(anchor) = anchors.get(selected) {
            let spot = labels.reveal(anchor).spot.expect("there are rows for it");
            prop_assert!(spot.column + anchor.width <= 40 && spot.row < 12);
            prop_assert!(spot.row != anchor.cell.1 || !(spot.column..spot.column + anchor.width).contains(&anchor.cell.0));
        }
    }
}
