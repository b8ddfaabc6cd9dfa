#![no_main]

#[path = "../harness.rs"]
#[allow(dead_code, reason = "each fuzzer uses its own share")]
mod harness;

libfuzzer_sys::fuzz_target!(|data: &[u8]| harness::import(data));
