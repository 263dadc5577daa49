/** Starts the window: style first, then the app. */
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./parts/menu.css";
import "./parts/sheet.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { applySettings, recall } from "./app/state.svelte";

applySettings(recall("look", { theme: "system" as const, textSize: 100 }));

const target = document.getElementById("app");
if (target) mount(App, { target });
