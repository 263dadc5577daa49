/**
 * One of the two servers under test: a NestJS application with three addresses.
 * Which way it posts and pays is chosen by the environment; it knows nothing of the experiment.
 */
import "reflect-metadata";
import { BadRequestException, Body, Controller, HttpCode, Inject, Module, Post, ServiceUnavailableException } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import pg from "pg";
import { readCallback, type Payment } from "./daraja.js";
import { Ledger } from "./ledger.js";
import { ClosedLock, connect, OpenLock, Refused } from "./locks.js";
import { Claimed, ClaimedUnderLock, UnderLock, type Payout, type Send } from "./payouts.js";
import { Checked, InTransaction, Locked, RowLocked, type Postings } from "./usual.js";

pg.types.setTypeParser(20, Number); // bigint: cents stay far below 2^53
const pool = new pg.Pool({ connectionString: process.env.LAB_POSTGRES, max: 10 });
pool.on("error", () => {});
const redis = connect(Number(process.env.LAB_REDIS));

const send: Send = async (payout) => {
  const answer = await fetch(`${process.env.LAB_PROVIDER}/b2c/${payout.id}`, { method: "POST" });
  if (!answer.ok) throw new Error(`provider answered ${answer.status}`);
};

const ways = {
  checked: () => new Checked(pool),
  transaction: () => new InTransaction(pool),
  "row-lock": () => new RowLocked(pool),
  "open-lock": () => new Locked(pool, new OpenLock(redis)),
  ledger: () => new Ledger(pool),
};
const payoutWays = {
  "open-lock": () => new UnderLock(pool, new OpenLock(redis), send),
  "closed-lock": () => new UnderLock(pool, new ClosedLock(redis), send),
  "locked-claim": () => new ClaimedUnderLock(pool, new ClosedLock(redis), send),
  claim: () => new Claimed(pool, send),
};

const POSTINGS = Symbol("postings");
const PAYOUTS = Symbol("payouts");

/** Work that was refused is answered with 503, so that whoever asked asks again. */
async function orRefuse(work: Promise<void>): Promise<void> {
  return work.catch((error) => {
    throw error instanceof Refused ? new ServiceUnavailableException() : error;
  });
}

// begin: gateway
@Controller()
class Gateway {
  constructor(
    @Inject(POSTINGS) private readonly postings: Postings,
    @Inject(PAYOUTS) private readonly payouts: { pay(payout: Payout): Promise<void> },
  ) {}

  @Post("callbacks")
  @HttpCode(200)
  async callback(@Body() body: unknown) {
    const callback = readCallback(body);
    if (callback === null) throw new BadRequestException();
    await orRefuse(this.postings.receive(callback));
    return { ResultCode: 0, ResultDesc: "Accepted" };
  }
  // end: gateway

  @Post("payments")
  async register(@Body() payment: Payment) {
    await this.postings.register(payment);
  }

  @Post("payouts")
  async pay(@Body() payout: Payout) {
    await orRefuse(this.payouts.pay(payout));
  }
}

@Module({
  controllers: [Gateway],
  providers: [
    { provide: POSTINGS, useFactory: ways[process.env.LAB_WAY as keyof typeof ways] ?? ways.ledger },
    { provide: PAYOUTS, useFactory: payoutWays[process.env.LAB_WAY as keyof typeof payoutWays] ?? payoutWays.claim },
  ],
})
class App {}

const app = await NestFactory.create(App, { logger: false });
const postings = app.get<Postings>(POSTINGS);
if (postings instanceof Ledger) setInterval(() => postings.sweep().catch(() => {}), 500);
await app.listen(Number(process.env.LAB_PORT), "127.0.0.1");
process.send?.("listening");
