/** The calls of an open guide, made through the one way to the library. */
import { call } from "$lib/call";

import type { Transport } from "./ports";
import type { OpenGuide } from "./wire";

export const transport: Transport = {
  open: async (id) => (await call.openGuide(id)) as OpenGuide,
  edit: (id, edition, changes, caret) => call.edit(id, edition, changes, caret),
  save: (id) => call.save(id),
  setMeta: async (id, meta) => (await call.setMeta(id, meta)) as OpenGuide,
  setStatus: async (id, status) => (await call.setStatus(id, status)) as OpenGuide,
  answer: (id, sentence, counts) => call.answer(id, sentence, counts),
  record: (id, sentence, record) => call.recordOutcome(id, sentence, record),
  waive: (id, request) => call.waive(id, request),
  dismiss: (id, request) => call.dismiss(id, request),
  unwaive: (id, waiver) => call.unwaive(id, waiver),
  close: (id) => call.closeGuide(id),
};
