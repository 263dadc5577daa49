// The open guide: one request in flight, editions in step, saving, trouble, and any order of answers.

import { ChangeSet, type Text } from "@codemirror/state";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FakeClock, FakeLibrary } from "./fake-library";
import { OpenGuide } from "./open-guide";
import type { Keeping } from "./ports";

function desk(text: string): {
  library: FakeLibrary;
  clock: FakeClock;
  open: OpenGuide;
  said: Keeping[];
  refusals: string[];
  type: (from: number, to: number, insert: string) => void;
} {
  const library = new FakeLibrary(text);
  const clock = new FakeClock();
  const said: Keeping[] = [];
  const refusals: string[] = [];
  const open = new OpenGuide(library.opened(), library, clock, {
    live: () => undefined,
    meta: () => undefined,
    keeping: (keeping) => said.push(keeping),
    refused: (message) => refusals.push(message),
  });
  const type = (from: number, to: number, insert: string): void => {
    const changes = ChangeSet.of({ from, to, insert }, open.text.length);
    open.edited(changes, changes.apply(open.text));
  };
  return { library, clock, open, said, refusals, type };
}

function textOf(text: Text): string {
  return text.toString();
}

describe("typing", () => {
  it("sends one call for all keys of a frame", async () => {
    const { library, clock, type } = desk("ab");
    type(2, 2, "c");
    type(3, 3, "d");
    await clock.pass(16);
    expect(library.calls).toEqual(["edit"]);
    expect(library.text).toBe("abcd");
  });

  it("waits for the picture, but not with a text that takes longer than one", async () => {
    const short = desk("ab");
    short.type(2, 2, "c");
    await short.clock.pass(1);
    expect(short.library.calls).toEqual([]);
    const long = desk("ab ".repeat(100_000));
    long.type(2, 2, "c");
    await long.clock.pass(1);
    expect(long.library.calls).toEqual(["edit"]);
  });

  it("is saved within a second of the last key", async () => {
    const { library, clock, open, type } = desk("ab");
    type(2, 2, "c");
    expect(open.keeping.kind).toBe("unsaved");
    await clock.pass(1000);
    expect(library.saved).toBe("abc");
    expect(open.keeping.kind).toBe("saved");
  });

  it("is saved now and then although the writer never pauses", async () => {
    const { library, clock, type } = desk("");
    for (let key = 0; key < 60; key += 1) {
      type(0, 0, "x");
      await clock.pass(200);
    }
    expect(library.saved.length).toBeGreaterThan(40);
  });

  it("keeps Cyrillic, Han, emoji and joined emoji whole", async () => {
    const { library, clock, type } = desk("a😀b");
    type(1, 3, "👩‍💻");
    type(0, 0, "Ж漢");
    await clock.pass(1000);
    expect(library.saved).toBe("Ж漢a👩‍💻b");
  });

  it("widens a change that an engine placed inside a surrogate pair", async () => {
    const { library, clock, open, type } = desk("x😀y");
    type(2, 3, "😁".slice(1));
    await clock.pass(1000);
    expect(textOf(open.text)).toBe("x😁y");
    expect(library.saved).toBe("x😁y");
  });
});

describe("trouble", () => {
  it("keeps the text and tries again", async () => {
    const { library, clock, open, type } = desk("ab");
    library.troubles = Array.from({ length: 4 }, () => ({ code: "disk-full", message: "The disk is full." }));
    type(2, 2, "c");
    await clock.pass(1000);
    expect(open.keeping).toEqual({ kind: "failed", message: "The disk is full." });
    type(3, 3, "d");
    await clock.pass(60_000);
    expect(open.keeping.kind).toBe("saved");
    expect(library.saved).toBe("abcd");
  });

  it("meets again when the answer was lost", async () => {
    const { library, clock, open, type } = desk("ab");
    library.losesAnswers = true;
    library.troubles = [{ code: "failed", message: "Gone." }];
    type(1, 1, "–");
    await clock.pass(5000);
    expect(library.saved).toBe("a–b");
    expect(open.keeping.kind).toBe("saved");
  });

  it("gives up asking when editions never agree, and says so", async () => {
    const { library, clock, open, type } = desk("ab");
    library.edit = () => Promise.reject({ code: "conflict", message: "Another edition." });
    type(0, 0, "c");
    await clock.pass(900);
    expect(open.keeping).toEqual({ kind: "failed", message: "Another edition." });
    expect(textOf(open.text)).toBe("cab");
  });

  it("refuses to close what it cannot save", async () => {
    const { library, open, type } = desk("ab");
    type(0, 0, "c");
    library.save = () => Promise.reject({ code: "disk-full", message: "The disk is full." });
    expect(await open.close()).toBe(false);
    expect(library.calls).not.toContain("close");
  });
});

