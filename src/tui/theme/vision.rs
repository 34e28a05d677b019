//! Whether the themes can be read, by everyone: measures of contrast and of what is seen without red or green, and what
//! the themes have to reach by them. For tests alone.

use ratatui::style::Color;

use super::role::{Role, xterm};
use super::{Depth, Theme};

type Rgb = [u8; 3];

/// Backgrounds people have: black to what editors' themes call dark.
const DARK: [Rgb; 6] =
    [[0, 0, 0], [0x16, 0x16, 0x1e], [0x1e, 0x1e, 0x1e], [0x1e, 0x1e, 0x2e], [0x28, 0x2c, 0x34], [0, 0x2b, 0x36]];
/// White to paper.
const LIGHT: [Rgb; 5] = [[0xff; 3], [0xfd, 0xf6, 0xe3], [0xf5, 0xf5, 0xf5], [0xef, 0xf1, 0xf5], [0xfb, 0xf1, 0xc7]];

/// WCAG 2.2, 1.4.3 (AA): text.
const TEXT: f64 = 4.5;
/// WCAG 2.2, 1.4.11: what is no text and has to be seen, as frames and coasts.
const SHAPE: f64 = 3.0;
/// What is only to be told from nothing: the space between two lines, and a bar that bold and a pointer tell as well.
const HINT: f64 = 1.13;
/// How far apart colours of a pair are for everyone, in CIE 1976 ΔE*ab; some 2.3 are just noticed.
const APART: f64 = 20.0;

/// Seen without one kind of cones: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
/// Color Vision Deficiency" (2009), at severity 1.0, in linear RGB.
const PROTANOPIA: [[f64; 3]; 3] =
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]];
const DEUTERANOPIA: [[f64; 3]; 3] =
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]];
const ALL_CONES: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

fn linear(rgb: Rgb) -> [f64; 3] {
    rgb.map(|value| {
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(matrix: [[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

/// Contrast of two colours by WCAG 2.2, 1 to 21.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |rgb| {
        let [r, g, b] = linear(rgb);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b): (f64, f64) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A colour in CIELAB (D65), as it is seen with these cones.
fn lab(rgb: Rgb, cones: [[f64; 3]; 3]) -> [f64; 3] {
    const XYZ: [[f64; 3]; 3] = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
    let seen = times(cones, linear(rgb)).map(|value| value.clamp(0.0, 1.0));
    let [x, y, z] = times(XYZ, seen);
    let [x, y, z] =
        [x / 0.9505, y, z / 1.089].map(|t| if t > 0.008_856 { t.cbrt() } else { t.mul_add(7.787, 16.0 / 116.0) });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn difference(a: Rgb, b: Rgb, cones: [[f64; 3]; 3]) -> f64 {
    lab(a, cones).iter().zip(lab(b, cones)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

fn rgb(colour: Option<Color>) -> Option<Rgb> {
    match colour? {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(index) => Some(xterm(index)),
        _ => None,
    }
}

fn fg(role: Role) -> Rgb {
    rgb(role.style().fg).expect("refined")
}

/// The themes of fine colours, with the backgrounds each is for and the bars it lays on them.
fn themes() -> impl Iterator<Item = (String, Theme, Vec<Rgb>, [Rgb; 2])> {
    let themes = [("dark", DARK.to_vec()), ("light", LIGHT.to_vec())];
    let depths = [Depth::True, Depth::Xterm256];
    themes.into_iter().flat_map(move |(name, backgrounds)| {
        depths.map(|depth| {
            let theme = Theme::named(name, depth).unwrap();
            let bars = [theme.selected, theme.selected_away].map(|role| rgb(role.style().bg).expect("a bar"));
            (format!("{name}, {depth:?}"), theme, backgrounds.clone(), bars)
        })
    })
}

/// What has to reach less than text.
fn least(theme: &Theme, role: Role) -> f64 {
    let is = |roles: &[Role]| roles.iter().any(|other| other.style() == role.style());
    if is(&[theme.sea]) {
        HINT
    } else if is(&[theme.border, theme.land]) {
        SHAPE
    } else {
        TEXT
    }
}

#[test]
fn every_role_can_be_read_on_the_backgrounds_its_theme_is_for() {
    for (name, mut theme, backgrounds, bars) in themes() {
        let copy = theme.clone();
        for role in theme.roles() {
            let Some(fg) = rgb(role.style().fg) else { continue };
            let least = least(&copy, *role);
            // Lines of charts have their names beside them, but are seldom on a bar.
            let is_line = [copy.first, copy.second].iter().any(|line| line.style() == role.style());
            let on_bars = bars.iter().filter(|_| least >= TEXT).map(|bar| (bar, if is_line { SHAPE } else { TEXT }));
            for (background, least) in backgrounds.iter().map(|background| (background, least)).chain(on_bars) {
                let reached = contrast(fg, *background);
                assert!(reached >= least, "{name}: {fg:02x?} on {background:02x?}: {reached:.2} of {least}");
            }
        }
        for (bar, background) in bars.iter().flat_map(|bar| backgrounds.iter().map(move |behind| (bar, behind))) {
            let reached = contrast(*bar, *background);
            assert!(reached >= HINT, "{name}: the bar {bar:02x?} on {background:02x?}: {reached:.2}");
        }
    }
}

#[test]
fn colours_of_a_pair_are_told_apart_by_everyone() {
    for (name, theme, ..) in themes() {
        let pairs = [
            ("lines", theme.first, theme.second),
            ("signs", theme.positive, theme.negative),
            ("land and sea", theme.land, theme.sea),
            ("what is asked and what is disputed", theme.core, theme.conflict),
        ];
        for (what, one, other) in pairs {
            for cones in [ALL_CONES, PROTANOPIA, DEUTERANOPIA] {
                let apart = difference(fg(one), fg(other), cones);
                assert!(apart >= APART, "{name}: {what}: {apart:.1}");
            }
        }
    }
}

#[test]
fn the_space_between_two_lines_is_seen_and_hides_neither() {
    for (name, theme, backgrounds, _) in themes() {
        let [below, above] =
            [theme.fill_negative, theme.fill_positive].map(|role| rgb(role.style().bg).expect("an area"));
        for area in [below, above] {
            for line in [theme.first, theme.second, theme.conflict] {
                let reached = contrast(fg(line), area);
                assert!(reached >= SHAPE, "{name}: a line on {area:02x?}: {reached:.2}");
            }
            for background in &backgrounds {
                let reached = contrast(area, *background);
                assert!(reached >= HINT, "{name}: {area:02x?} on {background:02x?}: {reached:.2}");
            }
        }
        for cones in [ALL_CONES, PROTANOPIA, DEUTERANOPIA] {
            let apart = difference(below, above, cones);
            assert!(apart >= APART, "{name}: {apart:.1}");
        }
    }
}

#[test]
fn the_measures_measure() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
    assert!((contrast([119; 3], [255; 3]) - 4.48).abs() < 0.01, "the grey that just fails");
    let (red, green) = ([0xcc, 0x44, 0x33], [0x77, 0x88, 0x22]);
    assert!(difference(red, green, ALL_CONES) > 2.0 * difference(red, green, DEUTERANOPIA));
}
