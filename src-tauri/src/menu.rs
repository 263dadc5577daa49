//! The menu bar of macOS, made from the window's own registry of commands: the same rows, the same ids.
//!
//! Elsewhere the menu is drawn in the window and this is never shown. Decides nothing about a command: a chosen row goes
//! back to the window by its id.

use serde::Deserialize;
use specta::Type;
use tauri::menu::{CheckMenuItemBuilder, IsMenuItem, Menu, MenuItemBuilder, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager, Runtime};
use tauri_specta::Event;

use crate::events::MenuCommand;

/// Rows of one menu, as the window has them.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct MenuGroup {
    pub name: String,
    pub rows: Vec<MenuRow>,
}

/// A command as a row.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct MenuRow {
    pub id: String,
    pub name: String,
    /// "Mod+Shift+P"; `null` where nobody hears it or the text itself does.
    pub keys: Option<String>,
    /// It can run now.
    pub enabled: bool,
    /// For commands that switch something.
    pub on: Option<bool>,
    /// A new part of the menu begins.
    pub rule: bool,
}

/// What the system itself does, and shows in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Line,
    Services,
    Hide,
    HideOthers,
    ShowAll,
    Cut,
    Copy,
    Paste,
    SelectAll,
    Minimize,
    Zoom,
    FullScreen,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    Own(Own),
    Row { id: String, name: String, keys: Option<String>, enabled: bool, on: Option<bool> },
}

/// Commands that macOS keeps under the program's name, in that order.
const UNDER_THE_NAME: [&str; 3] = ["app.about", "app.settings", "app.quit"];

/// The whole bar: the menu under the program's name, the window's menus, and "Window" before the last, "Help".
fn plan(groups: &[MenuGroup]) -> Vec<(String, Vec<Item>)> {
    let named = |id: &str| groups.iter().flat_map(|group| &group.rows).find(|row| row.id == id).map(row);
    let [about, settings, quit] = UNDER_THE_NAME.map(named);
    let own = |all: &[Own]| all.iter().copied().map(Item::Own).collect::<Vec<_>>();
    let name = [
        about.into_iter().chain(own(&[Own::Line])).collect(),
        settings.into_iter().chain(own(&[Own::Line])).collect(),
        own(&[Own::Services, Own::Line, Own::Hide, Own::HideOthers, Own::ShowAll, Own::Line]),
        Vec::from_iter(quit),
    ];
    let mut bar = vec![("Highbar".to_owned(), name.concat())];
    bar.extend(groups.iter().map(|group| (group.name.clone(), rows(group))).filter(|(_, items)| !items.is_empty()));
    let window = ("Window".to_owned(), own(&[Own::Minimize, Own::Zoom, Own::FullScreen]));
    let help = bar.iter().position(|(name, _)| name == "Help").unwrap_or(bar.len());
    bar.insert(help, window);
    bar
}

fn rows(group: &MenuGroup) -> Vec<Item> {
    let mut items = Vec::new();
    for found in group.rows.iter().filter(|row| !UNDER_THE_NAME.contains(&row.id.as_str())) {
        if found.rule && !items.is_empty() {
            items.push(Item::Own(Own::Line));
        }
        items.push(row(found));
    }
    // Without these rows the system's own keys for them do nothing in a page.
    if group.name == "Edit" {
        if !items.is_empty() {
            items.push(Item::Own(Own::Line));
        }
        items.extend([Own::Cut, Own::Copy, Own::Paste, Own::SelectAll].map(Item::Own));
    }
    items
}

fn row(MenuRow { id, name, keys, enabled, on, .. }: &MenuRow) -> Item {
    let keys = keys.as_deref().and_then(accelerator);
    Item::Row { id: id.clone(), name: name.clone(), keys, enabled: *enabled, on: *on }
}

/// "Mod+Shift+P" → "CmdOrCtrl+Shift+P"; `None` for keys a menu cannot have.
fn accelerator(keys: &str) -> Option<String> {
    let (modifiers, key) = keys.rsplit_once('+').unwrap_or(("", keys));
    let known = matches!(key, "Enter" | "Space" | "Delete" | "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight");
    let function =
        key.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok_and(|n| (1..=24).contains(&n)));
    let one = key.len() == 1 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"\\[],.;'=-/`".contains(&byte));
    if !(known || function || one) {
        return None;
    }
    let mut parts = Vec::new();
    for modifier in modifiers.split('+').filter(|part| !part.is_empty()) {
        parts.push(match modifier {
            "Mod" => "CmdOrCtrl",
            "Ctrl" => "Control",
            "Shift" | "Alt" => modifier,
            _ => return None,
        });
    }
    parts.push(key);
    Some(parts.join("+"))
}

/// Shows these rows in the system's menu bar. Must run on the main thread.
pub fn show<R: Runtime>(app: &AppHandle<R>, groups: &[MenuGroup]) -> tauri::Result<()> {
    let menu = Menu::new(app)?;
    for (name, items) in plan(groups) {
        let submenu = Submenu::new(app, name, true)?;
        for item in items {
            submenu.append(made(app, item)?.as_ref())?;
        }
        menu.append(&submenu)?;
    }
    app.set_menu(menu).map(drop)
}

