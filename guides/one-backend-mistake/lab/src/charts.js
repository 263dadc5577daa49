/**
 * Draws the guide's chart from the evidence, so that it cannot say anything else.
 * `npm run charts` writes it beside the guide.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const { totals } = JSON.parse(readFileSync(join(here, "evidence/push.json"), "utf8"));
const INK = "#2b2926";
const names = {
  "Next.js, holding": ["Next.js", "#3d6a8a"],
  "Django, asynchronous, holding": ["Django under ASGI", "#3d6a8a"],
  "Django, holding": ["Django under threads", "#b3402a"],
};
const most = Math.max(...Object.keys(names).map((way) => totals[way].answered));

const rows = Object.entries(names).map(([way, [name, colour]], n) => {
  const y = 62 + n * 44;
  const { answered } = totals[way];
  const width = Math.max(2, Math.round((400 * answered) / most));
  return `  <text x="184" y="${y + 18}" font-size="14" fill="${INK}" text-anchor="end">${name}</text>
  <rect x="198" y="${y}" width="${width}" height="26" rx="2" fill="${colour}"/>
  <text x="${208 + width}" y="${y + 18}" font-size="14" fill="${INK}">${answered.toLocaleString("en")}</text>`;
});

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 206" font-family="system-ui, sans-serif">
  <rect width="720" height="206" rx="8" fill="#fbfaf7"/>
  <text x="24" y="36" font-size="16" font-weight="600" fill="${INK}">Requests answered while four browsers listen to a stream</text>
${rows.join("\n")}
</svg>
`;
writeFileSync(join(here, "../answered.svg"), svg);
