import { add, newest } from "../../../../../lib/db";

type Params = { params: Promise<{ id: string }> };

export async function GET(_: Request, { params }: Params) {
  const { id } = await params;
  return Response.json({ items: await newest(Number(id)) });
}

export async function POST(request: Request, { params }: Params) {
  const { id } = await params;
  const { title } = await request.json();
  if (typeof title !== "string" || title === "") return Response.json({ error: "title" }, { status: 400 });
  return Response.json({ id: await add(Number(id), title) }, { status: 201 });
}
