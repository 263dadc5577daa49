//! `images.alt-quality`: an alternative text says what the image shows, in a sentence; a chart's says the finding.
//!
//! Whether there is one at all is `images.alt`'s question.

use crate::bar::sentences::folded;
use crate::bar::{Class, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::Image;
use crate::text::Span;

const MIN: Number =
    Number::count("images.alt-quality.min", 30.0, "characters", "Characters an alternative text has at least.");
const MAX: Number =
    Number::count("images.alt-quality.max", 150.0, "characters", "Characters an alternative text has at most.");
const OPENINGS: Words = Words::new(
    "images.alt-quality.openings",
    &[
        "image",
        "an image",
        "screenshot",
        "a screenshot",
        "graphic",
        "a graphic",
        "picture",
        "a picture",
        "photo",
        "a photo",
        "chart of",
        "a chart of",
        "graph of",
        "a graph of",
        "diagram of",
        "a diagram of",
        "the image",
    ],
    "Words an alternative text does not begin with.",
);

pub const RULE: Rule = Rule {
    id: "images.alt-quality",
    name: "Telling alt text",
    task: "Say what the images show",
    why: "“Screenshot” tells nothing to a reader who does not see it.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Everything,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MIN), Setting::Number(&MAX), Setting::Words(&OPENINGS)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let told: Vec<&Image> = reading.document.images.iter().filter(|image| !image.alt.trim().is_empty()).collect();
    if told.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let mut evidence: Vec<Quote> = Vec::new();
    let mut findings = Vec::new();
    for image in &told {
        match complaint(reading, image) {
            Some((message, fix)) => {
                findings.push(Finding::of(rule, reading.quote(image.span, ""), message).fix(fix).confidence(0.8));
            }
            None => evidence.push(reading.quote(image.span, "")),
        }
    }
    let good = evidence.len();
    Outcome::of(rule, evidence, findings).counting(good, told.len())
}

fn complaint(reading: &Reading<'_>, image: &Image) -> Option<(String, Option<Fix>)> {
    let alt = folded(&image.alt);
    let length = alt.chars().count();
    let (min, max) = (reading.count(&MIN), reading.count(&MAX));
    let small = alt.to_lowercase();
    let opening = opening(reading, &small);
    let only = |message: String| Some((message, None));
    match () {
        () if is_file_name(image, &small) => {
            Some((format!("“{alt}” is the name of the file. Say what it shows."), caption(reading, image, &alt)))
        }
        () if opening > 0 => Some((
            format!("“{}” is what every image is. Begin with what it shows.", &alt[..opening]),
            without_opening(reading, image, &alt, opening),
        )),
        () if small == folded(&image.title).to_lowercase() => {
            only("The alternative text is the caption again: it is read out twice. Say what the image shows.".into())
        }
        () if is_chart(image, &small) && !alt.bytes().any(|byte| byte.is_ascii_digit()) => {
            only("A chart's alternative text says what it shows, with its numbers: from what to what, when?".to_owned())
        }
        () if length < min => only(format!("{length} characters. Say what a reader should see in it; {min} or more.")),
        () if length > max => {
            only(format!("{length} characters. What it takes longer to say belongs in the text; {max} at most."))
        }
        () => None,
    }
}

/// Bytes of an opening that says nothing: "a screenshot of the".
fn opening(reading: &Reading<'_>, small: &str) -> usize {
    let found = reading.words(&OPENINGS).find(small).find(|(range, _)| range.start == 0);
    let Some(end) = found.map(|(range, _)| range.end) else { return 0 };
    let rest = small.get(end..).unwrap_or_default();
    let links = [" of the ", " of a ", " of an ", " of ", " showing ", " shows ", ": "];
    let link = links.iter().find(|link| rest.starts_with(**link)).map_or(0, |link| link.len());
    // "Image size over time" says something.
    if link == 0 && rest.starts_with(' ') && !small.get(..end).is_some_and(|opening| opening.ends_with("of")) {
        0
    } else {
        end + link
    }
}

fn is_file_name(image: &Image, small: &str) -> bool {
    let file = image.src.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = file.rsplit_once('.').map_or(&*file, |(stem, _)| stem);
    let plain = |text: &str| text.replace(['-', '_', ' '], "");
    let extension = [".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".avif"];
    let looks = extension.iter().any(|end| small.ends_with(end)) && !small.contains(' ');
    looks || small == file || (!stem.is_empty() && plain(small) == plain(stem))
}

/// Its name or its text says that it is one.
fn is_chart(image: &Image, small: &str) -> bool {
    let words = |text: &str| {
        let text = text.to_lowercase();
        let mut parts = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
        parts.retain(|part| {
            ["chart", "graph", "plot", "histogram", "benchmark", "heatmap", "flamegraph"].contains(&&**part)
        });
        !parts.is_empty()
    };
    words(&image.src) || words(small)
}

fn alt_span(reading: &Reading<'_>, image: &Image, alt: &str) -> Option<Span> {
    let source = image.span.of(reading.document.source);
    let plain = source.starts_with("![") && source.get(2..2 + alt.len()) == Some(alt);
    plain.then(|| Span::new(image.span.start + 2, image.span.start + 2 + alt.len()))
}

fn without_opening(reading: &Reading<'_>, image: &Image, alt: &str, opening: usize) -> Option<Fix> {
    let span = alt_span(reading, image, alt)?;
    let mut letters = alt.get(opening..)?.chars();
    let first = letters.next()?;
    let rest: String = first.to_uppercase().chain(letters).collect();
    Some(Fix::edit(format!("Begin with “{}”", rest.split(' ').next().unwrap_or_default()), span, rest))
}

/// The title is what its writer called it.
fn caption(reading: &Reading<'_>, image: &Image, alt: &str) -> Option<Fix> {
    let title = folded(&image.title);
    let span = alt_span(reading, image, alt)?;
    (!title.is_empty() && title != alt).then(|| Fix::edit("Use the title", span, title.replace(['[', ']'], "")))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run};

    const ID: &str = "images.alt-quality";

    fn image(alt: &str) -> String {
        format!("![{alt}](images/flow.png)")
    }

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                image("A flow"),
                image("flow"),
                image("flow.png"),
                image("Image of two servers that post one payment"),
                image("Screenshot of the ledger with two rows of one payment"),
                image("A picture: two servers that post one payment"),
                image(&"long text ".repeat(16)),
                image("The chart of latency before and after the move"),
                "![Two servers meet at one row of the ledger](images/flow.png \"Two servers meet at one row of the ledger\")".into(),
                "![Latency before the move and after the move](images/latency-chart.png)".into(),
                "<img src=\"images/flow.png\" alt=\"A flow\">".into(),
                "![diagram_final_2.png](images/flow.png)".into(),
            ])
            .sound([
                image("Two servers meet at one row of the ledger"),
                image(&"x".repeat(30)),
                image(&"x".repeat(150)),
                image("Image size falls from 412 kB to 222 kB with each build"),
                image("p95 falls from 1.8 s to 240 ms in the chart of March"),
                image("A photographer's studio with two servers in it"),
                "![](images/flow.png)".into(),
                "![p95 latency falls from 1.8 s to 240 ms](images/latency-chart.png)".into(),
                "![Two servers meet at one row of the ledger](images/flow.png \"The ledger\")".into(),
                "`![flow](images/flow.png)`".into(),
                "![Graphical settings of the player, opened wide](images/flow.png)".into(),
                "Text.".into(),
            ])
    }

    #[test]
    fn begins_with_what_it_shows() {
        let cases = [
            ("Image of two servers that post one payment", "Two servers that post one payment"),
            ("A screenshot showing two servers that post one payment", "Two servers that post one payment"),
        ];
        for (before, after) in cases {
            let draft = draft(&image(before));
            let fixed = fixed(&draft, &run(ID, &draft));
            assert_eq!(fixed.body, image(after));
            assert_eq!(run(ID, &fixed).state, State::Pass);
        }
    }

    #[test]
    fn offers_the_title_for_a_file_name() {
        let draft = draft("![flow.png](images/flow.png \"How a callback reaches the ledger\")");
        let body = fixed(&draft, &run(ID, &draft)).body;
        assert!(body.starts_with("![How a callback reaches the ledger]("));
        assert_eq!(on(ID, &image("A flow")).measured, "0");
    }
}
