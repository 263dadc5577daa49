//! Numbers for footnotes, document-wide, in the order they are first referred to.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::Document;

/// One note.
#[derive(Debug)]
pub struct Note {
    /// Events inside its definition.
    pub events: Range<usize>,
    /// How many references lead to it.
    pub references: usize,
}

/// All notes that have a definition; those nobody refers to come last.
#[derive(Debug, Default)]
pub struct Footnotes {
    /// In the order of their numbers; the first has number 1.
    pub notes: Vec<Note>,
    /// Reference event → number of the note, and which of its references this is; both from 1.
    references: HashMap<usize, (usize, usize)>,
}

impl Footnotes {
    pub fn of(document: &Document<'_>) -> Self {
        let definitions = definitions(document);
        if definitions.is_empty() {
            return Self::default();
        }
        let by_label: HashMap<&str, &Range<usize>> =
            definitions.iter().map(|(label, events)| (label.as_str(), events)).collect();
        let mut footnotes = Self::default();
        let mut numbers = HashMap::new();
        for (index, label) in references(document, &definitions) {
            if let Some(events) = by_label.get(label.as_str()) {
                footnotes.refer(&mut numbers, index, label, (*events).clone());
            }
        }
        for (label, events) in definitions {
            numbers.entry(label).or_insert_with(|| {
                footnotes.notes.push(Note { events, references: 0 });
                footnotes.notes.len()
            });
        }
        footnotes
    }

    fn refer(&mut self, numbers: &mut HashMap<String, usize>, index: usize, label: String, events: Range<usize>) {
        let number = *numbers.entry(label).or_insert_with(|| {
            self.notes.push(Note { events, references: 0 });
            self.notes.len()
        });
        let note = &mut self.notes[number - 1];
        note.references += 1;
        self.references.insert(index, (number, note.references));
    }

    /// Number of the note a reference event leads to, and the how-manieth reference it is.
    pub fn reference(&self, event: usize) -> Option<(usize, usize)> {
        self.references.get(&event).copied()
    }
}

/// Labels in lower case with the events inside each definition, in order; of equal labels the first.
fn definitions(document: &Document<'_>) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut known = HashSet::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    for (index, (event, _)) in document.events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => open.push((label.to_lowercase(), index + 1)),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, start)) = open.pop().filter(|(label, _)| known.insert(label.clone())) {
                    found.push((label, start..index));
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|(_, events)| events.start);
    found
}

/// References in running text first, then those inside notes.
fn references(document: &Document<'_>, definitions: &[(String, Range<usize>)]) -> Vec<(usize, String)> {
    let mut found: Vec<(bool, usize, String)> = Vec::new();
    for (index, (event, _)) in document.events.iter().enumerate() {
        if let Event::FootnoteReference(label) = event {
            let behind = definitions.partition_point(|(_, events)| events.start <= index);
            let inside = behind > 0 && definitions[behind - 1].1.contains(&index);
            found.push((inside, index, label.to_lowercase()));
        }
    }
    found.sort_by_key(|(inside, index, _)| (*inside, *index));
    found.into_iter().map(|(_, index, label)| (index, label)).collect()
}
