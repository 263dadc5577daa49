import { subscribe } from "../../lib/db";

export const dynamic = "force-dynamic";

export async function GET(request: Request) {
  const encoder = new TextEncoder();
  const stream = new ReadableStream({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const leave = await subscribe((text) => send(`data: ${text}\n\n`));
      request.signal.addEventListener("abort", leave);
      send(": hello\n\n");
    },
  });
  return new Response(stream, { headers: { "content-type": "text/event-stream" } });
}
