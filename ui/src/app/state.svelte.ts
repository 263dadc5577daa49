/**
 * What the whole window knows: which view it shows, the overview of the library, what lies on top,
 * and the person's settings. One instance, read by every view.
 *
 * Holds no text of a guide; the guide view keeps that, and registers a flush for leaving.
 */
import { tick } from "svelte";

import type { ImportReport, Overview, Query, Section, Settings, Utf16Span } from "$lib/bindings";
import { type AppError, call, toAppError } from "$lib/call";

import type { Section as SettingsSection } from "../settings/sections";

import { focusHeading } from "./focus";
import { trouble } from "./toasts.svelte";

export type View =
  | { name: "library" }
  | { name: "guide"; id: string; anchor?: string | undefined; at?: Utf16Span | undefined }
  /** `revision`: the one that is compared with now; without it the last but one. */
  | { name: "history"; id: string; revision?: number }
  | { name: "vocabulary"; of: "case-studies" | "stack" | "tags" };

/** What lies over the view. One at a time. */
export type Sheet =
  | { name: "palette"; start?: "guides" }
  | { name: "export"; ids: string[] }
  | { name: "tags"; ids: string[] }
  | { name: "import"; report: ImportReport; title: string }
  | { name: "settings"; start?: SettingsSection }
  | { name: "shortcuts" }
  | { name: "about" };

type Flush = () => Promise<unknown>;

class App {
  view = $state.raw<View>({ name: "library" });
  sheet = $state.raw<Sheet | null>(null);
  overview = $state.raw<Overview | null>(null);
  /** Why the library itself cannot be used. */
  trouble = $state.raw<AppError | null>(null);
  /** The sidebar as the person left it, and as an overlay where it does not fit. */
  sidebar = $state(recall("sidebar", true));
  sidebarOver = $state(false);
  /** Goes up when guides are judged by another bar than before. */
  bar = $state(0);
  /** Goes up when the person's dictionary was changed outside of a guide. */
  words = $state(0);

  /** What a view needs before it can be shown; the window sets it. */
  prepare: (view: View) => Promise<unknown> | undefined = () => undefined;

  #flushes = new Set<Flush>();
  #back: View[] = [];
  #changes = 0;

  get settings(): Required<Settings> {
    return { ...defaults, ...this.overview?.settings };
  }

  /** Loads the overview and returns to the guide that was open, if it still exists. */
  async start() {
    await this.refresh();
    const id = this.settings.lastGuide;
    if (!id) return;
    await this.prepare({ name: "guide", id });
    this.view = { name: "guide", id };
  }

  async refresh() {
    try {
      this.show(await call.overview());
    } catch (reason) {
      this.trouble = toAppError(reason);
    }
  }

  /** Another state of the library, as it answered. */
  show(overview: Overview) {
    this.overview = overview;
    this.trouble = null;
    applySettings(this.settings);
  }

  /** Shows another view once everything typed is safe; the heading takes the focus. */
  async go(view: View, { focus = true } = {}) {
    if (!(await this.flush())) return;
    await this.prepare(view);
    if (this.view.name !== view.name || view.name !== "library") this.#back.push(this.view);
    this.view = view;
    this.sidebarOver = false;
    this.sheet = null;
    void this.#remember(view);
    await tick();
    if (focus) focusHeading();
  }

  /** The view before this one; the library when there is none. */
  async goBack() {
    const before = this.#back.pop() ?? { name: "library" };
    await this.go(before);
    this.#back.pop();
  }

  /** Waits for everything that is not saved. False when something could not be saved. */
  async flush(): Promise<boolean> {
    try {
      await Promise.all([...this.#flushes].map((flush) => flush()));
      return true;
    } catch (reason) {
      trouble(reason);
      return false;
    }
  }

  /** A view with unsaved work registers here; the answer unregisters it. */
  onFlush(flush: Flush): () => void {
    this.#flushes.add(flush);
    return () => void this.#flushes.delete(flush);
  }

  async change(part: Partial<Settings>) {
    if (!this.overview) return;
    const settings = { ...this.settings, ...part };
    this.overview = { ...this.overview, settings };
    applySettings(settings);
    const change = ++this.#changes;
    try {
      const overview = await call.setSettings(settings);
      if (change === this.#changes) this.overview = overview;
    } catch (reason) {
      trouble(reason);
    }
  }

  toggleSidebar() {
    if (matchMedia(this.view.name === "library" ? "(max-width: 1039px)" : "(max-width: 1279px)").matches) {
      this.sidebarOver = !this.sidebarOver;
    } else {
      this.sidebar = !this.sidebar;
      keep("sidebar", this.sidebar);
    }
  }

  async #remember(view: View) {
    const lastGuide = view.name === "guide" ? view.id : "";
    if (view.name !== "history" && lastGuide !== this.settings.lastGuide) await this.change({ lastGuide });
  }
}

const defaults: Required<Settings> = {
  theme: "system",
  textSize: 100,
  libraryView: "cards",
  person: "",
  lastGuide: "",
  syncScroll: true,
  proofread: true,
};

/** Theme and text size, at once; kept beside the window so that the next start does not flash. */
export function applySettings({ theme, textSize }: Pick<Required<Settings>, "theme" | "textSize">) {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.style.fontSize = textSize === 100 ? "" : `${textSize}%`;
  keep("look", { theme, textSize });
}

/** Something small that belongs to this window, not to the library. */
export function recall<T>(key: string, otherwise: T): T {
  try {
    const kept = localStorage.getItem(`highbar.${key}`);
    return kept === null ? otherwise : (JSON.parse(kept) as T);
  } catch {
    return otherwise;
  }
}

export function keep(key: string, value: unknown) {
  try {
    localStorage.setItem(`highbar.${key}`, JSON.stringify(value));
  } catch {
    // A window without storage forgets its widths; nothing else.
  }
}

export const emptyQuery = (section: Section = "guides"): Required<Query> => ({
  text: "",
  section,
  statuses: [],
  tags: [],
  stack: [],
  failing: [],
  sort: "newest",
  limit: 500,
  offset: 0,
});

export const app = new App();
