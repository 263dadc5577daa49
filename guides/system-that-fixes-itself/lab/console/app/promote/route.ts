/** The button: asks the backend to let one kind of repair act, in the name of the person. */
export async function POST(request: Request): Promise<Response> {
  const kind = String((await request.formData()).get("kind"));
  const headers = { authorization: `Bearer ${process.env.TOKEN}` };
  const answer = await fetch(`${process.env.BACKEND}/kinds/${encodeURIComponent(kind)}/promote`, { method: "POST", headers });
  return answer.ok ? new Response(null, { status: 303, headers: { location: "/" } }) : new Response(null, { status: 502 });
}
