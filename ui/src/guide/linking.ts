/**
 * Pages that the text names and never links: offered one by one where they stand, or all at once.
 *
 * What a link is missing for is the bar's to say; here nothing is asked for.
 */
import { trouble } from "$app/toasts.svelte";
import { call } from "$lib/call";

import type { Mark } from "./editor/findings";
import type { Around } from "./over";
import type { Change, Mention } from "./wire";

export class Linking {
  private readonly around: Around;

  constructor(around: Around) {
    this.around = around;
  }

  /** Marks the offers. While it is asked something may be typed: the next pause asks again. */
  async offer(): Promise<void> {
    const found = await this.find().catch(() => null);
    if (found !== null) this.around.editor()?.offer(found.flatMap(offerOf));
  }

  /** Shows what linking all first mentions would do. */
  async ask(): Promise<void> {
    try {
      await this.around.flush();
      const mentions = await this.find();
      if (mentions !== null) this.around.show({ name: "links", mentions });
    } catch (reason) {
      trouble(reason);
    }
  }

  /** Makes the words of an offer a link to its page. */
  accept = (mark: Mark): void => {
    this.around.editor()?.wrap(mark, "[", `](${mark.path ?? ""})`);
  };

  /** Null while the library reads another text than this. */
  private async find(): Promise<Mention[] | null> {
    const { guide } = this.around;
    const { edition, mentions } = await call.mentions(guide.id);
    return edition === guide.live.edition && guide.isCurrent ? mentions : null;
  }
}

/** The edits that link these, each at its first mention. */
export const linkEdits = (mentions: Mention[]): Change[] =>
  mentions.flatMap(({ quote: { span, exact }, path }) =>
    span === null ? [] : [{ ...span, insert: `[${exact}](${path})` }],
  );

/** Words that could lead to a page. */
function offerOf({ quote, path }: Mention): Mark[] {
  if (quote.span === null) return [];
  const nothing = { rule: "", why: "", fix: null, finding: null };
  return [{ ...nothing, ...quote.span, kind: "offer", label: quote.exact, path }];
}
