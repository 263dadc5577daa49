/**
 * Holds the guide to its lab: each block of JavaScript or SQL in the guide must stand in one file
 * here. Only how far lines are indented may differ. Ends with an error when a block is not found.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const bare = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "").join("\n");
const names = ["schema.sql", ...readdirSync(join(here, "src")).map((name) => join("src", name))];
const sources = names.map((name) => bare(readFileSync(join(here, name), "utf8")));
const guide = readFileSync(join(here, "../index.md"), "utf8");
const blocks = [...guide.matchAll(/^```(?:js|sql)\n([^]*?)^```$/gm)].map((match) => bare(match[1]));
const missing = blocks.filter((block) => !sources.some((source) => source.includes(block)));

for (const block of missing) console.error(`This block is not the lab's:\n${block}\n`);
console.log(`${blocks.length - missing.length} of ${blocks.length} blocks of the guide are the lab's`);
if (missing.length > 0 || blocks.length === 0) process.exit(1);
