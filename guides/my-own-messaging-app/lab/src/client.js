/**
 * One device: connects to some node, sends until told that it is saved, shows messages. With
 * `numbered` it shows them in the order of their numbers and asks for what is missing; without, it
 * shows what comes as it comes.
 */
import { randomUUID } from "node:crypto";
import WebSocket from "ws";

const ASK_EVERY = 1000; // milliseconds, and how long an answer may take

export function device({ person, conversations, nodes, numbered, onShow }) {
  const have = Object.fromEntries(conversations.map((conversation) => [conversation, 0]));
  const early = new Map(); // numbered messages that came before their turn
  const outbox = new Map(); // sent, and not yet known to be saved
  let socket;
  let turn = 0;
  let closed = false;

  function receive(message) {
    if (!numbered) return onShow(message);
    const { conversation, seq } = message;
    if (seq <= have[conversation]) return; // shown before
    early.set(`${conversation} ${seq}`, message);
    const gap = seq > have[conversation] + 1;
    if (gap) return tell({ have: { [conversation]: have[conversation] } });
    showInOrder(conversation);
  }

  function showInOrder(conversation) {
    const next = `${conversation} ${have[conversation] + 1}`;
    const message = early.get(next);
    if (!message) return;
    early.delete(next);
    have[conversation]++;
    onShow(message);
    showInOrder(conversation);
  }

  function send(conversation, sealed, id = randomUUID()) {
    outbox.set(id, { conversation, id, sealed });
    tell(outbox.get(id));
    return id;
  }

  /** What is not known to be saved goes again; a silent end of a conversation is asked about. */
  function ask() {
    for (const message of outbox.values()) tell(message);
    if (numbered) tell({ have });
  }

  function tell(message) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function connect() {
    if (closed) return;
    socket = new WebSocket(`ws://127.0.0.1:${nodes(turn++)}/?person=${person}`);
    socket.on("error", () => {});
    socket.on("close", () => setTimeout(connect, 100));
    socket.on("message", (data) => {
      const said = JSON.parse(data);
      if (said.saved) outbox.delete(said.saved);
      else if (said.joined) ask();
      else receive(said);
    });
    return new Promise((open) => socket.once("open", open));
  }

  const timer = setInterval(ask, ASK_EVERY);
  const leave = () => {
    closed = true;
    clearInterval(timer);
    socket.close();
  };
  return { person, ready: connect(), send, leave, waiting: () => outbox.size };
}
