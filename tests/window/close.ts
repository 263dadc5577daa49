// Asks a window to close as the cross of its title bar does: the message WM_DELETE_WINDOW, sent over
// the display's own socket. There is no window manager in a virtual display that would.

import { createConnection, type Socket } from 'node:net';

const INTERN_ATOM = 16;
const SEND_EVENT = 25;
const CLIENT_MESSAGE = 33;

/** Reads exactly so many bytes. */
async function read(socket: Socket, size: number): Promise<Buffer> {
  for (;;) {
    const bytes = socket.read(size) as Buffer | null;
    if (bytes) return bytes;
    await new Promise((resolve, reject) => socket.once('readable', resolve).once('error', reject).once('close', () => reject(new Error('the display hung up'))));
  }
}

async function greet(socket: Socket): Promise<void> {
  const hello = Buffer.alloc(12);
  hello.write('l');
  hello.writeUInt16LE(11, 2);
  socket.write(hello);
  const head = await read(socket, 8);
  const rest = head.readUInt16LE(6) * 4;
  if (rest) await read(socket, rest);
  if (head[0] !== 1) throw new Error('the display refuses');
}

async function atom(socket: Socket, name: string): Promise<number> {
  const padded = Math.ceil(name.length / 4) * 4;
  const request = Buffer.alloc(8 + padded);
  request[0] = INTERN_ATOM;
  request.writeUInt16LE(2 + padded / 4, 2);
  request.writeUInt16LE(name.length, 4);
  request.write(name, 8);
  socket.write(request);
  return (await read(socket, 32)).readUInt32LE(8);
}

/** `display` as in ":210", `window` the id of the window on it. */
export async function askToClose(display: string, window: number): Promise<void> {
  const socket = createConnection(`/tmp/.X11-unix/X${display.slice(1)}`);
  await greet(socket);
  const protocols = await atom(socket, 'WM_PROTOCOLS');
  const close = await atom(socket, 'WM_DELETE_WINDOW');
  const request = Buffer.alloc(44);
  request[0] = SEND_EVENT;
  request.writeUInt16LE(11, 2);
  request.writeUInt32LE(window, 4);
  request[12] = CLIENT_MESSAGE;
  request[13] = 32;
  request.writeUInt32LE(window, 16);
  request.writeUInt32LE(protocols, 20);
  request.writeUInt32LE(close, 24);
  socket.write(request);
  // An answer to a later question: the event has been passed on.
  await atom(socket, 'WM_PROTOCOLS');
  socket.destroy();
}
