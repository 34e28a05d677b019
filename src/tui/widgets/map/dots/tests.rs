use super::*;
use crate::tui::widgets::map::land::for_pitch;

fn picture(frame: Frame, columns: usize, rows: usize, breadth: usize) -> Picture {
    let view = View { frame, columns, rows };
    Picture::of(&view, for_pitch(view.pitch()).expect("there are levels"), breadth)
}

fn count(dots: &Dots) -> usize {
    dots.cells().count()
}

const INDIA: Frame = Frame { west: 66.0, east: 99.0, south: 5.0, north: 37.0 };

#[test]
fn there_are_coast_land_and_sea() {
    let drawn = picture(INDIA, 40, 20, 1);
    assert!(count(&drawn.shade) > 300, "land");
    assert!((40..160).contains(&count(&drawn.coast)), "coast");
    assert!(40 * 20 - count(&drawn.shade) - count(&drawn.coast) > 200, "sea");
    assert!(drawn.coast.cells().all(|((column, row), _)| drawn.shade.at(column, row) == 0));
    let broad = picture(INDIA, 40, 20, 2);
    let dots = |picture: &Picture| picture.coast.cells().map(|(_, bits)| bits.count_ones()).sum::<u32>();
    assert!(dots(&broad) * 3 > dots(&drawn) * 4, "{} {}", dots(&broad), dots(&drawn));
}

#[test]
fn the_edge_of_the_map_and_the_turn_of_the_globe_are_no_coasts() {
    let inland = Frame { west: 98.0, east: 105.0, south: 26.0, north: 50.0 };
    assert_eq!(count(&picture(inland, 20, 20, 2).coast), 0);
    let chukotka = Frame { west: 177.5, east: 182.5, south: 66.8, north: 67.8 };
    assert_eq!(count(&picture(chukotka, 30, 8, 1).coast), 0);
    let pole = Frame { west: -190.0, east: 190.0, south: -89.9, north: -86.0 };
    assert_eq!(count(&picture(pole, 60, 5, 1).coast), 0);
}

#[test]
fn no_border_is_drawn() {
    // Land on both sides of land borders, far from any sea: nothing may be drawn there.
    for (west, east, south, north) in
        [(71.0, 97.0, 24.5, 48.0), (97.5, 105.0, 22.5, 50.0), (105.0, 116.0, 42.0, 70.0), (15.0, 30.0, -15.0, 20.0)]
    {
        let drawn = picture(Frame { west, east, south, north }, 60, 30, 1);
        assert_eq!(count(&drawn.coast), 0, "{west} {east} {south} {north}");
        assert!(count(&drawn.shade) > 1000, "all of it is land");
    }
}

#[test]
fn what_lies_beyond_180_shows() {
    let america = Frame { west: 234.0, east: 245.0, south: 32.0, north: 50.0 };
    assert!(count(&picture(america, 30, 20, 1).coast) > 15, "the western coast of North America");
}

#[test]
fn no_map_is_too_small() {
    for (columns, rows) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 3)] {
        let drawn = picture(INDIA, columns, rows, 1);
        assert!(drawn.coast.cells().all(|((column, row), _)| column < columns && row < rows));
    }
}

#[test]
fn dots_are_put_where_they_are_told() {
    let mut dots = Dots::none(2, 2);
    for at in [(0, 0), (1, 3), (2, 4), (4, 0), (0, 8)] {
        dots.put(at.0, at.1);
    }
    assert_eq!(dots.cells().collect::<Vec<_>>(), [((0, 0), 0x81), ((1, 1), 0x01)], "what lies outside is none");
    assert_eq!((dots.at(1, 1), dots.at(2, 0), dots.at(0, 2)), (1, 0, 0));
}
