//! Reads numbers, and says what was meant by what is none.

use super::super::decimal::{self, Meant};
use super::super::quotes::cut;
use super::super::scan::number;
use super::super::tree::Shape;
use super::NodeReader;

macro_rules! integers {
    ($($name:ident $visit:ident $type:ident),+) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            if let Some(stand_in) = self.stand_in() {
                return self.placed(stand_in.$name(visitor));
            }
            match numbers::whole(&self).map(|number| (number, $type::try_from(number))) {
                Some((_, Ok(number))) => self.placed(visitor.$visit(number)),
                Some((number, Err(_))) => {
                    // How large numbers can be at most in here tells nobody anything.
                    let wanted = match ($type::MIN, number < 0) {
                        (0, true) => "a whole number, 0 or more".to_owned(),
                        (least, _) => format!("a whole number from {least} to {}", $type::MAX),
                    };
                    self.say(format!("{number} is out of range; here stands {wanted}"));
                    self.placed(StandIn(0).$name(visitor))
                }
                None => self.placed(StandIn(0).$name(visitor)),
            }
        })+
    };
}

pub(super) use integers;

/// The whole number that stands here; nothing where none does, which is told.
pub(super) fn whole(reader: &NodeReader<'_, '_>) -> Option<i128> {
    let Shape::Number(written) = &reader.node.shape else {
        let wanted = match meant(reader) {
            Some(Meant::Either(whole, _)) => format!("a whole number alone: {whole}"),
            Some(Meant::One(digits)) if !digits.contains('.') => format!("a whole number alone: {digits}"),
            Some(Meant::One(_)) => "a whole number alone, without a fraction".to_owned(),
            Some(Meant::Unclear) => "a whole number alone, without words or signs".to_owned(),
            None => "a whole number".to_owned(),
        };
        reader.wanted(&wanted);
        return None;
    };
    let plain = written.replace('_', "");
    let hex = plain.strip_prefix("0x").map(|digits| i128::from_str_radix(digits, 16));
    let parsed = hex.unwrap_or_else(|| plain.parse());
    if parsed.is_err() {
        match plain.split_once('.') {
            Some((before, after)) if !before.is_empty() && after.bytes().all(|digit| digit == b'0') => {
                reader.say(format!("a whole number stands here, without a point: {before}"));
                return before.parse().ok();
            }
            _ => reader.say(format!("{} is no whole number; write one without a fraction", cut(written))),
        }
    }
    parsed.ok()
}

/// The number that stands here, or one in its place.
pub(super) fn fraction(reader: &NodeReader<'_, '_>) -> f64 {
    match &reader.node.shape {
        Shape::Number(written) => number(written).unwrap_or_default(),
        Shape::Word(word @ ("inf" | "NaN")) => word.parse().unwrap_or_default(),
        Shape::Missing => 0.0,
        _ => {
            let wanted = match meant(reader) {
                Some(Meant::Either(whole, fraction)) => {
                    format!("a number alone: {whole}, or {fraction} for a fraction")
                }
                Some(Meant::One(digits)) => format!("a number alone: {digits}"),
                Some(Meant::Unclear) => "a number alone, without words or signs".to_owned(),
                None => "a number".to_owned(),
            };
            reader.wanted(&wanted);
            0.0
        }
    }
}

/// The number within what stands there, where that is a text.
fn meant(reader: &NodeReader<'_, '_>) -> Option<Meant> {
    match &reader.node.shape {
        Shape::Text(text) => Some(decimal::meant(text)),
        Shape::Bare(text) => Some(decimal::meant(text)),
        _ => None,
    }
}
