/**
 * Checks that every block of TypeScript or SQL in the guide stands in this lab, word for word, so
 * that what a reader copies is what was measured. Indentation may differ, nothing else.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const flat = (text: string) => text.split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
const sources = readdirSync(join(here, "src")).filter((name) => name.endsWith(".ts"));
const files = ["schema.sql", ...sources.map((name) => join("src", name))];
const lab = files.map((name) => flat(readFileSync(join(here, name), "utf8")));
const guide = readFileSync(join(here, "../index.md"), "utf8");
const blocks = [...guide.matchAll(/^```(?:ts|sql)\n(.*?)^```$/gms)].map((found) => flat(found[1]));
const strange = blocks.filter((block) => !lab.some((text) => text.includes(block)));

for (const block of strange) console.error(`Not in the lab:\n${block}\n`);
console.log(`${blocks.length - strange.length} of ${blocks.length} blocks of the guide stand in the lab`);
process.exit(strange.length === 0 ? 0 : 1);
