//! The rules of the default bar, one per file, in the order of the checklist.
//!
//! A new rule is a new file with `pub const RULE`, its tests inside, and a line here.

use super::Rule;
use super::profile::Profile;
use super::prose::{Mark, Prose};

mod code_explained;
mod code_guess;
mod code_language;
mod code_secret;
mod code_secret_patterns;
mod compare_conditions;
mod compare_criteria;
mod compare_disclosure;
mod compare_subjects;
mod compare_table;
mod compare_units;
mod compare_when_to_choose;
mod fresh_relative_date;
mod fresh_review_due;
mod images_alt;
mod images_alt_quality;
mod images_exists;
mod length_padding;
mod length_words;
mod links_anchor;
mod links_broken;
mod links_case_study;
mod links_external;
mod links_stack;
mod links_text;
mod meta_date;
mod meta_read_time;
mod meta_slug;
mod meta_summary;
mod meta_summary_voice;
mod meta_title_length;
mod outcomes_arithmetic;
mod outcomes_baseline;
mod outcomes_cited;
mod outcomes_evidence;
mod outcomes_measured;
mod outcomes_promise;
mod outcomes_vague;
mod readability_grade;
mod stack_declared;
mod stack_discussed;
mod stack_signs;
mod stack_undeclared;
mod structure_empty_section;
mod structure_headings;
mod structure_intro;
mod structure_lessons;
mod structure_limitations;
mod structure_section_length;
mod structure_title;
mod style_acronym;
mod style_acronym_words;
mod style_hype;
mod style_inclusive;
mod style_passive;
mod style_passive_words;
mod style_repeat;
mod style_sentence_length;
mod style_weasel;
#[cfg(test)]
mod tables;
mod text_duplicate;
mod text_hidden;
mod text_placeholder;

pub(super) use links_stack::page_path;

pub static RULES: &[Rule] = &[
    length_words::RULE,
    length_padding::RULE,
    outcomes_measured::RULE,
    outcomes_baseline::RULE,
    outcomes_evidence::RULE,
    outcomes_arithmetic::RULE,
    outcomes_promise::RULE,
    outcomes_vague::RULE,
    outcomes_cited::RULE,
    links_case_study::RULE,
    links_stack::RULE,
    links_broken::RULE,
    links_anchor::RULE,
    links_text::RULE,
    links_external::RULE,
    stack_declared::RULE,
    stack_discussed::RULE,
    stack_undeclared::RULE,
    compare_subjects::RULE,
    compare_table::RULE,
    compare_criteria::RULE,
    compare_when_to_choose::RULE,
    compare_conditions::RULE,
    compare_disclosure::RULE,
    structure_title::RULE,
    structure_headings::RULE,
    structure_empty_section::RULE,
    structure_intro::RULE,
    structure_lessons::RULE,
    structure_limitations::RULE,
    structure_section_length::RULE,
    code_language::RULE,
    code_secret::RULE,
    code_explained::RULE,
    images_alt::RULE,
    images_alt_quality::RULE,
    images_exists::RULE,
    meta_title_length::RULE,
    meta_summary::RULE,
    meta_summary_voice::RULE,
    meta_slug::RULE,
    meta_date::RULE,
    meta_read_time::RULE,
    style_sentence_length::RULE,
    style_passive::RULE,
    style_weasel::RULE,
    style_hype::RULE,
    style_inclusive::RULE,
    style_acronym::RULE,
    style_repeat::RULE,
    text_placeholder::RULE,
    text_duplicate::RULE,
    text_hidden::RULE,
    fresh_relative_date::RULE,
    fresh_review_due::RULE,
    readability_grade::RULE,
];

/// What rules of style note in one paragraph; remembered with it. They read lists of the profile, no numbers.
pub(super) fn marks(prose: &Prose, profile: &Profile) -> Vec<Mark> {
    let studies: [fn(&Prose, &Profile) -> Vec<Mark>; 8] = [
        outcomes_vague::marks,
        |prose, _| style_passive::marks(prose),
        style_weasel::marks,
        style_hype::marks,
        style_inclusive::marks,
        style_acronym::marks,
        |prose, _| style_repeat::marks(prose),
        fresh_relative_date::marks,
    ];
    studies.iter().flat_map(|study| study(prose, profile)).collect()
}
