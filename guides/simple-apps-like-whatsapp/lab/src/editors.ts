/**
 * The people of the experiment, each a client with a screen: the guide's own client, and the usual
 * one, which shows what it has and sends it. None of them measures; they only say what they show.
 */
import { io, type Socket } from "socket.io-client";
import { connect } from "./connect.js";
import type { Edit, Field, FromBrowser, FromServer, Task } from "./events.js";
import { shown } from "./store.js";

type Screen = Record<string, Record<Field, string>>;

export interface Editor {
  ready: Promise<void>;
  edit(id: string, taskId: string, field: Field, value: string): void;
  screen(): Screen;
  /** Edits that came back to their author, who knows that they were not saved. */
  told: Set<string>;
  /** Still has edits that it shows and that the server has not answered. */
  busy(): boolean;
  onShow(look: () => void): void;
  leave(): void;
}

export function merging(url: string, patience?: number): Editor {
  const { board, socket } = connect(url, patience);
  const told = new Set<string>();
  const ready = new Promise<void>((done) => {
    const stop = board.subscribe(({ upTo }) => void (upTo && (stop(), done())));
  });
  board.subscribe(({ returned }) => returned.forEach(({ edit }) => told.add(edit.id)));
  return {
    ready,
    told,
    busy: () => board.getState().waiting.length > 0,
    edit: (...edit) => board.getState().edit(...edit),
    screen: () => {
      const state = board.getState();
      return Object.fromEntries(Object.keys(state.confirmed).map((id) => [id, shown(state, id)]));
    },
    onShow: (look) => void board.subscribe(look),
    leave: () => socket.disconnect(),
  };
}

/** Loads once, shows what arrives, shows its own edits at once and sends `what` on the way. */
export function usual(url: string, what: "whole" | "fields"): Editor {
  const options = { transports: ["websocket"], forceNew: true, reconnectionDelay: 100, reconnectionDelayMax: 500 };
  const socket: Socket<FromServer, FromBrowser> = io(url, options);
  const tasks = new Map<string, Task>();
  const told = new Set<string>();
  let look = () => {};
  const show = (all: Task[]) => {
    for (const task of all) tasks.set(task._id, task);
    look();
  };
  const ready = new Promise<void>((done) =>
    socket.once("connect", () => socket.emit("since", 0, (news) => (show(news.tasks), done()))));
  socket.on("news", (news) => show(news.tasks));

  function edit(id: string, taskId: string, field: Field, value: string): void {
    const before = tasks.get(taskId)!;
    const task = { ...before, fields: { ...before.fields, [field]: value } };
    show([task]);
    const answered = (answer: { kind: string; task: Task }) => {
      if (answer.kind === "saved") return;
      told.add(id);
      show([answer.task]);
    };
    if (what === "whole") socket.emit("whole", { id, task }, answered);
    else socket.emit("edit", { id, taskId, fields: { [field]: { value, seen: 0 } } } satisfies Edit, answered);
  }

  return {
    ready,
    told,
    busy: () => socket.sendBuffer.length > 0,
    edit,
    screen: () => Object.fromEntries([...tasks].map(([id, task]) => [id, task.fields])),
    onShow: (then) => (look = then),
    leave: () => void socket.disconnect(),
  };
}
