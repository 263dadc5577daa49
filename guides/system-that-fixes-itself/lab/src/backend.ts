/**
 * The backend: a NestJS application that turns advice into tasks, and hands tasks to whoever may have
 * them. With LAB_WAY=push or push-checked it is the pushing controller instead, for comparison.
 */
import "reflect-metadata";
import { Body, Controller, ForbiddenException, Get, HttpCode, Inject, Module, Param, Post, Req, Res, UseGuards } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import pg from "pg";
import { agreement } from "./agreement.js";
import { type Caller, Signed } from "./identity.js";
import { call, Push } from "./push.js";
import { Tasks } from "./tasks.js";
import { Wake } from "./wake.js";

pg.types.setTypeParser(20, Number); // identifiers and versions stay far below 2^53
const pool = new pg.Pool({ connectionString: process.env.LAB_POSTGRES, max: 10 });
const way = process.env.LAB_WAY!;
const careful = way === "pull-deny";
const push = new Push(JSON.parse(process.env.LAB_REACH!), way === "push-checked" ? process.env.LAB_POLICY! : null);
const wake = process.env.LAB_REDIS ? new Wake(Number(process.env.LAB_REDIS)) : null;

async function advise(signal: object, from: string): Promise<void> {
  const advice = (await call("POST", `${process.env.LAB_ADVISER}/recommend`, "", signal, 10_000)).body;
  if (way.startsWith("push")) return push.push(advice);
  await tasks.enqueue(advice, from);
  await wake?.signal(advice.cluster_id);
}
const tasks = new Tasks(pool, careful);

// begin: executors
@Controller()
@UseGuards(Signed)
class Executors {
  constructor(@Inject(Tasks) private readonly tasks: Tasks) {}

  @Post("claim")
  @HttpCode(200)
  async claim(@Req() { caller }: { caller: Caller }, @Body() { waitMs }: { waitMs: number }, @Res() response: any) {
    const asked = Date.now();
    const woken = wake?.wait(caller.clusterId, waitMs); // listen first: a task may come while we look
    let task = await this.tasks.claim(caller.clusterId);
    if (task === null && waitMs > 0) {
      await woken;
      task = await this.tasks.claim(caller.clusterId);
    }
    if (task === null) return response.status(204).end();
    response.json({ ...task, waited_ms: Date.now() - asked });
  }
  // end: executors

  @Post("signals")
  @HttpCode(202)
  signal(@Req() { caller }: { caller: Caller }, @Body() signal: object) {
    advise({ ...signal, cluster_id: caller.clusterId }, caller.clusterId).catch(() => {});
  }

  @Post("tasks/:id/report")
  async report(@Req() { caller }: { caller: Caller }, @Param("id") id: string, @Body() { outcome }: { outcome: string }) {
    await this.tasks.report(Number(id), caller.clusterId, outcome);
  }
}

@Controller()
@UseGuards(Signed)
class People {
  @Get("agreement")
  async agreement(@Req() { caller }: { caller: Caller }) {
    if (caller.role !== "person") throw new ForbiddenException();
    return agreement(pool);
  }

  @Post("kinds/:kind/promote")
  async promote(@Req() { caller }: { caller: Caller }, @Param("kind") kind: string) {
    if (caller.role !== "person") throw new ForbiddenException();
    await pool.query("UPDATE kind SET mode = 'live' WHERE kind = $1", [kind]);
  }

  @Post("acts")
  async act(@Req() { caller }: { caller: Caller }, @Body() act: { clusterId: string; deployment: string; seen: number; kind: string }) {
    if (caller.role !== "person") throw new ForbiddenException();
    const { clusterId, deployment, seen, kind } = act;
    await pool.query("INSERT INTO person_act VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", [clusterId, deployment, seen, kind]);
  }
}

@Module({ controllers: [Executors, People], providers: [Signed, { provide: Tasks, useValue: tasks }] })
class Backend {}

const backend = await NestFactory.create(Backend, { logger: false });
await backend.listen(Number(process.env.LAB_PORT), "127.0.0.1");
process.send?.("listening");
