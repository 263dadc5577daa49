/** One difference with everything a difference can have. */
import type { DiffKind, DiffLine, Difference } from "../src/lib/bindings";

const line = (kind: DiffKind, number: number, ...words: [string, DiffKind?][]): DiffLine => ({
  kind,
  number,
  count: 1,
  words: words.map(([text, of]) => ({ text, kind: of ?? "same" })),
});
const fold = (count: number): DiffLine => ({ kind: "folded", number: 0, count, words: [] });
const add = (number: number, text: string) => line("added", number, [text, "added"]);

export function difference(from: number, to: number): Difference {
  return {
    from,
    to,
    lines: [
      line("same", 41, ["## What broke"]),
      line("same", 42, [""]),
      line(
        "changed",
        43,
        ["Callbacks arrived twice, or "],
        ["too early", "removed"],
        ["before our own commit", "added"],
        [", and [NestFi](/case-studies/nestfi) believed them."],
      ),
      fold(6),
      line("same", 50, ["## One ledger, two entries"]),
      line("same", 51, [""]),
      line(
        "changed",
        52,
        ["Every movement of money is now "],
        ["a row with a status", "removed"],
        [" two rows", "added"],
        [" in [PostgreSQL](/stack/postgresql), or it is nothing. "],
        ["A deferred trigger refuses a transfer that does not sum to zero:", "added"],
      ),
      line("same", 53, [""]),
      add(54, "```sql"),
      add(55, "CREATE CONSTRAINT TRIGGER balanced"),
      add(56, "  AFTER INSERT ON entry INITIALLY DEFERRED"),
      add(57, "  FOR EACH ROW EXECUTE FUNCTION zero_sum();"),
      add(58, "```"),
      line("same", 59, [""]),
      fold(4),
      line("removed", 0, ["We trusted the provider.", "removed"]),
      line(
        "changed",
        64,
        ["Settlement p95 "],
        ["fell by 87 %", "removed"],
        ["fell from 1.8 s to 240 ms", "added"],
        [", measured with k6 at 200 users over two weeks."],
      ),
    ],
    wordsAdded: 159,
    wordsRemoved: 16,
    places: 4,
    verdicts: {
      before: { required: 24, passed: 18, open: 5, confirm: 1, waived: 0, advice: 9 },
      after: { required: 24, passed: 20, open: 3, confirm: 1, waived: 0, advice: 7 },
      met: ["Measured outcomes", "Stack links", "Lessons"],
      lost: ["Arithmetic"],
    },
    fields: [
      { field: "Tags", before: "payments, ledger", after: "payments, ledger, consistency" },
      { field: "Summary", before: "", after: "How to build a finance platform that stays correct." },
    ],
  };
}
