// How fast Rust's aho-corasick crate finds many terms. Built by bench_lexicon.sh only.
//
//   aho_corasick_peer TERMS TEXT default|dfa
//
// Prints as tests/bench/lexicon.c does; a build line for each kind of match.
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::{env, fs};

const ROUNDS: usize = 7;

#[repr(C)]
struct Timespec {
    sec: i64,
    nsec: i64,
}

extern "C" {
    fn clock_gettime(clock: i32, out: *mut Timespec) -> i32;
}

// Seconds of the processor, as the other benches count.
fn now() -> f64 {
    let mut t = Timespec { sec: 0, nsec: 0 };
    unsafe { clock_gettime(2, &mut t) };
    t.sec as f64 + t.nsec as f64 / 1e9
}

fn report(name: &str, dfa: bool, kind: MatchKind, terms: &[&str], text: &str) {
    let from = now();
    let ac: AhoCorasick = AhoCorasickBuilder::new().match_kind(kind).dfa(dfa).build(terms);
    let built = now() - from;
    let mut found = 0;
    let mut rates: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let from = now();
            found = match kind {
                MatchKind::Standard => ac.find_overlapping_iter(text).count(),
                _ => ac.find_iter(text).count(),
            };
            text.len() as f64 / 1e6 / (now() - from)
        })
        .collect();
    rates.sort_by(|a, b| a.partial_cmp(b).unwrap());
    println!("build {:.3} {:.1} {}", built, ac.heap_bytes() as f64 / 1e6, ac.pattern_count());
    println!("{} {:.1} {}", name, rates[ROUNDS / 2], found);
}

fn main() {
    let args: Vec<String> = env::args().collect();
    let list = fs::read_to_string(&args[1]).unwrap();
    let terms: Vec<&str> = list.lines().collect();
    let text = fs::read_to_string(&args[2]).unwrap();
    let dfa = args[3] == "dfa";
    report("all", dfa, MatchKind::Standard, &terms, &text);
    report("longest", dfa, MatchKind::LeftmostLongest, &terms, &text);
}
