/**
 * What Shadow Mode learned: of the decisions that a person took too, how many were the same.
 * Decides nothing; a person promotes a kind.
 */
import type { Pool } from "pg";

export interface Agreement {
  kind: string;
  mode: string;
  decisions: number;
  agreed: number;
  /** The share that agreement is at least, with 95 % confidence. */
  lower: number;
}

// begin: agreement
const AGREEMENT = `
  SELECT kind.kind, kind.mode, count(act.kind)::int AS decisions,
    count(*) FILTER (WHERE act.kind = task.kind)::int AS agreed
  FROM kind
  LEFT JOIN task ON task.kind = kind.kind AND task.outcome = 'would'
  LEFT JOIN person_act act USING (cluster_id, deployment, seen)
  GROUP BY kind.kind, kind.mode ORDER BY kind.kind`;

export async function agreement(pool: Pool): Promise<Agreement[]> {
  const counted = await pool.query(AGREEMENT);
  return counted.rows.map((row) => ({ ...row, lower: wilson(row.agreed, row.decisions) }));
}

/** The lower end of Wilson's interval: ten of ten is not yet a record. */
export function wilson(agreed: number, decisions: number, z = 1.96): number {
  if (decisions === 0) return 0;
  const share = agreed / decisions;
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * decisions)) / decisions);
  return (share + (z * z) / (2 * decisions) - spread) / (1 + (z * z) / decisions);
}
// end: agreement
