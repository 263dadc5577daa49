/**
 * Draws the guide's chart from the evidence, so that it cannot say anything else.
 * `npm run charts` writes it beside the guide.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const { totals } = JSON.parse(readFileSync(join(here, "evidence/failures.json"), "utf8"));
const INK = "#2b2926";
const names = {
  "one node": "One node, in memory",
  "sticky nodes": "Three nodes, in memory",
  pubsub: "Three nodes, Pub/Sub",
  numbered: "… and numbered, stored",
};
const most = Math.max(...Object.keys(names).map((way) => totals[way].lost));

const rows = Object.entries(names).map(([way, name], n) => {
  const y = 62 + n * 44;
  const { lost, expected } = totals[way];
  const width = Math.max(2, Math.round((320 * lost) / most));
  const share = `${lost.toLocaleString("en")} of ${expected.toLocaleString("en")}`;
  return `  <text x="204" y="${y + 18}" font-size="14" fill="${INK}" text-anchor="end">${name}</text>
  <rect x="218" y="${y}" width="${width}" height="26" rx="2" fill="#b3402a"/>
  <text x="${228 + width}" y="${y + 18}" font-size="14" fill="${INK}">${share}</text>`;
});

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 250" font-family="system-ui, sans-serif">
  <rect width="720" height="250" rx="8" fill="#fbfaf7"/>
  <text x="24" y="36" font-size="16" font-weight="600" fill="${INK}">Deliveries that never happened, with a node and Redis killed</text>
${rows.join("\n")}
</svg>
`;
writeFileSync(join(here, "../lost.svg"), svg);
