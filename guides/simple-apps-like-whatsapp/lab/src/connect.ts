/**
 * Ties a browser's store to its socket: sends one edit at a time, again if its answer was lost, and
 * asks for what was missed after every connection. Ends at the socket; draws nothing.
 */
import { io, type Socket } from "socket.io-client";
import type { FromBrowser, FromServer } from "./events.js";
import { createBoard, type BoardState } from "./store.js";

/** `patience` in milliseconds: how long an answer may take before the connection is taken for dead. */
export function connect(url: string, patience = 2000) {
  const socket: Socket<FromServer, FromBrowser> = io(url, {
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
  });
  let sending = false;
  const board = createBoard(send);

  async function send(state: BoardState): Promise<void> {
    const [edit] = state.waiting;
    if (sending || !edit || !socket.connected) return;
    sending = true;
    const answer = await socket.timeout(patience).emitWithAck("edit", edit).catch(() => null);
    sending = false;
    if (answer) board.getState().settle(edit, answer);
    else socket.io.engine.close(); // reconnects, and `connect` sends the edit again
  }

  socket.on("news", (news) => board.getState().receive(news));
  socket.on("connect", async () => {
    const { upTo } = board.getState();
    const news = await socket.timeout(patience).emitWithAck("since", upTo).catch(() => null);
    if (news === null) return socket.io.engine.close();
    board.getState().receive(news);
    void send(board.getState());
  });
  return { board, socket };
}
