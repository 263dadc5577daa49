//! The one window and what it may do: its own page, the preview frame, and trapped links.

use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{App, AppHandle, Runtime, Url, WebviewWindowBuilder};

use crate::links;

/// What a navigation is allowed to become.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Go,
    /// A link of the preview: stay, and act on its number.
    Link,
    Stay,
}

fn judge(url: &Url) -> Verdict {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => Verdict::Go,
        ("about", _) if matches!(url.path(), "srcdoc" | "blank") => Verdict::Go,
        ("guide-link", Some("localhost")) | ("http" | "https", Some("guide-link.localhost")) => Verdict::Link,
        ("http", Some("localhost")) if cfg!(not(feature = "custom-protocol")) => Verdict::Go,
        _ => Verdict::Stay,
    }
}

/// Builds the window from the configuration, with every door but the known ones shut.
pub fn open<R: Runtime>(app: &App<R>) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.first() else { return Ok(()) };
    let handle = app.handle().clone();
    WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(move |url| navigate(&handle, url))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .devtools(cfg!(debug_assertions))
        .browser_extensions_enabled(false)
        .general_autofill_enabled(false)
        .disable_drag_drop_handler()
        .build()?;
    Ok(())
}

fn navigate<R: Runtime>(app: &AppHandle<R>, url: &Url) -> bool {
    match judge(url) {
        Verdict::Go => true,
        Verdict::Link => {
            links::clicked(app, url.path());
            false
        }
        Verdict::Stay => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge};

    fn verdict(url: &str) -> Verdict {
        judge(&tauri::Url::parse(url).expect("an address"))
    }

    #[test]
    fn knows_its_own_pages() {
        for url in ["tauri://localhost/index.html", "http://tauri.localhost/", "about:srcdoc", "about:blank"] {
            assert_eq!(verdict(url), Verdict::Go, "{url}");
        }
    }

    #[test]
    fn traps_the_links_of_a_guide() {
        for url in ["guide-link://localhost/3", "http://guide-link.localhost/3"] {
            assert_eq!(verdict(url), Verdict::Link, "{url}");
        }
    }

    #[test]
    fn stays_for_everything_else() {
        for url in [
            "https://example.com/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:config",
            "tauri://evil/",
            "http://tauri.localhost.evil.example/",
            "guide-asset://localhost/id/x.svg",
            "guide-link://evil/1",
            "blob:tauri://localhost/1",
            "ipc://localhost/save",
        ] {
            assert_eq!(verdict(url), Verdict::Stay, "{url}");
        }
    }
}
