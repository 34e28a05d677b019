//! `maitri note --edit`: a note in the reader's own editor.

use super::{NO_HOME, write};
use crate::cli::commands::explore::options::Explore;
use crate::cli::commands::notes::book;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::data::Dataset;
use crate::store::drafts::DraftDirectory;
use crate::study::notes::{Draft, Drafts as _, Target, Writing, as_file, cleaned};
use crate::term::editor::Editor;

/// Has it written in the reader's own editor; until it is kept it is a draft, which the next time goes on with.
pub(super) fn edit(dataset: &Dataset<'_>, target: &Target, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
    let refused = |sentence: String| Failure::Refused(sentence);
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| Editor::named(&io.variable(name)?));
    let editor =
        named.ok_or_else(|| refused("no editor is named: set $VISUAL or $EDITOR, as in EDITOR=vi".to_owned()))?;
    let directory = explore.study.data_directory(io).ok_or_else(|| refused(NO_HOME.to_owned()))?;
    let (drafts, pack, now) = (DraftDirectory::within(&directory), dataset.pack.id(), target.current(dataset));
    let (before, draft, was_left) = if let Some((left, _, file)) = drafts.take(&pack, &|on| on.current(dataset) == now)
    {
        io.warn("this goes on with what was written and not kept the last time");
        (left.before, file, true)
    } else {
        let before = book(dataset, explore, io).text(dataset, target);
        let draft = Draft { pack: pack.to_string(), on: target.clone(), before: before.clone() };
        (before.clone(), drafts.begin(&draft, &as_file(&before)).map_err(|error| refused(error.0))?, false)
    };
    let ended = match editor.start(draft.path()).and_then(|mut child| child.wait()) {
        Ok(ended) => ended,
        // What was left the last time stays left, whatever it says.
        Err(error) if was_left => {
            return Err(refused(format!("{} What was written the last time is not lost.", editor.told(&error))));
        }
        Err(error) => {
            draft.discard();
            return Err(refused(editor.told(&error)));
        }
    };
    let again = format!("what was written is not lost: `maitri note {target} --edit` goes on with it");
    let text = cleaned(&draft.read().map_err(|error| refused(error.0))?);
    if text == before && !ended.success() && !was_left {
        draft.discard();
        return Err(refused("the editor ended with a fault, and nothing was written".to_owned()));
    }
    if !ended.success() {
        return Err(refused(format!("the editor ended with a fault; {again}")));
    }
    match write(dataset, target, Writing::Edited { before: &before, text: &text }, explore, io) {
        Err(Failure::Refused(sentence)) => Err(refused(format!("{sentence}; {again}"))),
        written => {
            draft.discard();
            written
        }
    }
}
