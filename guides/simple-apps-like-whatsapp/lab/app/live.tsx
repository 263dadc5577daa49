"use client";
/** The board in the browser: begins with what the server drew, and follows the socket from there. */
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { connect } from "../dist/connect.js";
import type { News } from "../dist/events.js";
import { createBoard, shown, type BoardState } from "../dist/store.js";

export function Live(first: News) {
  const [board, follow] = useState(() => filled(createBoard(() => {}), first));
  useEffect(() => {
    const { board, socket } = connect(location.origin);
    follow(filled(board, first));
    return () => void socket.close();
  }, []);
  const state = useStore(board);
  return (
    <ul>
      {Object.keys(state.confirmed).map((id) => (
        <Row key={id} id={id} state={state} />
      ))}
    </ul>
  );
}

function Row({ id, state }: { id: string; state: BoardState }) {
  const { title, column, owner } = shown(state, id);
  const rename = (value: string) => state.edit(crypto.randomUUID(), id, "title", value);
  return (
    <li>
      <input defaultValue={title} onBlur={(event) => rename(event.target.value)} />
      {column} · {owner}
    </li>
  );
}

function filled(board: ReturnType<typeof createBoard>, first: News) {
  board.getState().receive(first);
  return board;
}
