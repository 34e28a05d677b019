//! A part of the build script: how the program is linked where Linux has glibc, so that it starts sooner and in less
//! memory. Elsewhere, and where what is needed isn't at hand, it is linked as ever.

use std::env;
use std::path::Path;
use std::process::Command;

/// The first glibc that reads packed relocations.
const PACKED_SINCE: (u32, u32) = (2, 36);
/// Which functions run and which constants are read before others, in the linker's own notation; `.ci/order` makes it.
const ORDER: &str = "assets/link/first.ld";

/// Tells cargo how to link.
pub(crate) fn tell() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|told| told == value);
    // What is at hand here is at hand where the program is linked only if that is for here.
    let is_here = env::var("HOST").is_ok_and(|host| is("TARGET", &host));
    if !is_here || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    // A program that has its libraries in itself (`-C target-feature=+crt-static`) has the unwinder as well; else a library of
    // its own has to be looked for, mapped and relocated at every start.
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    if !features.split(',').any(|one| one == "crt-static") && is_at_hand("libgcc_eh.a") {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
    // Where addresses stand that depend on where the program lies takes 24 bytes each, or else a bit or two.
    // Whoever asks for another linker may link for an older glibc with it, which would not start the program.
    let is_known = is_usual_linker() && is_known_linker();
    if is_known && glibc().is_some_and(|version| version >= PACKED_SINCE) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    println!("cargo::rerun-if-changed={ORDER}");
    if is("PROFILE", "release") && is_known {
        // Memory is read in stretches of sixteen pages: what runs lies together, or nearly all of the program is read.
        // What has moved or is called otherwise by now stays where it would be without: functions keep their names for long,
        // constants not over a change of the crate they are in.
        let order = env::var("CARGO_MANIFEST_DIR").map(|root| Path::new(&root).join(ORDER));
        if let Some(order) = order.ok().filter(|order| order.exists()) {
            // One by one, so that a path may have a comma or a blank in it.
            for word in ["-Xlinker", "-T", "-Xlinker", &order.display().to_string()] {
                println!("cargo::rustc-link-arg-bins={word}");
            }
        }
    }
}

/// Whether nobody asked for another linker, which may not know that notation.
fn is_usual_linker() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    env::var_os("RUSTC_LINKER").is_none() && !flags.contains("link-arg") && !flags.contains("linker")
}

/// Whether the linker that `cc` calls is GNU's or LLVM's: gold and mold, which may stand in their place, know no such order,
/// and gold refuses to link where it is told of packed relocations.
fn is_known_linker() -> bool {
    let told = Command::new("cc").arg("-Wl,--version").output();
    let told = told.map(|told| String::from_utf8_lossy(&told.stdout).into_owned()).unwrap_or_default();
    let name = told.lines().next().unwrap_or_default();
    name.starts_with("GNU ld") || name.contains("LLD")
}

/// Whether the linker's compiler has this file: then it tells where, and else only repeats the name.
fn is_at_hand(library: &str) -> bool {
    let compiler = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let told = Command::new(compiler).arg(format!("-print-file-name={library}")).output();
    told.is_ok_and(|told| Path::new(String::from_utf8_lossy(&told.stdout).trim()).is_absolute())
}

/// The version of glibc here: `glibc 2.36`.
fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    let (major, minor) = told.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}
