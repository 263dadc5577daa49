//! `images.exists`: every image is a file of this guide, and light enough to load on a phone.
//!
//! Images on other sites do not travel with an export, so they do not count as there.

use crate::bar::verdict::grouped;
use crate::bar::{Class, Edit, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::markdown::Image;
use crate::text::Span;
use crate::vocabulary::{Target, nearest};

const HEAVIEST: Number = Number::amount("images.exists.max", 2.0, "MB", "Largest picture, of 1,048,576 bytes a MB.");
const HEAVIEST_GIF: Number = Number::amount("images.exists.max_gif", 1.0, "MB", "Largest GIF.");

pub const RULE: Rule = Rule {
    id: "images.exists",
    name: "Images",
    task: "Add the missing images",
    why: "An export holds only the files of the guide.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&HEAVIEST), Setting::Number(&HEAVIEST_GIF)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let images = &reading.document.images;
    if images.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let mut evidence = Vec::new();
    let mut findings = Vec::new();
    for image in images {
        match judge(rule, reading, image) {
            Ok(label) => evidence.push(reading.quote(image.span, label)),
            Err(finding) => findings.push(*finding),
        }
    }
    let found = evidence.len();
    Outcome::of(rule, evidence, findings).counting(found, images.len())
}

fn judge(rule: &'static Rule, reading: &Reading<'_>, image: &Image) -> Result<String, Box<Finding>> {
    let finding = |message: String| Finding::of(rule, reading.quote(image.span, ""), message);
    let src = &image.src;
    let path = match reading.resolve(src).target {
        Target::Asset(path) => path,
        Target::External => {
            return Err(Box::new(finding(format!("{src} lies on another site. Add the file to the guide."))));
        }
        _ => return Err(Box::new(missing(reading, image, finding))),
    };
    let size = reading.assets.iter().find(|(other, _)| *other == path).map_or(0, |(_, size)| *size);
    let gif = path.to_lowercase().ends_with(".gif");
    let limit = reading.number(if gif { &HEAVIEST_GIF } else { &HEAVIEST });
    if size as f64 > limit * f64::from(1 << 20) {
        return Err(Box::new(finding(format!("{path} has {}; {limit} MB are the most. Shrink it.", megabytes(size)))));
    }
    Ok(kilobytes(size))
}

fn missing(reading: &Reading<'_>, image: &Image, finding: impl Fn(String) -> Finding) -> Finding {
    let src = &image.src;
    let last = src.rsplit('/').next().unwrap_or_default();
    let paths = || reading.assets.iter().map(|(path, _)| path.as_str());
    let same_name = paths().find(|path| !last.is_empty() && path.rsplit('/').next() == Some(last));
    match same_name.or_else(|| nearest(src, paths())) {
        Some(near) => finding(format!("{src} is not in the guide. {near} is.")).fix(replace(reading, image, near)),
        None => {
            finding(format!("{} is not in the guide. Add the file.", if src.is_empty() { "The image" } else { src }))
        }
    }
}

fn replace(reading: &Reading<'_>, image: &Image, path: &str) -> Option<Fix> {
    let source = image.span.of(reading.document.source);
    let at = image.span.start + source.rfind(&image.src).filter(|_| !image.src.is_empty())?;
    let edit = Edit { span: Span::new(at, at + image.src.len()), insert: path.to_owned() };
    Some(Fix::edits(format!("Use {path}"), vec![edit]))
}

fn megabytes(size: u64) -> String {
    let tenths = size * 10 / (1 << 20);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

fn kilobytes(size: u64) -> String {
    format!("{} kB", grouped(usize::try_from(size.div_ceil(1024)).unwrap_or(usize::MAX)))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run};

    const ID: &str = "images.exists";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "![a](images/gone.png)",
                "![a](images/Flow.png)",
                "![a](images/flow.jpg)",
                "![a](flow.png)",
                "![a](https://example.org/flow.png)",
                "![a](//example.org/flow.png)",
                "![a](images/big.png)",
                "![a](images/long.gif)",
                "![a](data:image/png;base64,AAAA)",
                "![a]()",
                "![a](/stack/redis/)",
                "<img src=\"images/gone.png\" alt=\"a\">",
            ])
            .sound([
                "![a](images/flow.png)",
                "![a](./images/flow.png)",
                "![a](images/small.gif)",
                "![a](images/flow.png \"Title\")",
                "![a](<images/flow.png>)",
                "![a][f]\n\n[f]: images/flow.png",
                "<img src=\"images/flow.png\" alt=\"a\">",
                "![a](images/%66low.png)",
                "[![a](images/flow.png)](/x)",
                "![](images/flow.png)",
            ])
            .sound(["", "`![a](gone.png)`", "```\n![a](gone.png)\n```"])
    }

    #[test]
    fn offers_the_file_that_is_there() {
        for (before, after) in [
            ("![a](img/flow.png)", "![a](images/flow.png)"),
            ("![flow.pn](images/flow.pn \"t\")", "![flow.pn](images/flow.png \"t\")"),
        ] {
            let draft = draft(before);
            let fixed = fixed(&draft, &run(ID, &draft));
            assert_eq!(fixed.body, after);
            assert_eq!(run(ID, &fixed).state, State::Pass);
        }
    }

    #[test]
    fn says_how_heavy() {
        assert_eq!(
            on(ID, "![a](images/big.png)").findings[0].message,
            "images/big.png has 3.0 MB; 2 MB are the most. Shrink it."
        );
    }
}
