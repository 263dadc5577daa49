/**
 * One of the shop's two servers: a NestJS application with two addresses.
 * Its ways are chosen by the environment; it knows nothing of the experiment.
 */
import "reflect-metadata";
import { BadRequestException, Body, ConflictException, Controller, HttpCode, Inject, Module, Param, Post } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { PrismaPg } from "@prisma/adapter-pg";
import { Daraja, readCallback } from "./daraja.js";
import { PrismaClient } from "./generated/client.js";
import { Orders, type Wanted } from "./orders.js";
import { Believing, Verifying, type Payments } from "./payments.js";
import { inTransaction, oneStatement, readThenWrite, serializable } from "./shelf.js";
import { bounded, expire, silenceIsNo, unbounded } from "./sweep.js";

const shelves = { readThenWrite, inTransaction, serializable, oneStatement };
const sweeps = { none: null, expire, silenceIsNo, unbounded, bounded };

const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.LAB_POSTGRES, max: 12 }) });
const daraja = new Daraja(process.env.LAB_PROVIDER!);
const redis = { host: "127.0.0.1", port: Number(process.env.LAB_REDIS) };
const believes = process.env.LAB_PAYMENTS === "believe";

// begin: gateway
@Controller()
class Gateway {
  constructor(
    @Inject(Orders) private readonly orders: Orders,
    @Inject(Verifying) private readonly payments: Payments,
  ) {}

  @Post("orders")
  async order(@Body() wanted: Wanted) {
    const id = await this.orders.place(wanted);
    if (id === null) throw new ConflictException("sold out");
    return { id };
  }

  @Post("callbacks/:orderId")
  @HttpCode(200)
  async callback(@Param("orderId") orderId: string, @Body() body: unknown) {
    const resultCode = readCallback(body);
    if (resultCode === null) throw new BadRequestException();
    await this.payments.heard(orderId, resultCode);
    return { ResultCode: 0, ResultDesc: "Accepted" };
  }
}
// end: gateway

const reserve = shelves[process.env.LAB_SHELF as keyof typeof shelves];
@Module({
  controllers: [Gateway],
  providers: [
    { provide: Orders, useFactory: () => new Orders(db, daraja, reserve, process.env.LAB_KEYED === "yes") },
    { provide: Verifying, useFactory: () => (believes ? new Believing(db) : new Verifying(db, daraja, redis)) },
  ],
})
class Shop {}

const shop = await NestFactory.create(Shop, { logger: false });
const sweep = sweeps[process.env.LAB_SWEEP as keyof typeof sweeps];
if (sweep) setInterval(() => sweep(db, daraja).catch(() => {}), 250);
await shop.listen(Number(process.env.LAB_PORT), "127.0.0.1");
process.send?.("listening");
