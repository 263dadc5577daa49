//! Which of Harper's rules are asked: true errors of grammar. Style, punctuation and taste are the bar's, or nobody's.

use std::sync::Arc;

use harper_core::Dialect;
use harper_core::linting::{
    FlatConfig, HumanReadableSetting as Setting, HumanReadableStructuredConfig as Labelled, LintGroup, LintKind,
    StructuredConfig,
};
use harper_core::spell::MutableDictionary;

/// Groups of rules that are asked, by Harper's own names.
const GROUPS: [&str; 7] = [
    "Grammar and Agreement",
    "Pronouns and Possession",
    "Word Choice and Usage",
    "Phrase Corrections",
    "Spelling and Orthography",
    "Closed Compounds",
    "Miscellaneous",
];

/// Never asked, though their groups are.
const OFF: [&str; 23] = [
    // Words are looked up by `spelling`, and consistent spelling is nobody's error.
    "SpellCheck",
    "OrthographicConsistency",
    // The bar has its own list of words to avoid.
    "BlacklistWhitelist",
    "AvoidCurses",
    // A request has a body, and every one may have none.
    "Anybody",
    "Everybody",
    "Nobody",
    "Somebody",
    // Wrong about good sentences of the sample library.
    "DisjointPrefixes",
    "FindOut",
    "InAWhile",
    "ItsContraction",
    "MissingTo",
    "OutOfDate",
    "QuantifierNumeralConflict",
    // Taste.
    "ClicheAccent",
    "EnvironmentVariable",
    "Freezing",
    "Lots",
    "NumericRangeEnDash",
    "OkToOkay",
    "OperatingSystem",
    "UpdatePlaceNames",
];

/// Rules that spell abbreviations out ("config", "deps") begin so: engineers write them on purpose.
const EXPANDS: &str = "Expand";

/// The rules, made ready. Costs some hundred milliseconds.
pub fn rules(dictionary: Arc<MutableDictionary>) -> LintGroup {
    let group = LintGroup::new_curated(dictionary, Dialect::American);
    let mut config = chosen();
    for rule in group.iter_keys().filter(|rule| OFF.contains(rule) || rule.starts_with(EXPANDS)) {
        config.set_rule_enabled(rule, false);
    }
    group.with_lint_config(config)
}

fn chosen() -> FlatConfig {
    let mut config = FlatConfig::default();
    for setting in Labelled::from_structured_config(&StructuredConfig::curated()).settings {
        if let Setting::Group { label: Some(label), child, .. } = setting
            && GROUPS.contains(&label.as_str())
            && let Some(rules) = child.to_structured_config().and_then(|rules| rules.to_flat_config())
        {
            config.merge_from(rules);
        }
    }
    config
}

/// Errors, as opposed to what reads better otherwise.
pub fn is_error(kind: LintKind) -> bool {
    !matches!(
        kind,
        LintKind::Style
            | LintKind::Readability
            | LintKind::Enhancement
            | LintKind::Redundancy
            | LintKind::Regionalism
            | LintKind::Formatting
            | LintKind::Repetition
    )
}
