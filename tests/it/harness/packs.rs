//! What tests play on: the frozen pack alone, with others on it or beside it; and the bundled one.

use std::path::Path;
use std::sync::OnceLock;

use maitri::data::layer::Stack;
use maitri::data::load;
use maitri::search::LazyIndex;
use maitri::store::packs;

use super::PACK;

/// Where questions of the main examination are that are laid beside it.
const MAINS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/mains");
/// Where a bank of questions is that is laid beside it.
const BANK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/bank");

/// The frozen pack and its index, which all tests share: what screens are pictured on.
pub(crate) fn frozen() -> &'static LazyIndex<'static> {
    static SHARED: OnceLock<LazyIndex<'static>> = OnceLock::new();
    SHARED.get_or_init(|| {
        let files = packs::read(Path::new(PACK)).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let dataset = load::load(Box::leak(Box::new(files))).unwrap_or_else(|problems| panic!("{problems:#?}"));
        LazyIndex::new(Box::leak(Box::new(dataset)))
    })
}

/// The frozen pack with the layer of `tests/packs/news` on it, and its index.
pub(crate) fn with_news() -> &'static LazyIndex<'static> {
    static SHARED: OnceLock<LazyIndex<'static>> = OnceLock::new();
    SHARED.get_or_init(|| {
        let read = |path: &str| packs::read(Path::new(path)).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let news = read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/news"));
        let stack = Box::leak(Box::new(Stack::new(read(PACK), vec![news])));
        let opened = stack.open(load::load_first).unwrap_or_else(|problems| panic!("{problems:#?}"));
        LazyIndex::new(Box::leak(Box::new(opened.dataset)))
    })
}

/// The frozen pack with questions of the main examination laid beside it, and its index.
pub(crate) fn with_mains() -> &'static LazyIndex<'static> {
    static SHARED: OnceLock<LazyIndex<'static>> = OnceLock::new();
    SHARED.get_or_init(|| with_file(MAINS, "mains.ron"))
}

/// The frozen pack with a bank of questions laid beside it, and its index.
pub(crate) fn with_bank() -> &'static LazyIndex<'static> {
    static SHARED: OnceLock<LazyIndex<'static>> = OnceLock::new();
    SHARED.get_or_init(|| with_file(BANK, "questions.ron"))
}

/// The frozen pack with a file of another directory laid beside it, and its index.
fn with_file(directory: &str, name: &str) -> LazyIndex<'static> {
    let mut files = packs::read(Path::new(PACK)).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let text = std::fs::read_to_string(format!("{directory}/{name}")).unwrap_or_else(|error| panic!("{error}"));
    files.list.push(maitri::data::files::File { name: name.to_owned(), text: text.into() });
    let dataset = load::load(Box::leak(Box::new(files))).unwrap_or_else(|problems| panic!("{problems:#?}"));
    LazyIndex::new(Box::leak(Box::new(dataset)))
}

/// The same as a directory.
pub(crate) fn pack_with_mains() -> tempfile::TempDir {
    laid_beside(MAINS)
}

/// The frozen pack with a bank of questions as a directory.
pub(crate) fn pack_with_bank() -> tempfile::TempDir {
    laid_beside(BANK)
}

fn laid_beside(directory_of_more: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    for from in [PACK, directory_of_more] {
        for entry in std::fs::read_dir(from).unwrap_or_else(|error| panic!("{error}")).flatten() {
            std::fs::copy(entry.path(), directory.path().join(entry.file_name()))
                .unwrap_or_else(|error| panic!("{error}"));
        }
    }
    directory
}

/// The bundled dataset and its index, which all tests share: for what is to hold of the data themselves.
pub(crate) fn library() -> &'static LazyIndex<'static> {
    static SHARED: OnceLock<LazyIndex<'static>> = OnceLock::new();
    SHARED.get_or_init(|| {
        let dataset = maitri::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        LazyIndex::new(Box::leak(Box::new(dataset)))
    })
}
