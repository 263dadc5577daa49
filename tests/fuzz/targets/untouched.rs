//! A file in and out again. See `promises`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| highbar_fuzz::promises::untouched(bytes));
