use highbar_core::{markdown::Document, render::Renderer};
use std::time::Instant;
fn cpu() -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat").unwrap().split(' ').next().unwrap().parse::<f64>().unwrap()
        / 1e6
}
fn main() {
    let t = |name: &str, text: &str| {
        let c = cpu();
        let i = Instant::now();
        let d = Document::parse(text);
        Renderer::new("x").render(&d);
        println!("{name}: cpu {:.1} wall {:?}", cpu() - c, i.elapsed());
    };
    t("no code", "a *b*\n\n# c\n");
    t("text", "```text\na\n```\n");
    t("json", "```json\n{\"a\":1}\n```\n");
    t(
        "ts",
        "```ts\nconst a: string = \"b\"; // c\nfunction f(x: number) { return `a${x}`; }\nimport { a } from 'b';\n```\n",
    );
    t("ts again", "```ts\nconst ab: string = \"b\"; // c\nfunction f(x: number) { return `a${x}`; }\n```\n");
    t("sql", "```sql\nselect * from a where b = 'c';\n```\n");
    t("js", "```js\nconst a = 1;\n```\n");
    t("bash", "```bash\nls -la | grep x && echo \"$A\"\n```\n");
    t("yaml", "```yaml\na: b\nc: [1]\n```\n");
    t("rust", "```rust\nfn main() { let a = \"x\"; }\n```\n");
    t("py", "```python\ndef a(b): return 1\n```\n");
    t("html", "```html\n<p class=\"x\">a</p>\n```\n");
    let big = format!(
        "```ts\n{}```\n",
        "const a: string = \"b\"; // c\nfunction f(x: number) { return `a${x}`; }\n".repeat(400)
    );
    t(&format!("ts {} bytes", big.len()), &big);
}
