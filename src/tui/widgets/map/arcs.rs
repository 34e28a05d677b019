//! How two points of a map are joined: by an arc that rises above the straight way, so that those that share an end
//! part, and none is taken for a road. Pure: knows dots only.

/// How high an arc rises, as a share of the way.
const RISE: f64 = 0.16;

/// The dots of an arc from one dot to another, both included.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred dots, from 0")]
pub fn arc(from: (f64, f64), to: (f64, f64)) -> impl Iterator<Item = (usize, usize)> {
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    let top = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1) - 2.0 * RISE * length);
    // An arc is but little longer than the straight way; two steps a dot leave no gap.
    let steps = (length * 2.0).ceil().clamp(1.0, 4000.0) as u32;
    let dots = (0..=steps).map(move |step| {
        let (on, left) = (f64::from(step) / f64::from(steps), 1.0 - f64::from(step) / f64::from(steps));
        let along = |a: f64, b: f64, c: f64| left * left * a + 2.0 * left * on * b + on * on * c;
        (along(from.0, top.0, to.0).round(), along(from.1, top.1, to.1).round())
    });
    dots.filter(|(x, y)| *x >= 0.0 && *y >= 0.0).map(|(x, y)| (x as usize, y as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_begins_and_ends_at_its_points_and_has_no_gap() {
        let dots: Vec<_> = arc((3.0, 30.0), (60.0, 40.0)).collect();
        assert_eq!((dots.first(), dots.last()), (Some(&(3, 30)), Some(&(60, 40))));
        assert!(dots.windows(2).all(|pair| pair[0].0.abs_diff(pair[1].0) <= 1 && pair[0].1.abs_diff(pair[1].1) <= 1));
        assert!(dots.iter().any(|(_, y)| *y < 28), "it rises");
        assert!(arc((5.0, 1.0), (5.0, 1.0)).all(|dot| dot == (5, 1)), "of no length");
        assert!(arc((0.0, 0.0), (40.0, 0.0)).count() > 0, "what rises beyond the map is left out");
    }
}
