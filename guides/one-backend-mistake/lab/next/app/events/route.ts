import { subscribe } from "../../lib/db";

export const dynamic = "force-dynamic";

export async function GET(request: Request) {
  const encoder = new TextEncoder();
  const stream = new ReadableStream({
    async start(controller) {
      const leave = await subscribe((text) => controller.enqueue(encoder.encode(`data: ${text}\n\n`)));
      request.signal.addEventListener("abort", leave);
      controller.enqueue(encoder.encode(": hello\n\n"));
    },
  });
  return new Response(stream, { headers: { "content-type": "text/event-stream" } });
}
