#!/usr/bin/env python3
"""Imports the notes of `maitri export --format anki` with Anki's own importer, twice.

Needs the PyPI package `anki`. Usage: anki_import.py MAITRI, where MAITRI is the built program.
Checks that every note arrives with its type, deck, tags and guid, that a second import adds none,
and that one after an edit updates the edited note in place and adds none.
"""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from anki.collection import Collection, ImportCsvRequest

FILES = {"maitri-basic.txt": "Basic", "maitri-cloze.txt": "Cloze"}


def notes_of(file):
    """The lines of a file that are notes, as fields."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def load(collection, file):
    """Imports a file as the dialogue does that nobody touches; gives the importer's log."""
    metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
    return collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log


def check(collection, folder, deck):
    """Compares what is in the collection with what is in the files."""
    for name, notetype in FILES.items():
        fields = notes_of(folder / name)
        found = {collection.get_note(nid).guid: collection.get_note(nid) for nid in collection.find_notes(f'"note:{notetype}"')}
        assert set(found) == {guid for guid, *_ in fields}, f"{name}: the notes differ"
        for guid, front, back, tags in fields:
            note = found[guid]
            assert note.fields[:2] == [front, back], f"{guid}: {note.fields} for {[front, back]}"
            assert set(note.tags) == set(tags.split(" ")), f"{guid}: {note.tags} for {tags}"
            decks = {collection.decks.name(card.did) for card in note.cards()}
            assert decks == {deck}, f"{guid}: in {decks}"
            assert len(note.cards()) == 1, f"{guid}: {len(note.cards())} cards"


def main(program):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        subprocess.run([program, "export", "--format", "anki", "--output", folder], check=True, stdout=subprocess.DEVNULL)
        head = (folder / "maitri-basic.txt").read_text(encoding="utf-8")
        deck = re.search(r"^#deck:(.*)$", head, re.MULTILINE).group(1)
        collection = Collection(str(folder / "collection.anki2"))
        total = 0
        for name in FILES:
            log = load(collection, folder / name)
            count = len(notes_of(folder / name))
            assert len(log.new) == count, f"{name}: {len(log.new)} of {count} notes are new"
            total += count
        check(collection, folder, deck)

        for name in FILES:
            log = load(collection, folder / name)
            assert not log.new and not log.updated, f"{name}: the second import changed something"
        assert collection.note_count() == total

        for name in FILES:
            file = folder / name
            guid, front, back, tags = notes_of(file)[0]
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(f"{guid}\t{front}\t", f"{guid}\t{front} (edited)\t", 1), encoding="utf-8")
            log = load(collection, file)
            assert not log.new and len(log.updated) == 1, f"{name}: {len(log.new)} new, {len(log.updated)} updated"
        assert collection.note_count() == total
        check(collection, folder, deck)
        kinds = Counter(collection.get_note(nid).note_type()["name"] for nid in collection.find_notes(""))
        print(f"{total} notes imported ({dict(kinds)}); imported again: none new; after an edit: one updated in each file, none new")
        collection.close()


if __name__ == "__main__":
    main(sys.argv[1])
