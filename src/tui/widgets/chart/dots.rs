//! Dots finer than cells, two by four in each as Braille has them, and lines of them in patterns that tell lines apart
//! without colour.

use ratatui::layout::Rect;

/// Which dots of a stretch of cells are set.
#[derive(Debug)]
pub(super) struct Dots {
    columns: usize,
    rows: usize,
    cells: Vec<u8>,
}

/// Dots on and off along a line, in turn, by the look of the line: in pairs, so that a gap is a cell of its own.
const PATTERNS: [&[usize]; 4] = [&[1], &[6, 2], &[2, 2], &[6, 2, 2, 2]];
/// The first sign of Braille, without any dot.
const BRAILLE: u32 = 0x2800;
/// The bits of a cell, row by row.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Dots {
    pub(super) fn new(area: Rect) -> Self {
        let (columns, rows) = (usize::from(area.width), usize::from(area.height));
        Self { columns, rows, cells: vec![0; columns * rows] }
    }

    /// Sets a dot, counted from the left and from below.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what lies outside is left out before")]
    fn set(&mut self, x: f64, up: f64) {
        let (x, up) = (x.round(), up.round());
        if x < 0.0 || up < 0.0 {
            return;
        }
        let (x, up) = (x as usize, up as usize);
        let Some(y) = (self.rows * 4).checked_sub(up + 1).filter(|_| x < self.columns * 2) else { return };
        let bit = BITS.get(y % 4).and_then(|row| row.get(x % 2)).copied().unwrap_or_default();
        if let Some(cell) = self.cells.get_mut(y / 4 * self.columns + x / 2) {
            *cell |= bit;
        }
    }

    /// Draws a line from one place to another, in dots, in the pattern of a look. The pattern is
    /// counted along the axis on which the line goes further, from the edge, so that gaps stand in whole cells.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "some hundred dots"
    )]
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), look: usize) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = dx.abs().max(dy.abs()).ceil().max(1.0) as usize;
        for step in 0..=steps {
            let share = step as f64 / steps as f64;
            let (x, up) = (from.0 + dx * share, from.1 + dy * share);
            let along = if dx.abs() >= dy.abs() { x } else { up };
            if is_on(look, along.round().max(0.0) as usize) {
                self.set(x, up);
            }
        }
    }

    /// Every cell that has a dot: its column and row from the upper left, and the sign of Braille for it.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u16, u16, char)> {
        self.cells.iter().enumerate().filter(|(_, bits)| **bits != 0).filter_map(|(index, bits)| {
            let (column, row) = (index % self.columns, index / self.columns);
            let sign = char::from_u32(BRAILLE + u32::from(*bits))?;
            Some((u16::try_from(column).ok()?, u16::try_from(row).ok()?, sign))
        })
    }
}

/// The sign of Braille with the dots of a rule at zero besides its own: a curve leaves no hole in the rule.
pub(super) fn with_rule(sign: char) -> char {
    /// The second row from above, on which zero stands.
    const RULE: u32 = 0x12;
    char::from_u32(u32::from(sign) | RULE).unwrap_or(sign)
}

/// Whether a dot so far along a line of this look is set.
fn is_on(look: usize, along: usize) -> bool {
    let pattern = PATTERNS.get(look % PATTERNS.len()).copied().unwrap_or(&[1]);
    if pattern.len() < 2 {
        return true;
    }
    let mut left = along % pattern.iter().sum::<usize>();
    for (number, length) in pattern.iter().enumerate() {
        match left.checked_sub(*length) {
            None => return number % 2 == 0,
            Some(rest) => left = rest,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_tell_lines_apart() {
        let told = |look| (0..12).map(|along| if is_on(look, along) { '#' } else { ' ' }).collect::<String>();
        assert_eq!(told(0), "############");
        assert_eq!(told(1), "######  ####");
        assert_eq!(told(2), "##  ##  ##  ");
        assert_eq!(told(3), "######  ##  ");
    }

    #[test]
    fn a_rule_goes_on_under_a_curve() {
        assert_eq!(with_rule('⠀'), '⠒');
        assert_eq!(with_rule('⢀'), '⢒');
    }

    #[test]
    fn dots_outside_are_left_out() {
        let mut dots = Dots::new(Rect::new(0, 0, 3, 2));
        dots.line((-5.0, -5.0), (20.0, 30.0), 0);
        dots.line((0.0, 0.0), (5.0, 7.0), 0);
        assert!(dots.cells().all(|(x, y, _)| x < 3 && y < 2));
        assert!(dots.cells().count() >= 3);
        assert_eq!(Dots::new(Rect::ZERO).cells().count(), 0);
    }
}
