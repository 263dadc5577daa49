/**
 * Lint, and the laws that can be read off the syntax:
 * HTML enters the page in one file only, and the host is spoken to in one file only.
 */
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

const HTML = "HTML enters the page only in src/guide/preview/preview.ts";
const HOST = "the host is spoken to only in src/lib/bindings.ts";

const htmlSinks = [
  ["MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc|insertAdjacentHTML|setHTMLUnsafe)$/]", HTML],
  ["MemberExpression[property.value=/^(innerHTML|outerHTML|srcdoc|insertAdjacentHTML)$/]", HTML],
  ["MemberExpression[object.name='document'][property.name=/^(write|writeln)$/]", HTML],
  ["CallExpression[callee.property.name='createContextualFragment']", HTML],
  ["CallExpression[callee.property.name='setAttribute'][arguments.0.value='srcdoc']", HTML],
].map(([selector, message]) => ({ selector, message }));

export default ts.config(
  { ignores: ["dist", "node_modules", "src/lib/bindings.ts"] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
    rules: {
      "svelte/no-at-html-tags": "error",
      // Maps built and read within one derived value need no reactivity.
      "svelte/prefer-svelte-reactivity": "off",
      // The router this rule speaks of does not exist here.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  {
    rules: {
      "no-restricted-syntax": ["error", ...htmlSinks],
      "no-restricted-imports": ["error", { patterns: [{ group: ["@tauri-apps/*"], message: HOST }] }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  // The benchmark's peer does what the app must not; it is never part of it.
  { files: ["src/guide/preview/preview.ts", "speed/peer.ts"], rules: { "no-restricted-syntax": "off" } },
);
