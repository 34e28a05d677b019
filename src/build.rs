//! Build script: checks the bundled dataset and compiles it into a form that opens at once; and reads off the types of
//! the data room what may stand in a pack ([`build_types`]). Folds it for the search as well. Says how the program is linked ([`build_link`]).
//!
//! A mistake in `assets/dataset` stops the build with the file, the line and a sentence.

#![allow(
    dead_code,
    unreachable_pub,
    unexpected_cfgs,
    unused_imports,
    reason = "the loader is shared with the program, which uses the rest"
)]

mod build_link;
mod build_types;
mod data;
mod search {
    pub(crate) mod charts;
    pub(crate) mod engine {
        pub(crate) mod char_mask;
        pub(crate) mod corpus;
        pub(crate) mod text_sort;
    }
    pub(crate) mod index {
        mod items;
        pub(crate) mod packing;
    }
    pub(crate) mod sections;
}
mod store {
    pub(crate) mod files;
    pub(crate) mod packs;
}
mod text;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use data::{compiled, load};
use search::index::packing;
use store::packs;

/// Where the dataset stands in the source tree.
const DATASET: &str = "assets/dataset";
/// What the compiled dataset is called in the build directory.
const COMPILED: &str = "dataset.postcard";
/// Where the types of what may stand in a pack are.
const TYPES: &str = "src/data";
/// What the schema read off them is called in the build directory.
const SCHEMA: &str = "schema.postcard";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed={DATASET}");
    println!("cargo::rerun-if-changed={TYPES}");
    // The library has a bundled dataset; this script, which compiles it, has none yet.
    println!("cargo::rustc-check-cfg=cfg(bundled)");
    println!("cargo::rustc-cfg=bundled");
    build_link::tell();
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<(), String> {
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("cargo names no OUT_DIR")?;
    let told =
        |problems: Vec<data::problem::Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let files = packs::read(Path::new(DATASET)).map_err(told)?;
    let dataset = load::load(&files).map_err(told)?;
    let for_search = packing::packed(&dataset).map_err(|error| error.to_string())?;
    let bytes = compiled::write(dataset, &for_search).map_err(|error| error.to_string())?;
    fs::write(out.join(COMPILED), bytes).map_err(|error| format!("the compiled dataset cannot be written: {error}"))?;
    let schema = build_types::schema(Path::new(TYPES))?;
    let bytes = postcard::to_allocvec(&schema).map_err(|error| error.to_string())?;
    fs::write(out.join(SCHEMA), bytes).map_err(|error| format!("the schema of packs cannot be written: {error}"))
}
