import { newest } from "../../../lib/db";

export const dynamic = "force-dynamic";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const items = await newest(Number(id));
  return (
    <main>
      <h1>Project {id}</h1>
      <table>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>{item.title}</td>
              <td>{item.state}</td>
              <td>{item.comments}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
