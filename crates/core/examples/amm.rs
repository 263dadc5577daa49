use std::time::Instant;
fn main() {
    for (n, s) in [("nbsp", "\u{a0}"), ("amp", "&amp;"), ("lt", "&lt;"), ("a", "a"), ("aé", "é")] {
        for k in [10_000usize, 20_000, 40_000] {
            let t = format!("<p>{}</p>", s.repeat(k));
            let i = Instant::now();
            let o = highbar_core::render::clean_only(&t);
            println!("{n} {k} {:?} {}", i.elapsed(), o.len());
        }
    }
}
