/**
 * What Prisma says to PostgreSQL when it reserves a unit: one statement, or a look and then a write?
 * An abstraction that reads before it updates would bring the race back, so the lab writes it down.
 */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.js";
import { inTransaction, oneStatement, type Reserve } from "./shelf.js";

export interface Said {
  way: string;
  statements: number;
  sql: string;
}

export async function said(url: string, db: pg.Client): Promise<Said[]> {
  await db.query("INSERT INTO variant VALUES ('variant-0', 10)");
  return [await listen(url, "transaction", inTransaction), await listen(url, "statement", oneStatement)];
}

async function listen(url: string, way: string, reserve: Reserve): Promise<Said> {
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }), log: [{ emit: "event", level: "query" }] });
  const heard: string[] = [];
  client.$on("query", (event) => heard.push(event.query.replaceAll('"', "").replaceAll("public.", "")));
  await reserve(client, "variant-0", async () => {});
  await client.$disconnect();
  const spoken = heard.filter((query) => !/^(BEGIN|COMMIT)/.test(query));
  return { way, statements: spoken.length, sql: spoken.join("; ") };
}
