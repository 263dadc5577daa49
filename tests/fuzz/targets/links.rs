//! An address judged. See `promises`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| highbar_fuzz::promises::links(bytes));
