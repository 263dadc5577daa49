//! A field set in a block of front matter. See `promises`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| highbar_fuzz::promises::fields(bytes));
