/**
 * The shape of an M-Pesa Daraja STK callback, made and read.
 * Types are gone when the program runs, so whatever comes from outside is checked by hand.
 */

/** Whole cents; never a fraction. */
export type Cents = number & { readonly unit: "cents" };

export interface Payment {
  checkoutId: string;
  account: string;
  amount: Cents;
}

export type Callback =
  | { paid: true; checkoutId: string; resultCode: 0; amount: Cents; body: object }
  | { paid: false; checkoutId: string; resultCode: number; amount: null; body: object };

/** Answers null for anything that is not a callback. */
export function readCallback(body: any): Callback | null {
  const stk = body?.Body?.stkCallback;
  if (typeof stk?.CheckoutRequestID !== "string" || !Number.isInteger(stk.ResultCode)) return null;
  const checkoutId = stk.CheckoutRequestID;
  if (stk.ResultCode !== 0) return { paid: false, checkoutId, resultCode: stk.ResultCode, amount: null, body };
  const items: { Name: string; Value: unknown }[] = stk.CallbackMetadata?.Item ?? [];
  const amount = Math.round(Number(items.find((item) => item.Name === "Amount")?.Value) * 100);
  if (!Number.isSafeInteger(amount) || amount <= 0) return null;
  return { paid: true, checkoutId, resultCode: 0, amount: amount as Cents, body };
}

/** What the provider sends: 0 is paid, 1032 is "cancelled by the user". */
export function writeCallback(checkoutId: string, resultCode: 0 | 1032, amount: Cents): object {
  const paid = { CallbackMetadata: { Item: [{ Name: "Amount", Value: amount / 100 }] } };
  const common = { MerchantRequestID: `m-${checkoutId}`, CheckoutRequestID: checkoutId, ResultCode: resultCode };
  return { Body: { stkCallback: { ...common, ResultDesc: "lab", ...(resultCode === 0 ? paid : {}) } } };
}
