//! A file read as a page. See `promises`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| highbar_fuzz::promises::page(bytes));