describe("fields", () => {
  it("travel with the pause and do not overtake the text", async () => {
    const { library, clock, open, type } = desk("ab");
    open.setFields({ title: "B" });
    open.setFields({ tags: ["payments"] });
    type(0, 0, "c");
    expect(open.fields.title).toBe("B");
    await clock.pass(1000);
    expect(library.calls).toEqual(["edit", "save", "setMeta"]);
    expect(library.meta).toMatchObject({ title: "B", tags: ["payments"] });
  });

  it("that are refused fall back, and the text is still saved", async () => {
    const { library, clock, open, refusals, type } = desk("ab");
    open.setFields({ slug: "" });
    type(0, 0, "c");
    await clock.pass(1000);
    expect(refusals).toEqual(["A slug is needed."]);
    expect(open.fields.slug).toBe("a-guide");
    expect(library.saved).toBe("cab");
    expect(open.keeping.kind).toBe("saved");
  });
});

describe("deeds", () => {
  it("come after the text is safe", async () => {
    const { library, open, type } = desk("ab");
    type(0, 0, "c");
    await open.setStatus("in-review");
    expect(library.calls).toEqual(["edit", "save", "setStatus"]);
    expect(open.status).toBe("in-review");
  });

  it("hand on what the library threw and leave the text saved", async () => {
    const { library, open } = desk("ab");
    library.setStatus = () => Promise.reject({ code: "bar-not-met", message: "Three checks are open." });
    await expect(open.setStatus("approved")).rejects.toMatchObject({ code: "bar-not-met" });
    expect(open.keeping.kind).toBe("saved");
  });
});

describe("places of the last answer", () => {
  it("follow what was typed meanwhile", () => {
    const { open, type } = desk("one MongoDB two");
    type(0, 0, "well, ");
    expect(open.place({ from: 4, to: 11 })).toEqual({ from: 10, to: 17 });
  });

  it("are gone when their words are gone or changed", () => {
    const quote = {
      span: { from: 4, to: 11 },
      field: null,
      exact: "MongoDB",
      prefix: "",
      suffix: "",
      label: "",
    };
    const { open, type } = desk("one MongoDB two");
    expect(open.find(quote)).toEqual({ from: 4, to: 11 });
    type(5, 6, "u");
    expect(open.find(quote)).toBeNull();
    type(0, 15, "");
    expect(open.place({ from: 4, to: 11 })).toBeNull();
  });

  it("let a fix land on its moved words, and refuse it on changed ones", () => {
    const { open, type } = desk("one MongoDB two");
    const edits = [{ from: 4, to: 11, insert: "[MongoDB](/stack/mongodb)" }];
    type(0, 4, "");
    const fix = open.fix(edits);
    expect(fix?.apply(open.text).toString()).toBe("[MongoDB](/stack/mongodb) two");
    type(2, 3, "N");
    expect(open.fix(edits)).toBeNull();
  });
});

type Step =
  | { kind: "type"; at: number; size: number; insert: string }
  | { kind: "pass"; ms: number }
  | { kind: "trouble"; lost: boolean; code: string }
  | { kind: "stranger" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("type" as const),
      at: fc.nat(),
      size: fc.nat(4),
      insert: fc.string({ unit: "grapheme", maxLength: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.nat(900) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("trouble" as const),
      lost: fc.boolean(),
      code: fc.constantFrom("failed", "locked"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("stranger" as const) }) },
);

describe("whatever happens", () => {
  it("the library ends with the text on the screen, one call at a time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 12 }),
        fc.array(step, { maxLength: 30 }),
        async (start, steps) => {
          const { library, clock, open, type } = desk(start.replaceAll("\r", ""));
          for (const now of steps) {
            if (now.kind === "pass") await clock.pass(now.ms);
            if (now.kind === "trouble") library.troubles.push({ code: now.code, message: "Trouble." });
            if (now.kind === "trouble") library.losesAnswers = now.lost;
            if (now.kind === "stranger") library.edition += 7;
            if (now.kind === "type") {
              const from = now.at % (open.text.length + 1);
              const to = Math.min(open.text.length, from + now.size);
              const whole = open.text.toString();
              const after = whole.slice(0, from) + now.insert + whole.slice(to);
              if (after.isWellFormed()) type(from, to, now.insert.replaceAll("\r", ""));
            }
          }
          library.troubles = [];
          await clock.pass(120_000);
          expect(library.saved).toBe(open.text.toString());
          expect(library.mostInFlight).toBeLessThanOrEqual(1);
          expect(open.keeping.kind).toBe("saved");
        },
      ),
      { numRuns: 400 },
    );
  });
});
