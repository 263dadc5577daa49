//! `guide-asset://localhost/<guide>/<path>`: the pictures of a guide, and nothing else.
//!
//! A custom scheme counts as the app's own origin, so every answer is made harmless: a sandboxing
//! policy, a fixed type found from the content, no sharing with other origins.

use highbar_core::library::Library;
use tauri::http::{Request, Response, StatusCode, header};

type Answer = Response<Vec<u8>>;

/// Answers one request; anything but a plain GET of a stored picture is refused.
pub fn answer(library: &Library, request: &Request<Vec<u8>>) -> Answer {
    if request.method() != "GET" {
        return refuse(StatusCode::METHOD_NOT_ALLOWED);
    }
    let Some((guide, path)) = parse(request.uri().path()) else { return refuse(StatusCode::BAD_REQUEST) };
    match library.asset(guide, &path) {
        Ok(asset) => respond(StatusCode::OK, asset.media_type, asset.bytes),
        Err(_) => refuse(StatusCode::NOT_FOUND),
    }
}

/// Splits `/<guide>/<segments>`, decoding each segment once; `None` for anything that could climb.
fn parse(path: &str) -> Option<(&str, String)> {
    let (guide, rest) = path.strip_prefix('/')?.split_once('/')?;
    let segments: Option<Vec<String>> = rest.split('/').map(segment).collect();
    Some((guide, segments?.join("/")))
}

fn segment(raw: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(raw).decode_utf8().ok()?;
    let harmless =
        !decoded.is_empty() && decoded != "." && decoded != ".." && !decoded.contains(['%', '\\', '\0', ':', '/']);
    harmless.then(|| decoded.into_owned())
}

fn refuse(status: StatusCode) -> Answer {
    respond(status, "text/plain", Vec::new())
}

pub fn respond(status: StatusCode, media_type: &str, body: Vec<u8>) -> Answer {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; style-src 'unsafe-inline'")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header(header::CACHE_CONTROL, "no-store")
        .body(body)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn takes_a_guide_and_a_path_apart() {
        assert_eq!(parse("/id/a/b%20c.png"), Some(("id", "a/b c.png".to_owned())));
    }

    #[test]
    fn refuses_whatever_could_climb_or_hide() {
        for path in [
            "/id/../x",
            "/id/%2e%2e/x",
            "/id//x",
            "/id/./x",
            "/id/a%2Fb",
            "/id/a%5Cb",
            "/id/a%00",
            "/id/a%25",
            "/id/C:x",
            "/id/",
            "/id",
            "",
            "/id/a%FF",
        ] {
            assert_eq!(parse(path), None, "{path}");
        }
    }
}
