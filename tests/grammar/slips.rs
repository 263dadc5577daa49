//! What is a slip and where it stands; what never is one.

use std::sync::OnceLock;

use highbar_core::library::ProofText;
use highbar_core::view::{Slip, SlipKind};
use highbar_grammar::Lane;
use proptest::prelude::*;

use crate::{proof, text};

/// Made ready once for all tests.
fn lane() -> &'static Lane {
    static LANE: OnceLock<Lane> = OnceLock::new();
    LANE.get_or_init(Lane::new)
}

/// Tests ask in turn: a newer question takes the place of one that waits.
fn read(text: &ProofText) -> Vec<Slip> {
    static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    proof(lane(), text).slips
}

fn words(body: &str) -> Vec<String> {
    read(&text(body)).into_iter().map(|slip| slip.words).collect()
}

/// What a page finds at a slip's place.
fn there(body: &str, slip: &Slip) -> String {
    let units: Vec<u16> = body.encode_utf16().collect();
    String::from_utf16(&units[slip.span.from as usize..slip.span.to as usize]).unwrap()
}

#[test]
fn a_misspelt_word_is_found_with_what_was_meant() {
    let body = "é🧰 We *recieve* callbacks, and teh ledger\nkeeps them seperate.\n";
    let slips = read(&text(body));
    let found: Vec<(&str, &str)> =
        slips.iter().map(|slip| (slip.words.as_str(), slip.suggestions[0].as_str())).collect();
    assert_eq!(found, [("recieve", "receive"), ("teh", "the"), ("seperate", "separate")]);
    assert!(slips.iter().all(|slip| slip.kind == SlipKind::Spelling && there(body, slip) == slip.words));
}

#[test]
fn a_capital_of_the_sentence_is_kept() {
    let slips = read(&text("Recieve it. It was thier turn."));
    let first: Vec<&str> = slips.iter().map(|slip| slip.suggestions[0].as_str()).collect();
    assert_eq!(first, ["Receive", "their"]);
}

#[test]
fn an_error_of_grammar_says_what_it_is() {
    for (body, wrong) in [
        ("The two of them could of waited for the lock.", "could of"),
        ("We need an lock before the row is written.", "an"),
    ] {
        let slips = read(&text(body));
        let slip = slips.iter().find(|slip| slip.kind == SlipKind::Grammar);
        let slip = slip.unwrap_or_else(|| panic!("{body}: {slips:?}"));
        assert!(wrong.contains(&slip.words) || slip.words.contains(wrong), "{body}: {slip:?}");
        assert!(!slip.message.is_empty() && there(body, slip) == slip.words);
    }
}

#[test]
fn what_is_no_prose_of_the_writer_is_never_read() {
    for body in [
        "Call `recieve()` and `teh`s now.",
        "```\nteh code\n```\n",
        "> teh words of somebody else\n",
        "[the place](https://example.com/recieve/teh)",
        "<!-- teh note -->\n\n![teh picture](teh.png)\n",
        "Ask ana@exmaple.com or @anna, or open exmaple.com/thier.",
        "The onMesage handler of app_servr runs at /etc/nginxx with --vrbose=1.",
        "Set p95, v2, 3x, 240ms and utf8mb4.",
    ] {
        assert_eq!(words(body), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn names_and_acronyms_are_no_slips() {
    let body = "We met Wanjiku in Kisumu, and TLS, JWTs and ACKs were fine. Kisumu has a Fuglen too.\n\n| Zorblat | Quuxly |\n|--|--|\n| Frobnik | ok |\n";
    assert_eq!(words(body), Vec::<String>::new());
}

#[test]
fn words_of_code_and_of_the_craft_are_known() {
    assert_eq!(words("We call `xadd` often, and xadd is idempotent behind a webhook."), Vec::<String>::new());
    assert_eq!(words("It is xadd that is slow."), ["xadd"]);
}

#[test]
fn taught_words_and_ignored_words_are_left_alone() {
    let body = "A zorblat waits for teh zorblats.";
    assert_eq!(words(body), ["zorblat", "teh", "zorblats"]);
    let taught = ProofText { taught: vec!["Zorblat".into()], ..text(body) };
    let left: Vec<String> = read(&taught).into_iter().map(|slip| slip.words).collect();
    assert_eq!(left, ["teh"]);
    let ignored = ProofText { ignored: vec![("spelling".into(), "teh".into())], ..taught };
    assert!(read(&ignored).is_empty());
}

#[test]
fn words_with_marks_inside_get_no_suggestion_that_would_wipe_them() {
    let slips = read(&text("It is sep**er**ate from us."));
    assert_eq!((slips[0].words.as_str(), slips[0].suggestions.len()), ("sep**er**ate", 0));
}

fn pieces() -> impl Strategy<Value = String> {
    let parts = [
        "a ",
        "teh ",
        "recieve",
        " could of ",
        "an lock ",
        "é🧰",
        "\n",
        "\n\n",
        "# h\n",
        "- x ",
        "> q ",
        "`c`",
        "**",
        "*",
        "[l](/p)",
        "| a |\n|--|\n| b |\n",
        "&amp;",
        "<b>",
        "\\_",
        "’s ",
        "'",
        "\"",
        ". ",
        ", ",
        "—",
        "٣ ",
        "漢 ",
        "\u{200d}",
        "e\u{301}",
        "\t",
        "www.x.y ",
        "1st ",
        "$5 ",
        "...",
        "[^1]",
        "[^1]: n\n",
        "İi ",
        "ﬁ ",
        "\u{a0}",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..24).prop_map(|parts| parts.concat())
}

fn holds(body: &str) -> Result<(), TestCaseError> {
    let slips = read(&text(body));
    let mut end = 0;
    for slip in &slips {
        prop_assert!(slip.span.from >= end && slip.span.from < slip.span.to, "{:?}", slips);
        prop_assert_eq!(there(body, slip), slip.words.clone());
        end = slip.span.to;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn places_are_whole_characters_in_order_and_hold_the_words(body in pieces()) {
        holds(&body)?;
    }

    #[test]
    fn no_text_is_too_strange(body in "\\PC{0,200}") {
        holds(&body)?;
    }
}
