/**
 * Checks that every block of code in the guide stands in this lab, word for word, so that what a
 * reader copies is what was measured. Indentation may differ, nothing else.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { here } from "./stage.js";

const flat = (text: string) => text.split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
const folder = (name: string) => readdirSync(join(here, name), { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(name, entry.name));
const files = ["schema.sql", ...folder("src"), ...folder("python"), ...folder("console/app")];
const lab = files.map((name) => flat(readFileSync(join(here, name), "utf8")));
const guide = readFileSync(join(here, "../index.md"), "utf8");
const blocks = [...guide.matchAll(/^```(?:ts|tsx|sql|py|python|rego)\n(.*?)^```$/gms)].map((found) => flat(found[1]));
const strange = blocks.filter((block) => !lab.some((text) => text.includes(block)));

for (const block of strange) console.error(`Not in the lab:\n${block}\n`);
console.log(`${blocks.length - strange.length} of ${blocks.length} blocks of the guide stand in the lab`);
process.exit(strange.length === 0 ? 0 : 1);
