//! The promises of the fuzz targets, on damaged fixtures: cut, joined, and with bytes that were changed.
//!
//! Finds what a fuzzer would find in its first seconds; `cargo xtask fuzz` looks for longer.

use proptest::prelude::*;

use crate::{data, promises, vectors};

/// Longer ones are for the tests that measure size.
const LONGEST: usize = 6_000;

const OWN: [&str; 10] = [
    "---\ntitle: A\ntags: [a, \"b, c\"]\noutcomes:\n  - {sentence: \"x\", counts: true}\nother: {deep: [1]}\n---\n\n# A\n\nIt fell from 1.8 s to 240 ms.\n",
    "---\r\ntitle: 'it''s' # why\r\ndate: 2026-01-02T03:04:05Z\r\n...\r\ntext\r\n",
    "+++\ntitle = 1\n+++\n[a](/stack/x/) ![b](c.png) <img src=x onerror=alert(1)>\n",
    "| a | b |\n|--|:-:|\n| `x|y` | \\| |\n\n> [!NOTE]\n> q[^1]\n\n[^1]: n\n",
    "<details><summary>s</summary>\n\n```rs\nfn a() {}\n```\n\n</details><!-- c -->\n",
    "{{< figure src=x >}} {{% a %}} {{</* b */>}} `{{ c }}`\n\n## {#id .c} T\n",
    "[outcomes]\nminimum = 2\n[[example]]\nrule = \"length.words\"\ntext = \"x\"\nstate = \"fail\"\n",
    "\u{feff}a\u{202e}b\u{200b}\u{0}c \u{1f9f0}\u{301}漢字 TODO\n\n- [ ] a\n  - b\n\n1. c\n",
    "javascript:alert(1)\nhttps://user:pw@xn--80ak6aa92e.com:99999/%00\nmailto:a@b?subject=%0d%0a",
    "https://a.b/c?d#e",
];

fn seeds() -> Vec<Vec<u8>> {
    let own = OWN.iter().map(|text| text.as_bytes().to_vec());
    let attacks = vectors::attacks().into_iter().map(|(_, text)| text.into_bytes());
    let more = ["urls", "front-matter", "pathological"].into_iter().filter_map(data::vectors).flatten();
    let texts = more.filter_map(|entry| ["url", "text", "markdown"].iter().find_map(|field| data::text(&entry, field)));
    own.chain(attacks).chain(texts.map(String::into_bytes)).filter(|seed| seed.len() <= LONGEST).collect()
}

/// Where in a seed, as a part of 65,536, and what is done there.
type Blow = (u16, u8, u8);

fn damaged(seeds: &[Vec<u8>], first: usize, second: usize, blows: &[Blow]) -> Vec<u8> {
    let mut bytes = seeds[first % seeds.len()].clone();
    let other = &seeds[second % seeds.len()];
    for &(place, kind, byte) in blows {
        let at = bytes.len() * usize::from(place) / 65_536;
        match kind % 6 {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, byte),
            2 if at < bytes.len() => bytes[at] ^= byte,
            3 => bytes.splice(at..at, other.iter().copied().take(usize::from(byte) * 4)).for_each(drop),
            4 => bytes.splice(..at, []).for_each(drop),
            _ => bytes.splice(at..at, b"\n---\n".iter().copied()).for_each(drop),
        }
    }
    bytes
}

#[test]
fn every_seed_keeps_the_promises() {
    for seed in seeds() {
        promises::ALL.iter().for_each(|(_, promise)| promise(&seed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn damaged_seeds_keep_the_promises(
        first in any::<u16>(), second in any::<u16>(), blows in prop::collection::vec(any::<Blow>(), 1..5),
    ) {
        static SEEDS: std::sync::OnceLock<Vec<Vec<u8>>> = std::sync::OnceLock::new();
        let bytes = damaged(SEEDS.get_or_init(seeds), first.into(), second.into(), &blows);
        promises::ALL.iter().for_each(|(_, promise)| promise(&bytes));
    }
}
