/**
 * What each kind of repair would have done, beside what people did. Reads on every request, and holds
 * the person's token on the server; the browser gets a page and a button.
 */
export const dynamic = "force-dynamic";

interface Agreement {
  kind: string;
  mode: string;
  decisions: number;
  agreed: number;
  lower: number;
}

// begin: page
export default async function Page() {
  const headers = { authorization: `Bearer ${process.env.TOKEN}` };
  const answer = await fetch(`${process.env.BACKEND}/agreement`, { headers, cache: "no-store" });
  const record: Agreement[] = await answer.json();
  return (
    <table>
      <tbody>
        {record.map(({ kind, mode, decisions, agreed, lower }) => (
          <tr key={kind} data-kind={kind} data-mode={mode} data-decisions={decisions} data-lower={lower.toFixed(3)}>
            <td>{kind}: {agreed} of {decisions} as people did, so at least {Math.floor(lower * 100)} %</td>
            <td>
              <form method="post" action="/promote">
                <button name="kind" value={kind} disabled={mode === "live"}>Let it act</button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
// end: page
