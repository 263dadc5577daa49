/**
 * Draws the guide's chart from the evidence, so that the picture cannot say anything else.
 * `npm run chart` writes it beside the guide.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = new URL("..", import.meta.url).pathname;
const { totals } = JSON.parse(readFileSync(join(here, "evidence/callbacks.json"), "utf8"));
const names: [string, string][] = [
  ["checked", "Look, then write"],
  ["transaction", "… in a transaction"],
  ["open-lock", "… under an open lock"],
  ["row-lock", "… with a row lock"],
  ["ledger", "Ledger"],
];
const most = Math.max(...names.map(([way]) => totals[way].doublePostings));
const number = (n: number) => n.toLocaleString("en");

function bar(y: number, value: number, colour: string): string {
  const width = value === 0 ? 2 : Math.max(2, Math.round((380 * value) / most));
  return `  <rect x="210" y="${y}" width="${width}" height="16" rx="2" fill="${colour}"/>
  <text x="${218 + width}" y="${y + 13}" font-size="13" fill="#2b2926">${number(value)}</text>`;
}

const rows = names.map(([way, name], n) => {
  const y = 84 + n * 58;
  return `  <text x="196" y="${y + 22}" font-size="14" fill="#2b2926" text-anchor="end">${name}</text>
${bar(y, totals[way].doublePostings, "#b3402a")}
${bar(y + 20, totals[way].lostPayments, "#3d6a8a")}`;
});

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 390" font-family="system-ui, sans-serif">
  <rect width="720" height="390" rx="8" fill="#fbfaf7"/>
  <text x="24" y="34" font-size="16" font-weight="600" fill="#2b2926">${number(totals.ledger.payments)} payments, ${number(totals.ledger.callbacks)} callbacks, five seeds</text>
  <rect x="24" y="50" width="12" height="12" rx="2" fill="#b3402a"/>
  <text x="42" y="61" font-size="13" fill="#2b2926">credited twice or more</text>
  <rect x="204" y="50" width="12" height="12" rx="2" fill="#3d6a8a"/>
  <text x="222" y="61" font-size="13" fill="#2b2926">paid and never credited</text>
${rows.join("\n")}
</svg>
`;
writeFileSync(join(here, "../postings.svg"), svg);
