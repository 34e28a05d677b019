//! Mathematics without the system's library: what the program and its crates call by the names that C has for it
//! (`pow`, `expf`) is rust-lang's own `libm`. The system's would be looked for, mapped and relocated at every start,
//! and takes half a megabyte of memory for a dozen functions.
//!
//! Nobody calls these here: the compiler makes `pow` of [`f64::powf`], and `assets/link/maths.ld` tells the linker that
//! it is the one below. Where the program is linked without that script (see `build_link.rs`) they are the system's as
//! ever.
//!
//! Results are those of the system's library but for a last bit, as its own are from one processor to another.

/// A function of one number.
type Of<T> = extern "C" fn(T) -> T;
/// A function of two.
type OfTwo<T> = extern "C" fn(T, T) -> T;

/// All of them, since the compiler leaves out what it sees nobody call.
#[used]
static BY_NAME: ([Of<f64>; 5], [OfTwo<f64>; 2], [Of<f32>; 3], [OfTwo<f32>; 1]) =
    ([cos, log, log10, log1p, log2], [hypot, pow], [exp2f, expf, logf], [powf]);

extern "C" fn cos(x: f64) -> f64 {
    libm::cos(x)
}

extern "C" fn log(x: f64) -> f64 {
    libm::log(x)
}

extern "C" fn log10(x: f64) -> f64 {
    libm::log10(x)
}

extern "C" fn log1p(x: f64) -> f64 {
    libm::log1p(x)
}

extern "C" fn log2(x: f64) -> f64 {
    libm::log2(x)
}

extern "C" fn hypot(x: f64, y: f64) -> f64 {
    libm::hypot(x, y)
}

extern "C" fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

// Those of short numbers are computed with long ones, as the system's are: the model of memory, which is all that calls
// them, then comes to the same days.

extern "C" fn exp2f(x: f32) -> f32 {
    short(libm::exp2(x.into()))
}

extern "C" fn expf(x: f32) -> f32 {
    short(libm::exp(x.into()))
}

extern "C" fn logf(x: f32) -> f32 {
    short(libm::log(x.into()))
}

extern "C" fn powf(x: f32, y: f32) -> f32 {
    let is_plain = x.is_normal() && x > 0.0 && y.is_finite();
    // Half as long as `libm::pow`, and far exacter than what is left of it.
    if is_plain { short(libm::exp(f64::from(y) * libm::log(x.into()))) } else { libm::powf(x, y) }
}

#[expect(clippy::cast_possible_truncation, reason = "what is left is all there is room for")]
fn short(long: f64) -> f32 {
    long as f32
}

#[cfg(test)]
mod tests {
    use proptest::num::{f32 as short, f64 as long};
    use proptest::prelude::*;

    use super::*;

    /// Whether two numbers are one, or neighbours.
    fn near(one: f64, other: f64) -> bool {
        let same = one == other || one.is_nan() && other.is_nan();
        same || one.next_up() == other || one.next_down() == other
    }

    fn near_short(one: f32, other: f32) -> bool {
        let same = one == other || one.is_nan() && other.is_nan();
        same || one.next_up() == other || one.next_down() == other
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn long_numbers_come_out_as_by_the_systems_library(x in long::ANY, y in long::ANY, part in -800.0..800.0) {
            prop_assert!(near(cos(part), part.cos()), "cos {part}");
            prop_assert!(near(log(x), x.ln()), "log {x}");
            prop_assert!(near(log10(x), x.log10()), "log10 {x}");
            prop_assert!(near(log1p(x), x.ln_1p()), "log1p {x}");
            prop_assert!(near(log2(x), x.log2()), "log2 {x}");
            prop_assert!(near(hypot(x, y), x.hypot(y)), "hypot {x} {y}");
            prop_assert!(near(pow(x, y), x.powf(y)), "pow {x} {y}");
            prop_assert!(near(pow(part.abs(), part / 80.0), part.abs().powf(part / 80.0)), "pow {part}");
        }

        #[test]
        fn short_numbers_come_out_as_by_the_systems_library(x in short::ANY, y in short::ANY, part in -80.0f32..80.0) {
            prop_assert!(near_short(exp2f(part), part.exp2()), "exp2f {part}");
            prop_assert!(near_short(expf(part), part.exp()), "expf {part}");
            prop_assert!(near_short(expf(x), x.exp()), "expf {x}");
            prop_assert!(near_short(logf(x), x.ln()), "logf {x}");
            prop_assert!(near_short(powf(x, y), x.powf(y)), "powf {x} {y}");
            prop_assert!(near_short(powf(x.abs(), part / 8.0), x.abs().powf(part / 8.0)), "powf {x} {part}");
        }
    }

    #[test]
    fn what_is_a_special_case_is_one_here() {
        let special = [0.0, -0.0, 1.0, -1.0, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, f32::MIN_POSITIVE, 1e-45, 2.0];
        for x in special {
            for y in special {
                assert!(near_short(powf(x, y), x.powf(y)), "powf {x} {y}");
                assert!(near(pow(x.into(), y.into()), f64::from(x).powf(y.into())), "pow {x} {y}");
            }
        }
    }
}
