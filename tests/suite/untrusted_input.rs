//! Untrusted input: the corpora of the fuzzers and random changes of them cause no panic (`fuzz/`,
//! `docs/threats.md`).

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

#[path = "../../fuzz/harness.rs"]
mod harness;

/// A format: name of its corpus, function under test, number of changed inputs.
type Format = (&'static str, fn(&[u8]), u32);

const FORMATS: &[Format] = &[
    ("camera", harness::camera, 300),
    ("jpeg", harness::jpeg, 300),
    ("picture", harness::picture, 150),
    ("stream", harness::stream, 300),
    ("settings", harness::settings, 150),
    ("catalogue", harness::catalogue, 60),
    ("recording", harness::recording, 60),
    ("import", harness::import, 60),
    ("database", harness::database, 25),
];

fn corpus(format: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(format);
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|file| fs::read(file).unwrap()).collect()
}

#[test]
fn the_corpus_of_every_fuzzer_causes_no_panic() {
    for (name, check, _) in FORMATS {
        let inputs = corpus(name);
        assert!(!inputs.is_empty(), "{name} has no corpus");
        for input in inputs {
            check(&input);
        }
    }
}

/// An input with a few bytes changed, inserted, removed or cut off.
fn changed(inputs: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..4u8);
    let changes = prop::collection::vec(change, 1..8);
    (prop::sample::select(inputs), changes).prop_map(|(mut bytes, changes)| {
        for (at, byte, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                // Truncation is rare, so that most inputs keep their length.
                _ if byte > 200 => bytes.truncate(at),
                _ => bytes[at] ^= 1 << (byte % 8),
            }
        }
        bytes
    })
}

#[test]
fn changed_inputs_cause_no_panic() {
    for (name, check, cases) in FORMATS {
        let config =
            ProptestConfig { cases: *cases, failure_persistence: None, ..Default::default() };
        // The same changes in every run; the fuzzers search for new ones.
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(config, rng);
        let survived = runner.run(&changed(corpus(name)), |bytes| {
            check(&bytes);
            Ok(())
        });
        if let Err(error) = survived {
            panic!("{name}: {error}");
        }
    }
}
