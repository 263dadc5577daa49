/**
 * What one browser knows: what the server has confirmed, and the edits still on their way. Used by
 * the page and by the lab's editors alike. Sends nothing by itself; `send` is handed in.
 */
import { createStore } from "zustand/vanilla";
import type { Answer, Edit, Field, News, Task } from "./events.js";

export interface BoardState {
  confirmed: Record<string, Task>;
  upTo: number;
  waiting: Edit[];
  returned: { edit: Edit; theirs: Task }[];
  edit(id: string, taskId: string, field: Field, value: string): void;
  receive(news: News): void;
  settle(edit: Edit, answer: Answer): void;
}

/** `next` is called whenever an edit may be sent: a new one, or the one behind a settled one. */
export const createBoard = (next: (state: BoardState) => void) =>
  createStore<BoardState>()((set, get) => ({
    confirmed: {},
    upTo: 0,
    waiting: [],
    returned: [],

    edit(id, taskId, field, value) {
      const seen = seenOf(get(), taskId, field);
      const edit: Edit = { id, taskId, fields: { [field]: { value, seen } } };
      set({ waiting: [...get().waiting, edit] });
      next(get());
    },

    receive({ after, upTo, tasks }) {
      // News that begins later than what is known leaves a gap, so the mark stays where it is.
      const known = get().upTo;
      const mark = after <= known ? Math.max(upTo, known) : known;
      set({ confirmed: newest(get().confirmed, tasks), upTo: mark });
    },

    settle(edit, answer) {
      const waiting = get().waiting.filter((other) => other.id !== edit.id);
      const mine = answer.kind === "saved" ? waiting.map((later) => rebased(later, edit, answer.task)) : waiting;
      const returned = answer.kind === "saved" ? [] : [{ edit, theirs: answer.task }];
      set({
        confirmed: newest(get().confirmed, [answer.task]),
        waiting: mine,
        returned: [...get().returned, ...returned],
      });
      next(get());
    },
  }));

/** An edit on its way hides what was confirmed meanwhile, so its author has seen no more than it says. */
function seenOf({ waiting, confirmed }: BoardState, taskId: string, field: Field): number {
  const own = waiting.findLast((edit) => edit.taskId === taskId && edit.fields[field]);
  return own?.fields[field]?.seen ?? confirmed[taskId].changed[field];
}

function newest(known: Record<string, Task>, tasks: Task[]): Record<string, Task> {
  const newer = tasks.filter((task) => task.version > (known[task._id]?.version ?? 0));
  return { ...known, ...Object.fromEntries(newer.map((task) => [task._id, task])) };
}

/** An edit made on top of one's own earlier edit of the same field has seen that edit, and nothing more. */
function rebased(later: Edit, saved: Edit, task: Task): Edit {
  if (later.taskId !== saved.taskId) return later;
  const fields = { ...later.fields };
  for (const field of Object.keys(saved.fields) as Field[])
    if (fields[field]) fields[field] = { ...fields[field], seen: task.changed[field] };
  return { ...later, fields };
}

/** The screen: the edits on their way, on top of what is confirmed. */
export function shown(state: BoardState, taskId: string): Record<Field, string> {
  const fields = { ...state.confirmed[taskId].fields };
  for (const edit of state.waiting.filter((edit) => edit.taskId === taskId))
    for (const [field, change] of Object.entries(edit.fields)) fields[field as Field] = change.value;
  return fields;
}
