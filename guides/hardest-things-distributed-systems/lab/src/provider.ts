/**
 * A payment provider of the lab's own, with Daraja's two addresses and an unreliable way of calling
 * back. It alone knows what was paid. What it is told to do comes from the traffic.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { PUSH, QUERY, writeCallback } from "./daraja.js";
import type { Intent } from "./traffic.js";

/** A prompt that nobody answers ends by itself after this many milliseconds. */
export const PROMPT = 1200;

export interface Payment {
  intent: Intent;
  orderId: string;
  /** Daraja's result code, once there is one. */
  result: number | null;
  /** When the payment ended, on the lab's clock. */
  endedAt: number;
}

export class Provider {
  readonly payments = new Map<string, Payment>();
  /** When each question about a payment came. */
  readonly questions: number[] = [];
  /** While true, every question hangs until the one who asked gives up. */
  down = false;
  private server!: Server;
  url = "";

  constructor(private intents: Map<string, Intent>, private readonly deliver: (path: string, body: object) => void) {}

  async start(port: number): Promise<void> {
    this.server = createServer(async (request, response) => {
      const body = await read(request);
      const answer = request.url === PUSH ? this.push(body) : request.url === QUERY ? this.query(body) : null;
      if (answer === "hang") return;
      response.setHeader("content-type", "application/json");
      setTimeout(() => response.end(JSON.stringify(answer)), 20);
    });
    await new Promise<void>((ready) => this.server.listen(port, "127.0.0.1", ready));
    this.url = `http://127.0.0.1:${port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private push({ AccountReference, CallBackURL }: any): object {
    const intent = this.intents.get(AccountReference)!;
    const checkoutId = `ws_CO_${this.payments.size}`;
    const payment: Payment = { intent, orderId: CallBackURL.split("/").at(-1), result: null, endedAt: 0 };
    this.payments.set(checkoutId, payment);
    setTimeout(() => this.end(checkoutId, payment), intent.fate === "ignores" ? PROMPT : intent.after);
    if (intent.forged !== null) setTimeout(() => this.deliver(CallBackURL, writeCallback(checkoutId, 0)), intent.forged);
    return { ResponseCode: "0", MerchantRequestID: AccountReference, CheckoutRequestID: checkoutId };
  }

  private end(checkoutId: string, payment: Payment): void {
    const { fate, callbacks } = payment.intent;
    payment.result = fate === "pays" ? 0 : fate === "cancels" ? 1032 : 1037;
    payment.endedAt = Date.now();
    const say = () => this.deliver(`/callbacks/${payment.orderId}`, writeCallback(checkoutId, payment.result!));
    for (const late of callbacks) setTimeout(say, late);
  }

  private query({ CheckoutRequestID }: any): object | "hang" {
    this.questions.push(Date.now());
    const payment = this.payments.get(CheckoutRequestID);
    if (this.down) return "hang";
    if (!payment || payment.intent.mute) return { errorCode: "500.003.1001", errorMessage: "Internal Server Error" };
    if (payment.result === null) return { errorCode: "500.001.1001", errorMessage: "The transaction is being processed" };
    return { ResponseCode: "0", ResultCode: String(payment.result), CheckoutRequestID };
  }
}

async function read(request: IncomingMessage): Promise<any> {
  let text = "";
  for await (const piece of request) text += piece;
  return JSON.parse(text || "{}");
}