fn made<R: Runtime, M: Manager<R>>(app: &M, item: Item) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
    let (id, name, keys, enabled, on) = match item {
        Item::Own(own) => return Ok(Box::new(of_the_system(app, own)?)),
        Item::Row { id, name, keys, enabled, on } => (id, name, keys, enabled, on),
    };
    let Some(on) = on else {
        let plain = MenuItemBuilder::with_id(id, name).enabled(enabled);
        let item = keys.iter().fold(plain, |item, keys| item.accelerator(keys)).build(app)?;
        return Ok(Box::new(item));
    };
    let ticked = CheckMenuItemBuilder::with_id(id, name).enabled(enabled).checked(on);
    Ok(Box::new(keys.iter().fold(ticked, |item, keys| item.accelerator(keys)).build(app)?))
}

fn of_the_system<R: Runtime, M: Manager<R>>(app: &M, own: Own) -> tauri::Result<PredefinedMenuItem<R>> {
    match own {
        Own::Line => PredefinedMenuItem::separator(app),
        Own::Services => PredefinedMenuItem::services(app, None),
        Own::Hide => PredefinedMenuItem::hide(app, None),
        Own::HideOthers => PredefinedMenuItem::hide_others(app, None),
        Own::ShowAll => PredefinedMenuItem::show_all(app, None),
        Own::Cut => PredefinedMenuItem::cut(app, None),
        Own::Copy => PredefinedMenuItem::copy(app, None),
        Own::Paste => PredefinedMenuItem::paste(app, None),
        Own::SelectAll => PredefinedMenuItem::select_all(app, None),
        Own::Minimize => PredefinedMenuItem::minimize(app, None),
        Own::Zoom => PredefinedMenuItem::maximize(app, None),
        Own::FullScreen => PredefinedMenuItem::fullscreen(app, None),
    }
}

/// A row was chosen: the window runs its command.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    let _ = MenuCommand(id.to_owned()).emit(app);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, keys: &str, rule: bool) -> MenuRow {
        let keys = Some(keys.to_owned()).filter(|keys| !keys.is_empty());
        MenuRow { id: id.into(), name: id.to_uppercase(), keys, enabled: true, on: None, rule }
    }

    fn groups() -> Vec<MenuGroup> {
        let group = |name: &str, rows: Vec<MenuRow>| MenuGroup { name: name.into(), rows };
        vec![
            group("File", vec![entry("file.new", "Mod+N", true), entry("guide.export", "", true)]),
            group("Edit", vec![entry("edit.find", "Mod+F", false)]),
            group("View", vec![MenuRow { on: Some(true), enabled: false, ..entry("view.sidebar", "Mod+\\", false) }]),
            group("Help", vec![entry("app.about", "", false), entry("app.settings", "Mod+,", true)]),
            group("Go", vec![entry("app.quit", "Mod+Q", false)]),
        ]
    }

    /// "file.new CmdOrCtrl+N", "Line".
    fn told(items: &[Item]) -> Vec<String> {
        let item = |item: &Item| match item {
            Item::Own(own) => format!("{own:?}"),
            Item::Row { id, keys, .. } => format!("{id} {}", keys.as_deref().unwrap_or_default()).trim_end().to_owned(),
        };
        items.iter().map(item).collect()
    }

    #[test]
    fn the_bar_is_the_registry_in_the_systems_order() {
        let bar = plan(&groups());
        let names: Vec<&str> = bar.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Highbar", "File", "Edit", "View", "Window"], "what is left of no group shows nothing");
        let under = ["app.about", "Line", "app.settings CmdOrCtrl+,", "Line", "Services", "Line", "Hide", "HideOthers"];
        assert_eq!(told(&bar[0].1)[..8], under);
        assert_eq!(told(&bar[0].1).last().map(String::as_str), Some("app.quit CmdOrCtrl+Q"));
        assert_eq!(told(&bar[1].1), ["file.new CmdOrCtrl+N", "Line", "guide.export"], "no line at the top");
        assert_eq!(told(&bar[2].1), ["edit.find CmdOrCtrl+F", "Line", "Cut", "Copy", "Paste", "SelectAll"]);
        let Item::Row { enabled, on, name, .. } = &bar[3].1[0] else { panic!("a row") };
        assert_eq!((*enabled, *on, name.as_str()), (false, Some(true), "VIEW.SIDEBAR"));
    }

    #[test]
    fn window_stands_before_help_and_every_command_once() {
        let mut groups = groups();
        groups[3].rows.push(entry("app.shortcuts", "F1", false));
        let bar = plan(&groups);
        let names: Vec<&str> = bar.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[4..], ["Window", "Help"]);
        let rows = |items: &[Item]| items.iter().filter(|item| matches!(item, Item::Row { .. })).count();
        let shown: usize = bar.iter().map(|(_, items)| rows(items)).sum();
        assert_eq!(shown, groups.iter().map(|group| group.rows.len()).sum::<usize>());
        assert!(plan(&[]).iter().all(|(_, items)| rows(items) == 0));
    }

    #[test]
    fn keys_of_the_registry_become_keys_of_the_menu() {
        for (keys, wanted) in [
            ("Mod+Shift+P", Some("CmdOrCtrl+Shift+P")),
            ("Mod+\\", Some("CmdOrCtrl+\\")),
            ("Alt+ArrowLeft", Some("Alt+ArrowLeft")),
            ("Shift+F6", Some("Shift+F6")),
            ("F9", Some("F9")),
            ("Ctrl+Mod+F", Some("Control+CmdOrCtrl+F")),
            ("Mod++", None),
            ("Mod+Wheel", None),
            ("Hyper+A", None),
            ("F99", None),
            ("", None),
        ] {
            assert_eq!(accelerator(keys).as_deref(), wanted, "{keys}");
        }
    }
}
