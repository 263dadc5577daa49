use highbar_core::{guide::Draft, live::*, markdown::Document, render::Renderer, text::Change};
use std::time::Instant;
fn described(kind: &str, n: usize) -> String {
    match kind {
        "nested_list" => (0..n).map(|i| format!("{}* a\n", "  ".repeat(i))).collect(),
        "backticks" => (1..n).map(|i| format!("e{}", "`".repeat(i))).collect(),
        "hash_collisions" => (0..n).map(|i| format!("[a{i}]: u\n")).chain(["[a1]".to_owned()]).collect(),
        _ => (0..n).map(|i| format!("[{i}]: u\n")).chain((0..n).map(|i| format!("[{i}] "))).collect(),
    }
}
fn cpu() -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat").unwrap().split(' ').next().unwrap().parse::<f64>().unwrap()
        / 1e6
}
fn avg(name: &str, n: usize, mut f: impl FnMut()) {
    let a = cpu();
    for _ in 0..n {
        f()
    }
    println!("{name}: {:.2} ms cpu", (cpu() - a) / n as f64);
}
fn main() {
    if std::env::args().nth(1).as_deref() == Some("path") {
        let v: Vec<serde_json::Value> =
            serde_json::from_slice(&std::fs::read("/work/shared/data/vectors/pathological.json").unwrap()).unwrap();
        let mut rows = vec![];
        for e in &v {
            let t = match e["parts"].as_array() {
                Some(p) => p
                    .iter()
                    .map(|p| p["text"].as_str().unwrap().repeat(p["repeat"].as_u64().unwrap() as usize))
                    .collect(),
                None => described(e["kind"].as_str().unwrap(), e["n"].as_u64().unwrap() as usize),
            };
            let t0 = Instant::now();
            let d = Document::parse(&t);
            let a = t0.elapsed();
            let t1 = Instant::now();
            let mut r = Renderer::new("x");
            let rr = r.render(&d);
            let b = t1.elapsed();
            let t2 = Instant::now();
            d.counts();
            let c = t2.elapsed();
            let t3 = Instant::now();
            r.render(&d);
            let b2 = t3.elapsed();
            let n: usize = rr.blocks.iter().map(|b| b.html.len()).sum();
            rows.push((a + b + c, e["id"].as_str().unwrap().to_owned(), a, b, c, b2, t.len(), n, rr.notice));
        }
        rows.sort_by_key(|r| std::cmp::Reverse(r.0));
        for r in rows.iter().take(25) {
            println!(
                "{:?} {} parse {:?} render {:?} counts {:?} again {:?} in {} out {} {:?}",
                r.0, r.1, r.2, r.3, r.4, r.5, r.6, r.7, r.8
            );
        }
        return;
    }
    let base = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    for size in [100_000usize, 1_000_000] {
        let mut text = String::new();
        while text.len() < size {
            text.push_str(&base);
            text.push('\n');
        }
        let mid = text.floor_char_boundary(text.len() / 2);
        println!("== {} bytes", text.len());
        let t = Instant::now();
        let d = Document::parse(&text);
        println!("parse {:?} events {} blocks {} runs {}", t.elapsed(), d.events.len(), d.blocks.len(), d.runs.len());
        let t = Instant::now();
        d.counts();
        println!("counts {:?}", t.elapsed());
        let mut r = Renderer::new("x");
        let t = Instant::now();
        let x = r.render(&d);
        println!("render cold {:?} out {}", t.elapsed(), x.blocks.iter().map(|b| b.html.len()).sum::<usize>());
        let t = Instant::now();
        r.render(&d);
        println!("render warm {:?}", t.elapsed());
        avg("parse", 20, || {
            std::hint::black_box(Document::parse(&text));
        });
        avg("parse raw", 20, || {
            std::hint::black_box(highbar_core::markdown::plain_events(&text, highbar_core::markdown::extensions()));
        });
        avg("parse+counts", 20, || {
            std::hint::black_box(Document::parse(&text).counts());
        });
        avg("render warm", 20, || {
            std::hint::black_box(r.render(&d));
        });
        let draft = Draft { body: text.clone(), ..Default::default() };
        let voc = Default::default();
        avg("bar", 20, || {
            std::hint::black_box(highbar_core::bar::check(&highbar_core::bar::Input {
                draft: &draft,
                document: &d,
                vocabulary: &voc,
                assets: &[],
                today: "2026-01-01",
            }));
        });
        drop(d);
        let mut open = OpenText::new("x", Draft { body: text.clone(), ..Default::default() });
        let around = Surroundings::default();
        let t = Instant::now();
        open.refresh(&around, true);
        println!("open {:?}", t.elapsed());
        let at = text[..mid].encode_utf16().count() as u32;
        let mut times = vec![];
        let c0 = cpu();
        for i in 0..40 {
            let t = Instant::now();
            let l = open.edit(i + 1, &[Change { from: at + i, to: at + i, insert: "x".into() }], &around).unwrap();
            times.push(t.elapsed());
            if i == 39 {
                println!("patch {} blocks", l.patch.inserted.len())
            }
        }
        println!("key cpu {:.2} ms", (cpu() - c0) / 40.0);
        times.sort();
        println!("key median {:?} p95 {:?}", times[20], times[37]);
    }
}
