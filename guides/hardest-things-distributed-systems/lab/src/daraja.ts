/**
 * The part of M-Pesa Daraja that the lab speaks: ask a phone to pay, hear about it, ask about it.
 * Types are gone when the program runs, so whatever comes from outside is checked by hand.
 */

export const PUSH = "/mpesa/stkpush/v1/processrequest";
export const QUERY = "/mpesa/stkpushquery/v1/query";

/** What the provider can say about a payment. Silence is none of the three. */
export type Verdict = "paid" | "not paid" | "in progress";

/** The provider did not answer: that says something about the provider, and nothing about a payment. */
export class Down extends Error {}

/** The provider answered, and still nothing follows about this payment. */
export class Unclear extends Error {}

export class Daraja {
  constructor(private readonly address: string) {}

  /** Asks the buyer's phone for money; the answer is an identifier, not a payment. */
  async push(orderId: string, reference: string): Promise<string> {
    const body = { AccountReference: reference, CallBackURL: `/callbacks/${orderId}` };
    const answer = await this.post(PUSH, body, 4000);
    if (typeof answer.CheckoutRequestID !== "string") throw new Unclear();
    return answer.CheckoutRequestID;
  }

  // begin: ask
  async ask(checkoutId: string): Promise<Verdict> {
    const answer = await this.post(QUERY, { CheckoutRequestID: checkoutId }, 1000);
    if (answer.errorCode === "500.001.1001") return "in progress";
    if (answer.ResponseCode !== "0" || answer.ResultCode === undefined) throw new Unclear();
    return String(answer.ResultCode) === "0" ? "paid" : "not paid";
  }
  // end: ask

  private async post(path: string, body: object, ms: number): Promise<any> {
    try {
      const headers = { "content-type": "application/json" };
      const signal = AbortSignal.timeout(ms);
      const answer = await fetch(this.address + path, { method: "POST", headers, body: JSON.stringify(body), signal });
      return await answer.json();
    } catch {
      throw new Down();
    }
  }
}

/** The result code of a callback, or null for a body that is not one. */
export function readCallback(body: any): number | null {
  const code = body?.Body?.stkCallback?.ResultCode;
  return Number.isInteger(code) ? code : null;
}

export function writeCallback(checkoutId: string, resultCode: number): object {
  return { Body: { stkCallback: { CheckoutRequestID: checkoutId, ResultCode: resultCode, ResultDesc: "lab" } } };
}
