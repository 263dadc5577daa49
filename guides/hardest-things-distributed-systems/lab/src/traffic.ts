/**
 * Who wants what, when, and what their phone and the provider do then: a list made from a seed before
 * a run, the same for every way under test. Nothing here knows how it is received.
 */

/** Of one wish to buy, all that the shop cannot see. Times in milliseconds. */
export interface Intent {
  intent: string;
  variantId: string;
  /** When the device first sends it, and when it sends it again. */
  sent: number[];
  fate: "pays" | "cancels" | "ignores";
  /** From the prompt to the buyer's answer. */
  after: number;
  /** From the answer to each callback; empty when it is lost. */
  callbacks: number[];
  /** A callback that says "paid" from somebody who is not the provider, this long after the order. */
  forged: number | null;
  /** The provider will never say what became of this payment. */
  mute: boolean;
}

export interface Traffic {
  intents: Intent[];
  /** Units on the shelf, of each variant. */
  stock: Map<string, number>;
}

/** Mulberry32: small, and the same numbers for the same seed on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A sale: `variants` of `units` each; ten buyers come for each within 300 ms. Of them, 15 % tap twice
 *  at once and 15 % send again within 1.2 s; 20 % never answer the prompt. No callback goes astray. */
export function sale(seed: number, variants: number, units: number, duration: number): Traffic {
  const next = random(seed);
  const stock = new Map<string, number>();
  const intents: Intent[] = [];
  for (let v = 0; v < variants; v++) {
    stock.set(`variant-${v}`, units);
    const opens = next() * duration;
    for (let b = 0; b < 10; b++) {
      const at = opens + next() * 300;
      const fate = next() < 0.8 ? ("pays" as const) : ("ignores" as const);
      const intent = { ...quiet(`sale-${seed}-${v}-${b}`, `variant-${v}`, at), fate, after: 100 + next() * 600 };
      const again = next();
      if (again < 0.3) intent.sent.push(again < 0.15 ? at : at + 150 + next() * 1050);
      intents.push(intent);
    }
  }
  return { intents, stock };
}

/** Plenty of stock and bad news: of the callbacks 15 % are lost, 20 % up to 3 s late, 25 % doubled, and
 *  half of the buyers who do not pay have somebody else say that they did. */
export function payments(seed: number, count: number, duration: number): Traffic {
  const next = random(seed);
  const intents: Intent[] = [];
  for (let n = 0; n < count; n++) {
    const made = quiet(`pay-${seed}-${n}`, `variant-${n % 20}`, next() * duration);
    const lot = next();
    const fate = lot < 0.6 ? ("pays" as const) : lot < 0.8 ? ("cancels" as const) : ("ignores" as const);
    const first = next() < 0.2 ? next() * 3000 : 20 + next() * 80;
    const callbacks = next() < 0.15 ? [] : next() < 0.25 ? [first, first + next() * 300] : [first];
    const forged = next() < 0.5 && fate !== "pays" ? 50 + next() * 500 : null;
    intents.push({ ...made, fate, after: 100 + next() * 700, callbacks, forged });
  }
  return { intents, stock: plenty(count) };
}

/** No callback arrives at all, and of 3 % of the payments the provider never speaks. */
export function silence(seed: number, count: number, duration: number): Traffic {
  const next = random(seed);
  const intents: Intent[] = [];
  for (let n = 0; n < count; n++) {
    const made = quiet(`mute-${seed}-${n}`, `variant-${n % 20}`, next() * duration);
    const fate = next() < 0.7 ? ("pays" as const) : ("cancels" as const);
    intents.push({ ...made, fate, after: 100 + next() * 700, callbacks: [], mute: next() < 0.03 });
  }
  return { intents, stock: plenty(count) };
}

function quiet(intent: string, variantId: string, at: number): Intent {
  return { intent, variantId, sent: [at], fate: "pays", after: 0, callbacks: [30], forged: null, mute: false };
}

function plenty(count: number): Map<string, number> {
  return new Map(Array.from({ length: 20 }, (_, v) => [`variant-${v}`, count]));
}
